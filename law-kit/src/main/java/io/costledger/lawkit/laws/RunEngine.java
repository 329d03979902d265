package io.costledger.lawkit.laws;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.lineage.Lineage;
import io.costledger.allocation.lineage.LineageCell;
import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditFailedException;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes runs of cases. Not final: the kit's own tests break it, to see that no law is empty. */
class RunEngine {
  private static final Instant RECORDED = Instant.parse("2026-10-02T00:00:00Z");

  /** One entry without what changes with deliveries, tiers and names of models. */
  record Line(
      Period period, Account from, Account to, Measure measure, EntryKind kind, BigInteger units) {
    static Line of(LedgerEntry entry) {
      return new Line(
          entry.chargePeriod(),
          entry.from(),
          entry.to(),
          entry.measure(),
          entry.kind(),
          entry.amountUnits());
    }

    /** The same as a credit, if it is a charge, and the other way round. */
    Line negated() {
      Measure other = measure == Measure.CHARGE ? Measure.CREDIT : Measure.CHARGE;
      return new Line(period, from, to, other, kind, units.negate());
    }

    @Override
    public String toString() {
      return from + " -> " + to + " " + measure + " " + kind + " " + units + " in " + period;
    }
  }

  /**
   * What a run made of a case.
   *
   * @param lines the entries, sorted by their text; empty if refused
   * @param run the run; empty if refused
   * @param offences why it was refused
   */
  record Made(List<Line> lines, Optional<AuditedRun> run, List<String> offences) {
    boolean isRefused() {
      return run.isEmpty();
    }

    List<Line> only(Predicate<Line> kept) {
      return lines.stream().filter(kept).toList();
    }
  }

  /** The run of a case; an {@link AuditFailedException} is passed on. */
  Made run(RunCase given) {
    try {
      AuditedRun run = Chargeback.of(given.policy().resolve()).run(given.inputs(), RECORDED);
      return new Made(lines(given, run), Optional.of(run), List.of());
    } catch (AuditFailedException e) {
      throw e;
    } catch (LedgerException e) {
      return new Made(List.of(), Optional.empty(), e.offences());
    } catch (IllegalArgumentException e) {
      return new Made(List.of(), Optional.empty(), List.of(String.valueOf(e.getMessage())));
    }
  }

  List<Line> lines(RunCase given, AuditedRun run) {
    List<Line> lines = new ArrayList<>();
    run.run().entries().each(entry -> lines.add(Line.of(entry)));
    return sorted(lines);
  }

  List<LineageCell> cells(Lineage lineage) {
    return lineage.cells().castToList();
  }

  static List<Line> sorted(List<Line> lines) {
    return lines.stream()
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .toList();
  }
}
