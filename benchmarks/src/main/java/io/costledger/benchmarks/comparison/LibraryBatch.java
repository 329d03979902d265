package io.costledger.benchmarks.comparison;

import io.costledger.allocation.batch.BatchAllocation;
import io.costledger.allocation.batch.BatchWorkspace;
import io.costledger.allocation.batch.PoolAmounts;
import io.costledger.allocation.batch.RecordColumn;
import io.costledger.allocation.batch.ShareColumns;
import io.costledger.core.account.Account;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The library's public API for bulk, as a user calls it: columns in, columns out. */
final class LibraryBatch implements Contender {
  private final Task task;
  private final Work work;
  private final ApportionmentRule rule;
  private final ResolvedPolicy policy;
  private final UsageBatch usage;
  private final PoolAmounts amounts;
  private final BatchWorkspace workspace = new BatchWorkspace();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Workers workers;
  private Optional<ShareColumns> shares = Optional.empty();
  private Optional<RecordColumn> records = Optional.empty();

  LibraryBatch(Task task, Work work, int threads) {
    this.task = task;
    this.work = work;
    this.rule = task.isPrefix() ? ApportionmentRule.PREFIX : ApportionmentRule.LARGEST_REMAINDER;
    LibraryInputs library = new LibraryInputs(work);
    this.policy = Policy.builder("comparison")
        .copyOf(library.policy())
        .apportionment(rule)
        .build()
        .resolve();
    this.usage = library.inputs().usage();
    this.amounts = amounts(work);
    this.workers = Workers.of(threads, executor);
  }

  /** What each pool passes on: its cost less what its platform keeps (SPEC 4.1). */
  private static PoolAmounts amounts(Work work) {
    PoolAmounts.Builder amounts = PoolAmounts.builder();
    for (int pool = 0; pool < work.pools.length; pool++) {
      BigInteger cost = BigInteger.valueOf(work.pools[pool]);
      BigInteger kept =
          cost.multiply(BigInteger.valueOf(Work.KEPT)).divide(BigInteger.valueOf(100));
      amounts.add(
          LibraryInputs.day(pool % work.dayCount),
          Work.platform(pool / work.dayCount),
          cost.subtract(kept));
    }
    return amounts.build();
  }

  @Override
  public void run() {
    BatchAllocation allocation = BatchAllocation.of(policy, usage).by(workers);
    if (task.isRecordLevel()) {
      records = Optional.of(allocation.records(amounts, rule, workspace));
    } else {
      shares = Optional.of(allocation.shares(amounts, workspace));
    }
  }

  @Override
  public Outcome outcome() {
    if (task.isRecordLevel()) {
      RecordColumn column = records.orElseThrow();
      long[] units = new long[work.n];
      for (int i = 0; i < units.length; i++) {
        units[i] = column.longUnits(i);
      }
      return Outcome.of(units);
    }
    AccountPlaces places = new AccountPlaces(work);
    long[] units = new long[work.cellCount()];
    ShareColumns lines = shares.orElseThrow();
    for (int line = 0; line < lines.size(); line++) {
      int pool = places.platform(Account.platform(lines.platform(line))) * work.dayCount
          + LibraryInputs.number(lines.period(line));
      units[work.cell(pool, places.consumer(lines.consumer(line)))] = lines.longUnits(line);
    }
    return Outcome.of(units);
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
