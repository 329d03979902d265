package io.costledger.core.usage;

import io.costledger.core.Invalid;
import io.costledger.core.ValueStyle;
import io.costledger.core.account.Account;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.Map;
import org.immutables.value.Value;

/**
 * One consumer's measured use of one platform in one charge period.
 *
 * <p>Example: {@code UsageRecord.builder().id("u1").platform("spark")
 * .consumer(Account.costCenter("search")).quantity(new BigDecimal("1.5")).unit("vcore-hours")
 * .chargePeriod(day).delivery("spark-0901").build()}.
 */
@Value.Immutable
@ValueStyle
public interface UsageRecord {
  /**
   * Returns the id, unique within its source.
   *
   * @return not empty
   */
  String id();

  /**
   * Returns the platform that was used.
   *
   * @return the platform's id, declared or not
   */
  String platform();

  /**
   * Returns who used it.
   *
   * @return a platform or a cost center, declared or not
   */
  Account consumer();

  /**
   * Returns how much was used; negative for a return.
   *
   * @return any exact decimal
   */
  BigDecimal quantity();

  /**
   * Returns the unit of the quantity.
   *
   * @return such as {@code vcore-hours}
   */
  String unit();

  /**
   * Returns the charge period.
   *
   * @return [start, end) in UTC
   */
  Period chargePeriod();

  /**
   * Returns the id of the delivery that brought the record.
   *
   * @return not empty
   */
  String delivery();

  /**
   * Returns further dimensions.
   *
   * @return name to text
   */
  Map<String, String> dimensions();

  /**
   * Checks the ids and the consumer's kind.
   *
   * @throws IllegalArgumentException if an id is empty, or the consumer is neither platform nor
   *     cost center
   */
  @Value.Check
  default void check() {
    Account.requireId("usage record id", id());
    Account.requireId("platform", platform());
    Account.requireId("unit", unit());
    Account.requireId("delivery id", delivery());
    if (!consumer().isConsumer()) {
      throw Invalid.argument("consumer", consumer(), "must be a cost center or a platform");
    }
  }

  /**
   * Returns a record without dimensions.
   *
   * @param id the id, not empty
   * @param platform the id of the platform that was used
   * @param consumer who used it, such as {@code cost-center:search}
   * @param quantity the exact quantity as text, such as {@code "1.5"}
   * @param unit the unit
   * @param chargePeriod the charge period
   * @param delivery the id of the delivery
   * @return the record
   * @throws IllegalArgumentException if a part is not what it must be
   */
  static UsageRecord of(
      String id,
      String platform,
      String consumer,
      String quantity,
      String unit,
      Period chargePeriod,
      String delivery) {
    return builder()
        .id(id)
        .platform(platform)
        .consumer(Account.parseConsumer(consumer))
        .quantity(ExactNumber.parse(quantity))
        .unit(unit)
        .chargePeriod(chargePeriod)
        .delivery(delivery)
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
  final class Builder extends ImmutableUsageRecord.Builder {
    Builder() {}
  }
}
