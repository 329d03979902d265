package io.costledger.core.ledger;

import io.costledger.core.ValueStyle;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Something in the data that kept cost from its home, or kept a record from counting: what, which
 * record, why, and whose job it is (SPEC sections 6 and 14). A fault is about a record, or about
 * the pool of a platform, or both.
 */
@Value.Immutable
@ValueStyle
public interface Fault {
  /** The stated order of faults: reason, period, platform, consumer, record, measure, message. */
  Comparator<Fault> ORDER = Comparator.comparing(Fault::reason)
      .thenComparing(Fault::chargePeriod)
      .thenComparing(fault -> fault.platform().orElse(""), CodePoints.ORDER)
      .thenComparing(fault -> fault.consumer().map(Account::toString).orElse(""), CodePoints.ORDER)
      .thenComparing(fault -> fault.record().orElse(""), CodePoints.ORDER)
      .thenComparing(fault -> fault.measure().map(Enum::name).orElse(""))
      .thenComparing(Fault::message, CodePoints.ORDER);

  /**
   * Returns why.
   *
   * @return the reason
   */
  FaultReason reason();

  /**
   * Returns who can mend it.
   *
   * @return the owner of the fault
   */
  Responsible owner();

  /**
   * Returns the charge period concerned.
   *
   * @return a grain period, or the record's own
   */
  Period chargePeriod();

  /**
   * Returns the record, if the fault is about one.
   *
   * @return {@code bill:<id>} or {@code usage:<id>}
   */
  Optional<String> record();

  /**
   * Returns the platform concerned.
   *
   * @return its id, declared or not
   */
  Optional<String> platform();

  /**
   * Returns the consumer concerned.
   *
   * @return a platform or a cost center, declared or not
   */
  Optional<Account> consumer();

  /**
   * Returns the cost that the fault kept from its home.
   *
   * @return whole units; empty for a fault of a record that carries no cost itself
   */
  Optional<BigInteger> amountUnits();

  /**
   * Returns the measure of the amount.
   *
   * @return present if the amount is
   */
  Optional<Measure> measure();

  /**
   * Returns the account in which the amount rests for that reason.
   *
   * @return {@code unallocated:<id>}; empty if there is no amount, or the policy placed it
   *     elsewhere
   */
  Optional<Account> restsIn();

  /**
   * Returns the fault in words.
   *
   * @return {@code Invalid <what>: <value> (<rule>)}
   */
  String message();

  /**
   * Starts a fault.
   *
   * @return an empty builder
   */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a fault. */
  final class Builder extends ImmutableFault.Builder {
    Builder() {}
  }
}
