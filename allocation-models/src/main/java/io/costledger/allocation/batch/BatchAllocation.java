package io.costledger.allocation.batch;

import io.costledger.core.Invalid;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Splits pools over the consumers of a batch of usage, and their shares over the records, in
 * columns: to the same units as a run and its drill-down (SPEC 3, 3.8), without an object for each.
 *
 * <p>For platforms whose model's weight is a sum over records (proportional, weighted, and direct
 * over one of these) and that declare no bounds. A consumer keeps its share whether declared or not;
 * where cost without a home goes (SPEC section 6) is for the run to say. Records that the policy
 * prorates must have been cut: give {@code run.usageParts()}.
 *
 * <p>Example: {@code BatchAllocation.of(policy, usage).records(PoolAmounts.passedOn(run,
 * Measure.CHARGE)).longUnits(0)} is what the first record bears.
 */
public final class BatchAllocation {
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int LEAST_OF_CHUNK = 1024; // records that are worth a thread

  private final ResolvedPolicy policy;
  private final Routes routes;
  private final ApportionmentRule rule;
  private final Workers workers;

  private BatchAllocation(ResolvedPolicy policy, Routes routes, Workers workers) {
    this.policy = policy;
    this.routes = routes;
    this.rule = policy.declared().apportionment();
    this.workers = workers;
  }

  /**
   * Returns the allocation of a batch, on the caller's thread.
   *
   * @param policy the resolved policy
   * @param usage the usage, with unique record ids in each source
   * @return the allocation
   */
  public static BatchAllocation of(ResolvedPolicy policy, UsageBatch usage) {
    return new BatchAllocation(policy, new Routes(policy, usage), Workers.caller());
  }

  /**
   * Returns the same allocation by other threads.
   *
   * @param others whose threads, and how many
   * @return to the same units
   */
  public BatchAllocation by(Workers others) {
    return new BatchAllocation(policy, routes, others);
  }

  /**
   * Returns the consumers' shares by the policy's rule of apportionment.
   *
   * @param amounts what each pool has to pass on
   * @param workspace arrays to work in; the result is there, and holds until they are used again
   * @return the shares
   * @throws IllegalArgumentException if a platform of the amounts has a model that weighs no single
   *     records, or bounds
   * @throws io.costledger.core.LedgerException if a consumer's sum in a unit is negative (SPEC 4.3);
   *     it carries every one
   */
  public ShareColumns shares(PoolAmounts amounts, BatchWorkspace workspace) {
    BigInteger[] units = units(amounts);
    return areNarrow(units)
        ? shares(units, workspace).withUnplaced(amounts)
        : exact(units, Optional.empty()).shares().withUnplaced(amounts);
  }

  private ExactAllocation exact(BigInteger[] units, Optional<ApportionmentRule> ofShares) {
    return new ExactAllocation(routes, units, rule, ofShares);
  }

  private static boolean areNarrow(BigInteger[] units) {
    return Arrays.stream(units).allMatch(amount -> amount.abs().compareTo(LONG_MAX) <= 0);
  }

  private ShareColumns shares(BigInteger[] units, BatchWorkspace workspace) {
    Hold hold = workspace.turn();
    ConsumerSums sums =
        ConsumerSums.of(routes, pool -> units[pool].signum() != 0, workers, workspace);
    int chunks = Math.max(1, Math.min(workers.threads(), sums.size() / LEAST_OF_CHUNK));
    ShareBuffer[] buffers = workspace.buffers(chunks);
    int[] sizes = new int[units.length];
    workers.run(chunks, chunk -> {
      ConsumerSums.Split split = sums.new Split(rule);
      int to = sums.poolAt(chunk + 1, chunks);
      for (int pool = sums.poolAt(chunk, chunks); pool < to; pool++) {
        long amount = units[pool].longValueExact();
        sizes[pool] = split.split(pool, Math.abs(amount));
        for (int k = 0; k < sizes[pool]; k++) {
          buffers[chunk].add(split.rank(k), amount < 0 ? -split.share(k) : split.share(k));
        }
      }
    });
    return ShareColumns.of(hold, routes, sizes, buffers, workspace);
  }

  /**
   * Returns what each record bears: the consumers' shares by the policy's rule, and each opened by
   * largest remainder, as {@link io.costledger.allocation.DrillDown} does.
   *
   * @param amounts what each pool has to pass on
   * @return the records' column
   * @throws IllegalArgumentException as {@link #shares}
   * @throws io.costledger.core.LedgerException as {@link #shares}
   */
  public RecordColumn records(PoolAmounts amounts) {
    return records(amounts, ApportionmentRule.LARGEST_REMAINDER, new BatchWorkspace());
  }

  /**
   * Returns what each record bears, each share opened by a rule. By prefix rounding the records of
   * a share ascend by their keys, so contiguous groups of them roll up exactly (SPEC 3.2).
   *
   * @param amounts what each pool has to pass on
   * @param ofShares the rule by which a share is opened
   * @param workspace arrays to work in; the result is there, and holds until they are used again
   * @return the records' column
   * @throws IllegalArgumentException as {@link #shares}
   * @throws io.costledger.core.LedgerException as {@link #shares}
   */
  public RecordColumn records(
      PoolAmounts amounts, ApportionmentRule ofShares, BatchWorkspace workspace) {
    BigInteger[] units = units(amounts);
    return opened(amounts, units, workspace, ofShares)
        .orElseGet(() -> exact(units, Optional.of(ofShares)).records(amounts));
  }

  /**
   * Returns what becomes of a bill's cost that enters at platforms: every platform keeps its part
   * and passes on the rest, tier by tier, to the same entries as {@link
   * io.costledger.allocation.Chargeback} books and the same cells as {@link
   * io.costledger.allocation.lineage.Lineage} finds. Cost without a home goes where the policy says
   * (SPEC section 6). Faults are for the run to report; reasons that the policy blocks don't stop
   * this.
   *
   * @param charges what the bill put into each pool, 0 or more; not what charges name somebody for
   * @param credits the same of credits, 0 or less
   * @param workspace arrays to work in; the result is there, and holds until they are used again
   * @return entries and lineage
   * @throws IllegalArgumentException if an amount has the wrong sign, the charges or credits of a
   *     period sum to 2^63 units or more, or the policy has no such platform in such a period
   * @throws io.costledger.core.LedgerException if platforms charge each other in a circle; if cost
   *     can reach a platform that has a model that weighs no single records, or bounds, or is without
   *     usage and waits for the weights of the period before; if a consumer's sum in a unit is
   *     negative (SPEC 4.3); if there is cost without a home for which the policy says that the run
   *     fails; it carries every one
   */
  public TierColumns tiers(PoolAmounts charges, PoolAmounts credits, BatchWorkspace workspace) {
    return new TierAllocation(policy, routes, workers, workspace).columns(charges, credits);
  }

  /**
   * Returns what one of each unit of the batch weighs in a pool, times any one factor: a record's
   * weight is its quantity times that.
   *
   * @param pool a grain period and a platform
   * @return by the units that the platform's model reads, 0 or more; empty for a pool without
   *     records, and for one whose model doesn't weigh single records or has bounds
   */
  public Map<String, BigInteger> unitWeights(Pool pool) {
    for (int number = 0; number < routes.poolCount(); number++) {
      if (routes.pool(number).equals(pool) && routes.isAdditive(number)) {
        return routes.unitWeights(number);
      }
    }
    return Map.of();
  }

  /** The amounts by pool number; 0 for pools that have none. */
  private BigInteger[] units(PoolAmounts amounts) {
    BigInteger[] units = new BigInteger[routes.poolCount()];
    for (int pool = 0; pool < units.length; pool++) {
      Pool key = routes.pool(pool);
      units[pool] = amounts.units().getOrDefault(key, BigInteger.ZERO);
      if (units[pool].signum() != 0 && !routes.isAdditive(pool)) {
        throw Invalid.argument(
            "batch allocation",
            "platform:" + key.platform() + " in " + key.period(),
            "the model must weigh single records, without minimum or cap");
      }
    }
    return units;
  }

  /** Empty if something doesn't fit the primitive path. */
  private Optional<RecordColumn> opened(
      PoolAmounts pools,
      BigInteger[] amounts,
      BatchWorkspace workspace,
      ApportionmentRule ofShares) {
    if (!areNarrow(amounts) || !routes.isNarrow()) {
      return Optional.empty();
    }
    Hold hold = workspace.turn();
    int n = routes.usage().size();
    long[] values = workspace.values(n);
    long[] keys = workspace.keys(n);
    PoolSort sort =
        new PoolSort(routes, routes.rowStarts(pool -> amounts[pool].signum() != 0), workers);
    sort.sort(values, keys);
    int chunks = Math.min(workers.threads(), Math.max(1, n / LEAST_OF_CHUNK));
    ShareBuffer[] buffers = workspace.buffers(chunks);
    int[] sizes = new int[amounts.length];
    workers.run(chunks, chunk -> {
      PoolStage stage = new PoolStage(routes, values, keys, rule, ofShares, buffers[chunk]);
      int to = sort.poolAt(chunk + 1, chunks);
      for (int pool = sort.poolAt(chunk, chunks); pool < to; pool++) {
        if (amounts[pool].signum() != 0) {
          sizes[pool] =
              stage.split(pool, amounts[pool].longValueExact(), sort.start(pool), sort.end(pool));
        }
      }
    });
    if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      return Optional.empty();
    }
    ShareColumns shares =
        ShareColumns.of(hold, routes, sizes, buffers, workspace).withUnplaced(pools);
    return Optional.of(
        new RecordColumn(hold, shares, n, sort.unsort(values, keys), null, List.of()));
  }
}
