package io.costledger.allocation.batch;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.apportion.ColumnSplit;
import io.costledger.allocation.work.Workers;
import io.costledger.core.policy.ApportionmentRule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What the usage of each pool weighs, summed by consumer: a place for each consumer with weight,
 * those of a pool side by side and ascending. Exact decimals stand in for primitives where 63 bits
 * don't do. Not changed once made.
 */
final class ConsumerSums {
  private static final int LEAST_OF_CHUNK = 1024; // records that are worth a thread

  private final int[] starts;
  private final int[] ranks;
  private final long[] sums;
  private final BigDecimal @Nullable [] wide;

  private ConsumerSums(int[] starts, int[] ranks, long[] sums, BigDecimal @Nullable [] wide) {
    this.starts = starts;
    this.ranks = ranks;
    this.sums = sums;
    this.wide = wide;
  }

  /**
   * Sums up a batch.
   *
   * @param counts which pools count; only such whose records weigh something each
   * @throws io.costledger.core.LedgerException if a sum in a unit is negative (SPEC 4.3)
   */
  static ConsumerSums of(
      Routes routes, IntPredicate counts, Workers workers, BatchWorkspace workspace) {
    return narrow(routes, counts, workers, workspace).orElseGet(() -> wide(routes, counts));
  }

  private static Optional<ConsumerSums> narrow(
      Routes routes, IntPredicate counts, Workers workers, BatchWorkspace workspace) {
    if (!routes.isNarrow()) {
      return Optional.empty();
    }
    int n = routes.usage().size();
    long[] values = workspace.values(n);
    long[] keys = workspace.keys(n);
    PoolSort sort = new PoolSort(routes, routes.rowStarts(counts), workers);
    sort.sort(values, keys);
    int chunks = Math.min(workers.threads(), Math.max(1, n / LEAST_OF_CHUNK));
    ShareBuffer[] buffers = workspace.buffers(chunks);
    int[] sizes = new int[routes.poolCount()];
    workers.run(chunks, chunk -> {
      PoolSums sums = new PoolSums(routes.consumers().length);
      int to = sort.poolAt(chunk + 1, chunks);
      for (int pool = sort.poolAt(chunk, chunks); pool < to; pool++) {
        boolean fits = sums.add(values, keys, sort.start(pool), sort.start(pool + 1));
        sizes[pool] = fits ? note(sums, buffers[chunk]) : -1;
        sums.clear();
      }
    });
    if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      return Optional.empty();
    }
    int[] starts = ShareColumns.starts(sizes);
    int[] ranks = new int[starts[sizes.length]];
    long[] sums = new long[ranks.length];
    ShareBuffer.join(buffers, ranks, sums);
    return Optional.of(new ConsumerSums(starts, ranks, sums, null));
  }

  private static int note(PoolSums sums, ShareBuffer out) {
    int before = out.size();
    for (int k = 0; k < sums.found(); k++) {
      int rank = sums.rank(k);
      if (sums.of(rank) > 0) {
        out.add(rank, sums.of(rank));
      }
    }
    return out.size() - before;
  }

  private static ConsumerSums wide(Routes routes, IntPredicate counts) {
    ExactUses uses = new ExactUses(routes, counts);
    int[] sizes = new int[routes.poolCount()];
    List<Integer> ranks = new ArrayList<>();
    List<BigDecimal> sums = new ArrayList<>();
    for (int pool = 0; pool < sizes.length; pool++) {
      var byRank = uses.withWeight(pool);
      sizes[pool] = byRank.size();
      byRank.forEach((rank, use) -> {
        ranks.add(rank);
        sums.add(use.weight());
      });
    }
    return new ConsumerSums(
        ShareColumns.starts(sizes),
        ranks.stream().mapToInt(rank -> rank).toArray(),
        new long[0],
        sums.toArray(BigDecimal[]::new));
  }

  /** The first place of a pool; the places of the last end where the one after would start. */
  int start(int pool) {
    return starts[pool];
  }

  /** The consumer at a place. */
  int rank(int place) {
    return ranks[place];
  }

  /** Splits amounts over some consumers' weights. One for each thread. */
  final class Split {
    private final ApportionmentRule rule;
    private final ColumnSplit columns;
    private int[] identity = {};

    Split(ApportionmentRule rule) {
      this.rule = rule;
      this.columns = new ColumnSplit(rule, ColumnSplit.KeyOrder.AS_GIVEN);
    }

    /**
     * Splits an amount.
     *
     * @param amount 0 or more
     * @param places who shares it, ascending
     * @param n how many of the places count, at least 1
     * @param shares where the shares are put
     */
    void split(long amount, int[] places, int n, long[] shares) {
      if (wide != null) {
        List<BigDecimal> weights = Arrays.stream(places, 0, n).mapToObj(at -> wide[at]).toList();
        List<BigInteger> split =
            Apportionment.of(rule).split(BigInteger.valueOf(amount), ExactUses.whole(weights));
        for (int k = 0; k < n; k++) {
          shares[k] = split.get(k).longValueExact();
        }
        return;
      }
      long total = 0;
      for (int k = 0; k < n; k++) {
        shares[k] = sums[places[k]];
        total += shares[k];
      }
      columns.turnTo(amount, total);
      columns.split(amount, total, shares, identity(n), 0, n);
    }

    private int[] identity(int n) {
      if (identity.length < n) {
        identity = new int[Math.max(n, 2 * identity.length)];
        Arrays.setAll(identity, k -> k);
      }
      return identity;
    }
  }
}
