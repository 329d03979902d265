package io.costledger.benchmarks.comparison;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.lineage.Lineage;
import io.costledger.allocation.lineage.LineageCell;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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
    Map<Account, Integer> numbers = numbers();
    for (LedgerEntry entry : run.orElseThrow().run().entries()) {
      if (entry.kind() == EntryKind.ALLOCATED) {
        int platform = number(numbers, entry.from()) - work.centerCount;
        int pool = platform * work.dayCount + LibraryInputs.number(entry.chargePeriod());
        units[work.cell(pool, number(numbers, entry.to()))] =
            entry.amountUnits().longValueExact();
      }
    }
    return new Outcome(units, task == Task.W3 ? lineage(numbers) : new long[0]);
  }

  private long[] lineage(Map<Account, Integer> numbers) {
    long[] units = new long[work.lineageCount()];
    for (LineageCell cell : lineage.orElseThrow().cells()) {
      int root = number(numbers, cell.root().account()) - work.centerCount;
      int bearer =
          cell.sink().id().equals("infra") ? work.centerCount : number(numbers, cell.sink());
      int day = LibraryInputs.number(cell.chargePeriod());
      units[work.lineageCell(day, root, bearer)] = cell.units().longValueExact();
    }
    return units;
  }

  private Map<Account, Integer> numbers() {
    Map<Account, Integer> numbers = new HashMap<>();
    for (int center = 0; center < work.centerCount; center++) {
      numbers.put(Account.costCenter(Work.center(center)), center);
    }
    for (int platform = 0; platform < work.platformCount; platform++) {
      numbers.put(Account.platform(Work.platform(platform)), work.centerCount + platform);
    }
    return numbers;
  }

  private static int number(Map<Account, Integer> numbers, Account account) {
    Integer number = numbers.get(account);
    if (number == null) {
      throw new IllegalStateException("No such account in the work: " + account);
    }
    return number;
  }
}
