package io.costledger.benchmarks.comparison;

import io.costledger.allocation.batch.BatchAllocation;
import io.costledger.allocation.batch.BatchWorkspace;
import io.costledger.allocation.batch.EntryColumns;
import io.costledger.allocation.batch.LineageColumns;
import io.costledger.allocation.batch.PoolAmounts;
import io.costledger.allocation.batch.TierColumns;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The library's public API for tiers in bulk, as a user calls it: columns in, columns out. */
final class LibraryTiers implements Contender {
  private final Work work;
  private final ResolvedPolicy policy;
  private final UsageBatch usage;
  private final PoolAmounts charges;
  private final PoolAmounts credits = PoolAmounts.builder().build();
  private final BatchWorkspace workspace = new BatchWorkspace();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Workers workers;
  private Optional<TierColumns> tiers = Optional.empty();

  LibraryTiers(Work work, int threads) {
    this.work = work;
    LibraryInputs library = new LibraryInputs(work);
    this.policy = library.policy().resolve();
    this.usage = library.inputs().usage();
    this.workers = Workers.of(threads, executor);
    PoolAmounts.Builder amounts = PoolAmounts.builder();
    for (int pool = 0; pool < work.pools.length; pool++) {
      amounts.add(
          LibraryInputs.day(pool % work.dayCount),
          Work.platform(pool / work.dayCount),
          BigInteger.valueOf(work.pools[pool]));
    }
    this.charges = amounts.build();
  }

  @Override
  public void run() {
    tiers = Optional.of(
        BatchAllocation.of(policy, usage).by(workers).tiers(charges, credits, workspace));
  }

  @Override
  public Outcome outcome() {
    AccountPlaces places = new AccountPlaces(work);
    long[] units = new long[work.cellCount()];
    EntryColumns entries = tiers.orElseThrow().entries();
    for (int line = 0; line < entries.size(); line++) {
      if (entries.kind(line) == EntryKind.ALLOCATED) {
        int pool = places.platform(entries.from(line)) * work.dayCount
            + LibraryInputs.number(entries.period(line));
        units[work.cell(pool, places.consumer(entries.to(line)))] = entries.units(line);
      }
    }
    long[] cells = new long[work.lineageCount()];
    LineageColumns lineage = tiers.orElseThrow().lineage();
    for (int line = 0; line < lineage.size(); line++) {
      Account sink = lineage.sink(line);
      int day = LibraryInputs.number(lineage.period(line));
      int cell = work.lineageCell(day, places.platform(lineage.root(line)), places.bearer(sink));
      cells[cell] = lineage.units(line);
    }
    return new Outcome(units, cells);
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
