package io.costledger.core.bill;

import io.costledger.core.ValueStyle;
import io.costledger.core.account.Account;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.Map;
import org.immutables.value.Value;

/**
 * One charge of a bill: a FOCUS row, a CUR line. The cost is the amount of one basis, exact as the
 * provider states it; columns and tags are what rules look at.
 */
@Value.Immutable
@ValueStyle
public interface BillRecord {
  /**
   * Returns the id, unique within the bill.
   *
   * @return not empty; for a file, {@code row <n>} counted from 1 after the header
   */
  String id();

  /**
   * Returns the charge period.
   *
   * @return [start, end) in UTC
   */
  Period chargePeriod();

  /**
   * Returns the cost, in the ledger's currency and basis.
   *
   * @return any exact decimal, negative for a credit
   */
  BigDecimal cost();

  /**
   * Returns the columns by their FOCUS name; what is null in the bill is absent here.
   *
   * @return column name to text
   */
  Map<String, String> columns();

  /**
   * Returns the tags by their key, as given.
   *
   * @return tag key to value
   */
  Map<String, String> tags();

  /**
   * Returns the sign of the cost as imported.
   *
   * @return {@code CREDIT} if the cost is below zero
   */
  @Value.Derived
  default Measure measure() {
    return Measure.of(cost());
  }

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if the id is empty
   */
  @Value.Check
  default void check() {
    Account.requireId("bill record id", id());
  }

  /**
   * Returns a record without tags.
   *
   * @param id the id, not empty
   * @param chargePeriod the charge period
   * @param cost the exact cost as text, such as {@code "12.50"}
   * @param columns FOCUS column name to text
   * @return the record
   * @throws IllegalArgumentException if the id is empty or the cost is no number (SPEC 2.4)
   */
  static BillRecord of(String id, Period chargePeriod, String cost, Map<String, String> columns) {
    return builder()
        .id(id)
        .chargePeriod(chargePeriod)
        .cost(ExactNumber.parse(cost))
        .columns(columns)
        .build();
  }

  /**
   * Starts a record.
   *
   * @return an empty builder
   */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a record. */
  final class Builder extends ImmutableBillRecord.Builder {
    Builder() {}
  }
}
