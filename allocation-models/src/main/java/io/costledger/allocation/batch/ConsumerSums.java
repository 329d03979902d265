package io.costledger.allocation.batch;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.apportion.ColumnSplit;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.work.Workers;
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

  private final Routes routes;
  private final int[] starts;
  private final int[] ranks;
  private final long[] sums;
  private final BigDecimal @Nullable [] wide;

  private ConsumerSums(
      Routes routes, int[] starts, int[] ranks, long[] sums, BigDecimal @Nullable [] wide) {
    this.routes = routes;
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
    int rankBits = Integer.SIZE - Integer.numberOfLeadingZeros(routes.consumers().length);
    boolean isPacked = routes.weightBits() + rankBits <= Long.SIZE;
    long[] values = workspace.values(n);
    long[] keys = isPacked ? values : workspace.keys(n);
    PoolSort sort = new PoolSort(routes, routes.rowStarts(counts), workers);
    if (isPacked) {
      sort.sortPacked(values, rankBits);
    } else {
      sort.sort(values, keys);
    }
    int chunks = Math.min(workers.threads(), Math.max(1, n / LEAST_OF_CHUNK));
    ShareBuffer[] buffers = workspace.buffers(chunks);
    int[] sizes = new int[routes.poolCount()];
    workers.run(chunks, chunk -> {
      ShareBuffer out = buffers[chunk];
      PoolSums sums = new PoolSums(routes.consumers().length);
      PackedSums packed = new PackedSums(routes.consumers().length, routes.weightBits(), rankBits);
      int to = sort.poolAt(chunk + 1, chunks);
      for (int pool = sort.poolAt(chunk, chunks); pool < to; pool++) {
        int before = out.size();
        boolean fits = isPacked
            ? packed.note(values, sort.start(pool), sort.end(pool), out)
            : sums.note(values, keys, sort.start(pool), sort.end(pool), out);
        sizes[pool] = fits ? out.size() - before : -1;
      }
    });
    if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      return Optional.empty();
    }
    int[] starts = ShareColumns.starts(sizes);
    int[] ranks = workspace.sumRanks(starts[sizes.length]);
    long[] sums = workspace.sums(starts[sizes.length]);
    ShareBuffer.join(buffers, ranks, sums);
    return Optional.of(new ConsumerSums(routes, starts, ranks, sums, null));
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
        routes,
        ShareColumns.starts(sizes),
        ranks.stream().mapToInt(rank -> rank).toArray(),
        new long[0],
        sums.toArray(BigDecimal[]::new));
  }

  /** How many places there are. */
  int size() {
    return starts[starts.length - 1];
  }

  /** The first pool of a chunk, of so many that have about as many places each. */
  int poolAt(int chunk, int chunks) {
    return PoolSort.poolAt(starts, chunk, chunks);
  }

  /** The first place of a pool; the places of the last end where the one after would start. */
  int start(int pool) {
    return starts[pool];
  }

  /** The consumer at a place. */
  int rank(int place) {
    return ranks[place];
  }

  /** Splits amounts of pools over those who may be charged. One for each thread. */
  final class Split {
    private final ApportionmentRule rule;
    private final ColumnSplit columns;
    private final int[] ranksOfPool;
    private final long[] shares;
    private final int[] identity;

    Split(ApportionmentRule rule) {
      int consumers = routes.consumers().length;
      this.rule = rule;
      this.columns = new ColumnSplit(rule, ColumnSplit.KeyOrder.AS_GIVEN);
      this.ranksOfPool = new int[consumers];
      this.shares = new long[consumers];
      this.identity = new int[consumers];
      Arrays.setAll(identity, k -> k);
    }

    /**
     * Splits an amount over the consumers of a pool.
     *
     * @param amount 0 or more
     * @return how many have a share, be it 0
     */
    int split(int pool, long amount) {
      int n = 0;
      long total = 0;
      for (int place = starts[pool]; place < starts[pool + 1]; place++) {
        if (routes.isOpen(pool, ranks[place])) {
          ranksOfPool[n] = ranks[place];
          shares[n] = wide == null ? sums[place] : place;
          total += shares[n++];
        }
      }
      if (n > 0 && wide != null) {
        splitWide(n, amount, wide);
      } else if (n > 0) {
        columns.turnTo(amount, total);
        columns.split(amount, total, shares, identity, 0, n);
      }
      return n;
    }

    /** Where the weights' places stand, the shares do then. */
    private void splitWide(int n, long amount, BigDecimal[] weights) {
      List<BigDecimal> some =
          Arrays.stream(shares, 0, n).mapToObj(place -> weights[(int) place]).toList();
      List<BigInteger> split =
          Apportionment.of(rule).split(BigInteger.valueOf(amount), ExactUses.whole(some));
      for (int k = 0; k < n; k++) {
        shares[k] = split.get(k).longValueExact();
      }
    }

    /** Who has a share, 0 to that number - 1; ascending. */
    int rank(int k) {
      return ranksOfPool[k];
    }

    /** The share, 0 or more. */
    long share(int k) {
      return shares[k];
    }
  }
}
