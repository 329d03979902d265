package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.RateBand;
import io.costledger.core.policy.RateModel;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The allocation models that come with the library (SPEC section 4). */
public final class AllocationModels {
  private AllocationModels() {}

  /**
   * By quantity in one unit: a consumer's weight is its summed quantity in that unit.
   *
   * @param unit the unit, not empty
   * @return the model
   */
  public static AllocationModel proportional(String unit) {
    return new ProportionalModel(unit);
  }

  /**
   * By usage times rate: a consumer's weight is the sum over units of rate * quantity.
   *
   * @param rates unit to rate, each 0 or more; at least one
   * @return the model
   */
  public static AllocationModel weighted(Map<String, Ratio> rates) {
    return new WeightedModel(rates);
  }

  /**
   * Evenly over those who used the platform: 1 for each consumer with a positive sum in some unit.
   *
   * @return the model
   */
  public static AllocationModel even() {
    return new EvenOverUsersModel();
  }

  /**
   * Evenly over listed consumers: 1 for each, whether they used the platform or not.
   *
   * @param consumers the consumers, at least one, each once
   * @return the model
   */
  public static AllocationModel even(Collection<Account> consumers) {
    return new EvenOverListModel(consumers);
  }

  /**
   * By fixed shares: a consumer's weight is its share.
   *
   * @param shares consumer to share, each 0 or more; they sum to 1 exactly
   * @return the model
   * @throws io.costledger.core.LedgerException if the shares don't sum to 1
   */
  public static AllocationModel fixed(Map<Account, Ratio> shares) {
    return FixedModel.of(shares);
  }

  /**
   * By fixed shares, where one consumer has what remains to 1.
   *
   * @param shares consumer to share, each 0 or more; they sum to 1 at the most
   * @param remaining who has the rest, possibly 0; not one of the others
   * @return the model
   * @throws io.costledger.core.LedgerException if the shares sum to more than 1
   */
  public static AllocationModel fixed(Map<Account, Ratio> shares, Account remaining) {
    return FixedModel.of(shares, remaining);
  }

  /**
   * By reservation or use: a consumer's weight is max(reserved, used) in one unit.
   *
   * <p>Boundary: use up to and including the reservation weighs the reservation; a consumer that
   * used nothing weighs what is reserved for it, one without a reservation what it used. A consumer
   * of which both are 0 has no weight. Remainder: that of the run's apportionment. Example: reserved
   * 10 for a and 10 for b, of which a used 4, b 15 and c 5, weighs 10 : 15 : 5.
   *
   * @param unit the unit, not empty
   * @param reservations consumer to reserved quantity per grain period, each 0 or more; at least
   *     one
   * @return the model
   * @throws IllegalArgumentException if the unit is empty, a reservation is negative or there is
   *     none
   */
  public static AllocationModel reserved(String unit, Map<Account, BigDecimal> reservations) {
    return new ReservedModel(unit, reservations);
  }

  /**
   * By direct cost: a consumer's weight is what the bill booked to it directly in the period,
   * charges only.
   *
   * @param consumers who can have weight, at least one, each once
   * @param rows which bill rows count
   * @return the model
   */
  public static AllocationModel byCost(Collection<Account> consumers, RowCondition rows) {
    return new ByCostModel(consumers, rows);
  }

  /**
   * Charges that name a consumer go to it whole, as given charges; the rest by another model.
   *
   * @param rest the model of the rest
   * @return the model
   */
  public static AllocationModel direct(AllocationModel rest) {
    return rest instanceof RateModel rates ? new DirectRateModel(rates) : new DirectModel(rest);
  }

  /**
   * Charges usage times rate, whatever the pool holds: one line per consumer and period, the sum
   * over units of rate * quantity, rounded once, half-even, to the ledger unit. The pool less the
   * lines goes to {@code variance:<platform>}.
   *
   * @param rates unit to rate in the ledger's currency, each 0 or more; at least one
   * @return the model
   */
  public static RateModel rateCard(Map<String, Ratio> rates) {
    return new RateCardModel(rates, false);
  }

  /**
   * Charges as {@link #rateCard}, and trues up: a consumer's total is its share of the pool by the
   * exact charges; the true-up line is that total less the charge.
   *
   * @param rates unit to rate in the ledger's currency, each 0 or more; at least one
   * @return the model
   */
  public static RateModel truedUpRateCard(Map<String, Ratio> rates) {
    return new RateCardModel(rates, true);
  }

  /**
   * Charges each band of a consumer's quantity at the band's own rate; otherwise as {@link
   * #rateCard}. A band's upper bound is inclusive; a quantity beyond a finite last band is an error.
   *
   * @param unit the unit
   * @param bands ascending; only the last may be without end
   * @param truedUp whether the charges are trued up to shares of the pool
   * @return the model
   */
  public static RateModel graduatedRate(String unit, List<RateBand> bands, boolean truedUp) {
    return new TieredRateModel(unit, bands, true, truedUp);
  }

  /**
   * Charges the whole quantity of a consumer at the rate of the band that it reaches; otherwise as
   * {@link #graduatedRate}.
   *
   * @param unit the unit
   * @param bands ascending; only the last may be without end
   * @param truedUp whether the charges are trued up to shares of the pool
   * @return the model
   */
  public static RateModel volumeRate(String unit, List<RateBand> bands, boolean truedUp) {
    return new TieredRateModel(unit, bands, false, truedUp);
  }
}
