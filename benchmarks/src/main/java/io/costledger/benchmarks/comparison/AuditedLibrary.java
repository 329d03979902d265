package io.costledger.benchmarks.comparison;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.lineage.Lineage;
import io.costledger.allocation.lineage.LineageCell;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;
import java.util.Optional;

/**
 * The library's audited run, with an entry for each share. It takes no number of threads: it is the
 * same with one and two.
 */
final class AuditedLibrary implements Contender {
  private static final Instant RECORDED_AT = Instant.parse("2026-09-02T06:00:00Z");

  private final Task task;
  private final Work work;
  private final ResolvedPolicy policy;
  private final RunInputs inputs;
  private Optional<AuditedRun> run = Optional.empty();
  private Optional<Lineage> lineage = Optional.empty();

  AuditedLibrary(Task task, Work work) {
    this.task = task;
    this.work = work;
    LibraryInputs library = new LibraryInputs(work);
    this.policy = library.policy().resolve();
    this.inputs = library.inputs();
  }

  /** Whether a run answers the task; records are the batch's matter. */
  static boolean takes(Task task) {
    return !task.isRecordLevel();
  }

  @Override
  public void run() {
    AuditedRun audited = Chargeback.of(policy).run(inputs, RECORDED_AT);
    run = Optional.of(audited);
    if (task == Task.W3) {
      lineage = Optional.of(Lineage.of(audited));
    }
  }

  @Override
  public Outcome outcome() {
    long[] units = new long[work.cellCount()];
    AccountPlaces places = new AccountPlaces(work);
    for (LedgerEntry entry : run.orElseThrow().run().entries()) {
      if (entry.kind() == EntryKind.ALLOCATED) {
        int pool = places.platform(entry.from()) * work.dayCount
            + LibraryInputs.number(entry.chargePeriod());
        units[work.cell(pool, places.consumer(entry.to()))] =
            entry.amountUnits().longValueExact();
      }
    }
    return new Outcome(units, task == Task.W3 ? lineage(places) : new long[0]);
  }

  private long[] lineage(AccountPlaces places) {
    long[] units = new long[work.lineageCount()];
    for (LineageCell cell : lineage.orElseThrow().cells()) {
      int root = places.platform(cell.root().account());
      int bearer = places.bearer(cell.sink());
      int day = LibraryInputs.number(cell.chargePeriod());
      units[work.lineageCell(day, root, bearer)] = cell.units().longValueExact();
    }
    return units;
  }
}
