package io.costledger.serialization.canonical;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageSummary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The canonical bytes of a {@link UsageSummary}: what threads, partitions and engines exchange.
 * Equal summaries give equal bytes, and merging what was read gives what merging would have given.
 *
 * <p>The form: the deliveries, platforms, consumers, units and charge periods that occur, each list
 * a count and its members in their order; then a count and the sums in the order of keys, each the
 * places of its five parts in these lists, the quantity, and the number of records. Nothing is
 * there twice, and nothing that no sum needs.
 */
public final class CanonicalUsageSummary {
  private static final byte KIND = 2;
  private static final int VERSION = 2;

  private CanonicalUsageSummary() {}

  /** One part of keys: what occurs in its order, and how it is written and read. */
  private record Part<T>(
      String name,
      Comparator<T> order,
      BiConsumer<ByteOutput, T> write,
      Function<ByteInput, T> read) {

    static Part<String> text(String name) {
      return new Part<>(
          name,
          CodePoints.ORDER,
          ByteOutput::text,
          in -> in.named(text -> Account.requireId(name, text)));
    }
  }

  private static final Part<String> DELIVERY = Part.text("delivery id");
  private static final Part<String> PLATFORM = Part.text("platform");
  private static final Part<Account> CONSUMER = new Part<>(
      "consumer",
      Comparator.<Account>naturalOrder(),
      (out, consumer) -> out.text(consumer.toString()),
      in -> in.named(Account::parseConsumer));
  private static final Part<String> UNIT = Part.text("unit");
  private static final Part<Period> CHARGE_PERIOD = new Part<>(
      "charge period", Comparator.<Period>naturalOrder(), ByteOutput::period, ByteInput::period);

  /**
   * Returns the canonical bytes of a summary; {@link #ofBytes} reads them.
   *
   * @param summary a summary
   * @return version 2 of the form
   * @throws IllegalArgumentException if a quantity has a scale beyond 1,000
   */
  public static byte[] toBytes(UsageSummary summary) {
    ByteOutput out = new ByteOutput().header(KIND, VERSION);
    UsageBatch sums = summary.toBatch();
    write(DELIVERY, sums.deliveries(), out);
    write(PLATFORM, sums.platforms(), out);
    write(CONSUMER, sums.consumers(), out);
    write(UNIT, sums.units(), out);
    write(CHARGE_PERIOD, sums.chargePeriods(), out);
    out.number(sums.size());
    for (int i = 0; i < sums.size(); i++) {
      out.number(sums.deliveryNumber(i))
          .number(sums.platformNumber(i))
          .number(sums.consumerNumber(i))
          .number(sums.unitNumber(i))
          .number(sums.chargePeriodNumber(i))
          .decimal(sums.quantity(i))
          .number(summary.records(i));
    }
    return out.toBytes();
  }

  /** The members of a summary ascend, so their numbers are their places in the list. */
  private static <T> void write(Part<T> part, List<T> members, ByteOutput out) {
    out.number(members.size());
    members.forEach(member -> part.write.accept(out, member));
  }

  /**
   * Reads canonical bytes.
   *
   * @param bytes what {@link #toBytes} gave
   * @return the summary
   * @throws IllegalArgumentException if anything else than the one form of a summary is there, or
   *     the number of records doesn't fit 63 bits
   */
  public static UsageSummary ofBytes(byte[] bytes) {
    ByteInput in = new ByteInput(bytes).header(KIND, VERSION);
    Members<String> deliveries = new Members<>(DELIVERY, in);
    Members<String> platforms = new Members<>(PLATFORM, in);
    Members<Account> consumers = new Members<>(CONSUMER, in);
    Members<String> units = new Members<>(UNIT, in);
    Members<Period> chargePeriods = new Members<>(CHARGE_PERIOD, in);
    UsageSummary.Builder summary = UsageSummary.builder();
    int count = in.count("sum count");
    UsageSummary.Key last = null;
    long total = 0;
    for (int i = 0; i < count; i++) {
      int from = in.position();
      UsageSummary.Key key = new UsageSummary.Key(
          deliveries.next(in),
          platforms.next(in),
          consumers.next(in),
          units.next(in),
          chargePeriods.next(in));
      if (last != null && last.compareTo(key) >= 0) {
        throw in.wrong(from, "keys must ascend");
      }
      last = key;
      BigDecimal quantity = in.decimal();
      int at = in.position();
      long records = in.longNumber("number of records");
      if (records > Long.MAX_VALUE - total) {
        throw in.wrong(at, "the number of all records must fit 63 bits");
      }
      total += records;
      summary.add(key, quantity, records);
    }
    Stream.of(deliveries, platforms, consumers, units, chargePeriods)
        .forEach(list -> list.requireUsed(in));
    in.end();
    return summary.build();
  }

  /** A list that was read, and which of its members occurred. */
  private static final class Members<T> {
    private final String name;
    private final List<T> members = new ArrayList<>();
    private final BitSet used = new BitSet();

    Members(Part<T> part, ByteInput in) {
      this.name = part.name;
      int count = in.count(name + " count");
      for (int i = 0; i < count; i++) {
        int from = in.position();
        T member = part.read.apply(in);
        if (i > 0 && part.order.compare(members.get(i - 1), member) >= 0) {
          throw in.wrong(from, "a list must ascend");
        }
        members.add(member);
      }
    }

    T next(ByteInput in) {
      int from = in.position();
      int place = in.number(Integer.MAX_VALUE, name);
      if (place >= members.size()) {
        throw in.wrong(from, name + " " + place + " is beyond a list of " + members.size());
      }
      used.set(place);
      return members.get(place);
    }

    void requireUsed(ByteInput in) {
      if (used.cardinality() < members.size()) {
        throw in.wrong(in.position(), "each " + name + " must occur in a sum");
      }
    }
  }
}
