package io.costledger.flink;

import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.types.Row;

/** What a job published. */
record Outcome(List<Row> entries, List<Row> statements, List<Row> runs, List<Row> faults) {
  Outcome() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  Outcome and(Outcome later) {
    Outcome both = new Outcome();
    for (Outcome one : List.of(this, later)) {
      both.entries.addAll(one.entries);
      both.statements.addAll(one.statements);
      both.runs.addAll(one.runs);
      both.faults.addAll(one.faults);
    }
    return both;
  }

  /** All that was booked for a ledger, per transfer: what sums to 0 is left out. */
  Map<String, BigDecimal> books(String ledger) {
    Map<String, BigDecimal> books = new TreeMap<>();
    for (Row entry : entries) {
      if (ledger.equals(entry.getField("ledger"))) {
        String transfer = entry.getField("charge_period_start") + "/"
            + entry.getField("charge_period_end") + " " + entry.getField("from_account") + " -> "
            + entry.getField("to_account") + " " + entry.getField("measure");
        books.merge(transfer, entry.<BigDecimal>getFieldAs("amount"), BigDecimal::add);
      }
    }
    books.values().removeIf(sum -> sum.signum() == 0);
    return books;
  }

  /** The same of a run that plain Java made. */
  static Map<String, BigDecimal> books(Run run) {
    Map<String, BigDecimal> books = new TreeMap<>();
    for (LedgerEntry entry : run.entries()) {
      String transfer =
          entry.chargePeriod().start() + "/" + entry.chargePeriod().end() + " " + entry.from()
              + " -> " + entry.to() + " " + entry.measure();
      books.merge(transfer, entry.amount().getAmount(), BigDecimal::add);
    }
    books.values().removeIf(sum -> sum.signum() == 0);
    return books;
  }

  /** The digest of the run that none supersedes, by ledger. */
  Map<String, String> digests() {
    Set<Object> superseded = new HashSet<>();
    runs.forEach(run -> superseded.add(run.getField("ledger") + " " + run.getField("supersedes")));
    Map<String, String> digests = new TreeMap<>();
    for (Row run : runs) {
      String ledger = run.<String>getFieldAs("ledger");
      if (!superseded.contains(ledger + " " + run.getField("run"))
          && digests.put(ledger, run.<String>getFieldAs("digest")) != null) {
        throw new AssertionError("Two last runs of " + ledger);
      }
    }
    return digests;
  }

  List<String> reasons() {
    return faults.stream().map(fault -> fault.<String>getFieldAs("reason")).toList();
  }

  List<String> messages() {
    return faults.stream().map(fault -> fault.<String>getFieldAs("message")).toList();
  }

  List<Instant> recordedAt() {
    return runs.stream().map(run -> run.<Instant>getFieldAs("recorded_at")).toList();
  }

  /** {@code <kind> <to account> <amount> in <posting month>} of each entry. */
  List<String> lines() {
    return entries.stream()
        .map(entry -> entry.getField("kind") + " " + entry.getField("to_account") + " "
            + entry.<BigDecimal>getFieldAs("amount").toPlainString() + " in "
            + entry.<Instant>getFieldAs("posting_period_start").toString().substring(0, 7))
        .toList();
  }
}
