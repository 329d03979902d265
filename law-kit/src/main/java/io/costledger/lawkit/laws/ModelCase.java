package io.costledger.lawkit.laws;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.policy.ApportionmentRule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * One platform's pool of one grain period, and who used the platform: what a law is tried on.
 *
 * <p>The platform is {@link #PLATFORM}, its owner {@link #OWNER}. Cost centers {@code a} to {@code
 * d}, and whatever the model lists, are declared; any other consumer is unknown to the policy. Ids
 * that begin with {@code zz} are the kit's own.
 *
 * <p>Example: {@code ModelCase.of(100).use("cost-center:a", "1", "hours").use("cost-center:b", "2",
 * "hours")} is a pool of 100 ledger units, used 1 : 2.
 *
 * @param rule how units that don't divide evenly are placed
 * @param rows the bill
 * @param uses the usage
 */
public record ModelCase(ApportionmentRule rule, List<Row> rows, List<Use> uses) {
  /** The platform whose pool is split. */
  public static final Account PLATFORM = Account.platform("p");

  /** The cost center that bears what the platform keeps. */
  public static final Account OWNER = Account.costCenter("owner");

  /** What a bill row is to the platform. */
  public enum Purpose {
    /** A charge or credit of the platform's pool. */
    POOL,
    /** A charge or credit of the platform that names its consumer (SPEC 4.1). */
    GIVEN,
    /** What the bill books to a consumer directly. */
    BOOKED
  }

  /**
   * One bill row.
   *
   * @param purpose what it is to the platform
   * @param consumer whom it names; the platform itself for a row of the pool
   * @param units whole ledger units, negative for a credit
   */
  public record Row(Purpose purpose, Account consumer, BigInteger units) {
    @Override
    public String toString() {
      return switch (purpose) {
        case POOL -> "pool " + units;
        case GIVEN -> "pool " + units + " that names " + consumer;
        case BOOKED -> "bill books " + units + " to " + consumer;
      };
    }
  }

  /**
   * One usage record.
   *
   * @param consumer who used the platform
   * @param quantity how much; negative for a return
   * @param unit the unit
   */
  public record Use(Account consumer, BigDecimal quantity, String unit) {
    /**
     * Checks the consumer.
     *
     * @throws IllegalArgumentException if it is neither a cost center nor a platform
     */
    public Use {
      if (!consumer.isConsumer()) {
        throw Invalid.argument("consumer", consumer, "must be a cost center or a platform");
      }
    }

    /**
     * Returns the same use of another amount.
     *
     * @param other the quantity
     * @return the use
     */
    Use with(BigDecimal other) {
      return new Use(consumer, other, unit);
    }

    @Override
    public String toString() {
      return consumer + " used " + ExactNumber.plain(quantity) + " " + unit;
    }
  }

  /** Copies the lists. */
  public ModelCase {
    rows = List.copyOf(rows);
    uses = List.copyOf(uses);
  }

  /**
   * Returns a pool that nobody used yet, by largest remainder.
   *
   * @param units one row each, in whole ledger units, negative for a credit; none: an empty pool
   * @return the case
   */
  public static ModelCase of(long... units) {
    List<Row> rows = new ArrayList<>();
    for (long each : units) {
      rows.add(new Row(Purpose.POOL, PLATFORM, BigInteger.valueOf(each)));
    }
    return new ModelCase(ApportionmentRule.LARGEST_REMAINDER, rows, List.of());
  }

  /**
   * Returns this case and a usage record.
   *
   * @param consumer such as {@code cost-center:a}
   * @param quantity a number as text, such as {@code "1.5"}
   * @param unit the unit
   * @return the longer case
   * @throws IllegalArgumentException if one is not what it must be
   */
  public ModelCase use(String consumer, String quantity, String unit) {
    Use use = new Use(Account.parseConsumer(consumer), ExactNumber.parse(quantity), unit);
    return withUses(plus(uses, use));
  }

  /**
   * Returns this case and a row that the bill books to a consumer directly.
   *
   * @param consumer such as {@code cost-center:a}
   * @param units whole ledger units
   * @return the longer case
   */
  public ModelCase booked(String consumer, long units) {
    return with(
        new Row(Purpose.BOOKED, Account.parseConsumer(consumer), BigInteger.valueOf(units)));
  }

  /**
   * Returns this case and a row of the platform that names its consumer.
   *
   * @param consumer such as {@code cost-center:a}
   * @param units whole ledger units
   * @return the longer case
   */
  public ModelCase given(String consumer, long units) {
    return with(new Row(Purpose.GIVEN, Account.parseConsumer(consumer), BigInteger.valueOf(units)));
  }

  /**
   * Returns this case by another rule.
   *
   * @param other how units that don't divide evenly are placed
   * @return the case
   */
  public ModelCase by(ApportionmentRule other) {
    return new ModelCase(other, rows, uses);
  }

  private ModelCase with(Row row) {
    return withRows(plus(rows, row));
  }

  ModelCase withUses(List<Use> other) {
    return new ModelCase(rule, rows, other);
  }

  ModelCase withRows(List<Row> other) {
    return new ModelCase(rule, other, uses);
  }

  /** The same case with each pool row, or each that names a consumer, changed. */
  ModelCase mapPool(UnaryOperator<BigInteger> change) {
    return withRows(rows.stream()
        .map(row -> row.purpose() == Purpose.BOOKED
            ? row
            : new Row(row.purpose(), row.consumer(), change.apply(row.units())))
        .toList());
  }

  /** The same case with each quantity changed. */
  ModelCase mapQuantities(UnaryOperator<BigDecimal> change) {
    return withUses(
        uses.stream().map(use -> use.with(change.apply(use.quantity()))).toList());
  }

  private static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  /** The rule, if it is not largest remainder, then one row or record a line. */
  @Override
  public String toString() {
    StringJoiner lines = new StringJoiner("\n");
    if (rule != ApportionmentRule.LARGEST_REMAINDER) {
      lines.add("by " + rule);
    }
    rows.forEach(row -> lines.add(row.toString()));
    uses.forEach(use -> lines.add(use.toString()));
    return lines.toString();
  }
}
