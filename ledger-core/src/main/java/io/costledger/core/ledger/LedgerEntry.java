package io.costledger.core.ledger;

import io.costledger.core.Invalid;
import io.costledger.core.ValueStyle;
import io.costledger.core.account.Account;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;
import org.joda.money.BigMoney;

/**
 * One transfer of whole units between two accounts, never zero (SPEC 7.1, 7.2). A negative amount
 * moves a credit: from and to stay as they are.
 */
@Value.Immutable
@ValueStyle
public interface LedgerEntry {
  /**
   * The stated order of entries: charge period, posting period, from, to, measure, kind. No two
   * entries of one run are equal in it.
   */
  Comparator<LedgerEntry> ORDER = Comparator.comparing(LedgerEntry::chargePeriod)
      .thenComparing(LedgerEntry::postingPeriod)
      .thenComparing(LedgerEntry::from)
      .thenComparing(LedgerEntry::to)
      .thenComparing(LedgerEntry::measure)
      .thenComparing(LedgerEntry::kind);

  /**
   * Returns the id of the run that booked the entry.
   *
   * @return the run's id
   */
  String run();

  /**
   * Returns the period that the cost is for.
   *
   * @return a grain period; for a bill row that no grain period contains, the row's own
   */
  Period chargePeriod();

  /**
   * Returns the period in whose books the entry stands.
   *
   * @return the posting period
   */
  Period postingPeriod();

  /**
   * Returns the account that the units leave.
   *
   * @return from
   */
  Account from();

  /**
   * Returns the account that the units reach.
   *
   * @return to; another account than from
   */
  Account to();

  /**
   * Returns the amount in whole units.
   *
   * @return not 0
   */
  BigInteger amountUnits();

  /**
   * Returns what a unit is worth.
   *
   * @return the ledger's unit
   */
  LedgerUnit unit();

  /**
   * Returns the sign of the cost as imported.
   *
   * @return charge or credit
   */
  Measure measure();

  /**
   * Returns the kind of transfer.
   *
   * @return the kind
   */
  EntryKind kind();

  /**
   * Returns the depth of the platform that the cost leaves.
   *
   * @return 0 or more; empty where the cost leaves no platform
   */
  OptionalInt tier();

  /**
   * Returns the name of the model that gave the weights.
   *
   * @return empty where no model did
   */
  Optional<String> model();

  /**
   * Returns the version of that model.
   *
   * @return present if the model is
   */
  Optional<String> modelVersion();

  /**
   * Returns the consumer's quantity, where the model reads a single unit.
   *
   * @return the exact quantity
   */
  Optional<BigDecimal> quantity();

  /**
   * Returns the unit of the quantity.
   *
   * @return present if the quantity is
   */
  Optional<String> quantityUnit();

  /**
   * Returns why the cost has no home, for entries to an {@code unallocated} account and for those
   * that a policy placed elsewhere instead.
   *
   * @return the reasons, ascending; empty for cost that was placed in the ordinary way
   */
  List<FaultReason> reasons();

  /**
   * Returns the ids of the deliveries that the entry rests on: the bill's for an entry from the
   * bill, those that gave the weights for an entry from a platform.
   *
   * @return the ids, ascending by key
   */
  List<String> deliveries();

  /**
   * Returns the amount as money.
   *
   * @return the exact amount at the ledger's scale
   */
  default BigMoney amount() {
    return unit().amountOf(amountUnits());
  }

  /**
   * Checks the rules of SPEC 7.1.
   *
   * @throws IllegalArgumentException if the amount is 0, or from and to are one account
   */
  @Value.Check
  default void check() {
    if (amountUnits().signum() == 0) {
      throw Invalid.argument("entry amount", from() + " -> " + to() + ": 0", "must not be 0");
    }
    if (from().equals(to())) {
      throw Invalid.argument("entry", from() + " -> " + to(), "must move between two accounts");
    }
  }

  /**
   * Starts an entry.
   *
   * @return an empty builder
   */
  static Builder builder() {
    return new Builder();
  }

  /** Builds an entry. */
  final class Builder extends ImmutableLedgerEntry.Builder {
    Builder() {}
  }
}
