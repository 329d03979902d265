package io.costledger.allocation.batch;

import io.costledger.core.Invalid;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageBatch;
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

  private final Routes routes;
  private final ApportionmentRule rule;
  private final Workers workers;

  private BatchAllocation(Routes routes, ApportionmentRule rule, Workers workers) {
    this.routes = routes;
    this.rule = rule;
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
    return new BatchAllocation(
        new Routes(policy, usage), policy.declared().apportionment(), Workers.caller());
  }

  /**
   * Returns the same allocation by other threads.
   *
   * @param others whose threads, and how many
   * @return to the same units
   */
  public BatchAllocation by(Workers others) {
    return new BatchAllocation(routes, rule, others);
  }

  /**
   * Returns the consumers' shares by the policy's rule of apportionment.
   *
   * @param amounts what each pool has to pass on
   * @param workspace arrays to work in; the result doesn't rest on them
   * @return the shares
   * @throws IllegalArgumentException if a platform of the amounts has a model that weighs no single
   *     records, or bounds
   * @throws io.costledger.core.LedgerException if a consumer's sum in a unit is negative (SPEC 4.3);
   *     it carries every one
   */
  public ShareColumns shares(PoolAmounts amounts, BatchWorkspace workspace) {
    BigInteger[] units = units(amounts);
    Optional<ShareColumns> narrow = narrow(units, workspace, Optional.empty());
    return narrow
        .orElseGet(() -> new ExactAllocation(routes, units, rule, Optional.empty()).shares())
        .withUnplaced(amounts);
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
   * @param workspace arrays to work in; the result is one of them, and holds until it is used again
   * @return the records' column
   * @throws IllegalArgumentException as {@link #shares}
   * @throws io.costledger.core.LedgerException as {@link #shares}
   */
  public RecordColumn records(
      PoolAmounts amounts, ApportionmentRule ofShares, BatchWorkspace workspace) {
    BigInteger[] units = units(amounts);
    Optional<ShareColumns> narrow = narrow(units, workspace, Optional.of(ofShares));
    int n = routes.usage().size();
    return narrow
        .map(shares ->
            new RecordColumn(shares.withUnplaced(amounts), n, workspace.keys(n), null, List.of()))
        .orElseGet(
            () -> new ExactAllocation(routes, units, rule, Optional.of(ofShares)).records(amounts));
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
  private Optional<ShareColumns> narrow(
      BigInteger[] amounts, BatchWorkspace workspace, Optional<ApportionmentRule> ofShares) {
    for (BigInteger amount : amounts) {
      if (amount.abs().compareTo(LONG_MAX) > 0) {
        return Optional.empty();
      }
    }
    if (!routes.isNarrow()) {
      return Optional.empty();
    }
    int n = routes.usage().size();
    long[] values = workspace.values(n);
    long[] keys = workspace.keys(n);
    PoolSort sort = new PoolSort(routes, routes.rowStarts(amounts), workers);
    sort.sort(values, keys);
    int chunks = Math.min(workers.threads(), Math.max(1, n / LEAST_OF_CHUNK));
    ShareBuffer[] buffers = workspace.buffers(chunks);
    int[] sizes = new int[amounts.length];
    workers.run(chunks, chunk -> {
      PoolStage stage =
          new PoolStage(routes, values, keys, rule, ofShares.orElse(rule), buffers[chunk]);
      int to = sort.poolAt(chunk + 1, chunks);
      for (int pool = sort.poolAt(chunk, chunks); pool < to; pool++) {
        if (amounts[pool].signum() != 0) {
          sizes[pool] = stage.split(
              pool,
              amounts[pool].longValueExact(),
              sort.start(pool),
              sort.start(pool + 1),
              ofShares.isPresent());
        }
      }
    });
    if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      return Optional.empty();
    }
    if (ofShares.isPresent()) {
      sort.unsort(values, keys);
    }
    return Optional.of(ShareColumns.of(routes, sizes, buffers));
  }
}
