package io.costledger.serialization.canonical;

import io.costledger.core.account.Account;
import io.costledger.core.usage.UsageSummary;
import java.math.BigDecimal;
import java.util.NavigableMap;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * The canonical bytes of a {@link UsageSummary}: what threads, partitions and engines exchange.
 * Equal summaries give equal bytes, and merging what was read gives what merging would have given.
 */
public final class CanonicalUsageSummary {
  private static final byte KIND = 2;
  private static final int VERSION = 1;

  private CanonicalUsageSummary() {}

  /**
   * Returns the canonical bytes of a summary; {@link #ofBytes} reads them.
   *
   * @param summary a summary
   * @return version 1 of the form
   */
  public static byte[] toBytes(UsageSummary summary) {
    ByteOutput out = new ByteOutput().header(KIND, VERSION);
    NavigableMap<UsageSummary.Key, BigDecimal> sums = summary.sums();
    out.number(sums.size());
    sums.forEach((key, sum) -> {
      pool(key.pool(), out);
      out.text(key.consumer().toString()).text(key.unit()).decimal(sum);
    });
    NavigableMap<UsageSummary.Pool, NavigableSet<String>> deliveries = summary.deliveries();
    out.number(deliveries.size());
    deliveries.forEach((pool, ids) -> {
      pool(pool, out);
      out.number(ids.size());
      ids.forEach(out::text);
    });
    return out.toBytes();
  }

  /**
   * Reads canonical bytes.
   *
   * @param bytes what {@link #toBytes} gave
   * @return the summary
   * @throws IllegalArgumentException if anything else than the one form of a summary is there
   */
  public static UsageSummary ofBytes(byte[] bytes) {
    ByteInput in = new ByteInput(bytes).header(KIND, VERSION);
    UsageSummary.Builder summary = UsageSummary.builder();
    int sums = in.count("sum count");
    UsageSummary.Key last = null;
    for (int i = 0; i < sums; i++) {
      int from = in.position();
      UsageSummary.Key key =
          new UsageSummary.Key(pool(in), in.named(Account::parseConsumer), id(in, "unit"));
      ascending(in, from, last, key);
      summary.add(key, in.decimal());
      last = key;
    }
    deliveries(in, summary);
    in.end();
    return summary.build();
  }

  private static void deliveries(ByteInput in, UsageSummary.Builder summary) {
    int pools = in.count("pool count");
    UsageSummary.Pool lastPool = null;
    for (int i = 0; i < pools; i++) {
      int from = in.position();
      UsageSummary.Pool pool = pool(in);
      ascending(in, from, lastPool, pool);
      lastPool = pool;
      int ids = in.count("delivery count");
      if (ids == 0) {
        throw in.wrong(from, "a pool must have a delivery");
      }
      Account lastId = null;
      for (int j = 0; j < ids; j++) {
        int idFrom = in.position();
        String id = id(in, "delivery id");
        Account ordered = Account.bill(id);
        ascending(in, idFrom, lastId, ordered);
        lastId = ordered;
        summary.delivery(pool, id);
      }
    }
  }

  private static void pool(UsageSummary.Pool pool, ByteOutput out) {
    out.period(pool.period()).text(pool.platform());
  }

  private static UsageSummary.Pool pool(ByteInput in) {
    return new UsageSummary.Pool(in.period(), id(in, "platform"));
  }

  private static String id(ByteInput in, String what) {
    return in.named(text -> Account.requireId(what, text));
  }

  private static <T extends Comparable<T>> void ascending(
      ByteInput in, int from, @Nullable T last, T next) {
    if (last != null && last.compareTo(next) >= 0) {
      throw in.wrong(from, "keys must ascend");
    }
  }
}
