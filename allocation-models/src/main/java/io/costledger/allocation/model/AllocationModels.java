package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import java.math.BigDecimal;
import java.util.Collection;
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
    return new DirectModel(rest);
  }
}
