package io.costledger.serialization.ledger;

import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.core.money.ExactNumber;
import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.input.CsvFile;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.ListText;
import io.costledger.serialization.input.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The file {@code entries.csv}: every transfer of a run, in {@link LedgerEntry#ORDER}. Equal runs
 * give equal bytes.
 */
public final class EntriesCsv {
  private EntriesCsv() {}

  /**
   * Writes the entries of a run.
   *
   * @param audited the run
   * @param out where to; flushed, not closed
   * @throws IOException if it can't be written
   */
  public static void write(AuditedRun audited, OutputStream out) throws IOException {
    write(audited.run().entries(), audited.run().policy().declared().basis(), out);
  }

  static void write(Iterable<LedgerEntry> entries, Basis basis, OutputStream out)
      throws IOException {
    CsvOutput csv = new CsvOutput(out, EntryColumns.ALL);
    for (LedgerEntry entry : entries) {
      csv.row(cells(entry, basis.name()));
    }
    csv.flush();
  }

  /**
   * Reads entries back.
   *
   * @param file the file
   * @return the entries, in the file's order
   * @throws InvalidInputException with everything that is wrong in the file
   */
  public static LedgerEntries read(InputFile file) {
    Problems problems = new Problems(file.name());
    LedgerEntries entries = read(file, problems);
    problems.throwIfAny();
    return entries;
  }

  /** The entries; only of use without problems. */
  static LedgerEntries read(InputFile file, Problems problems) {
    EntryRows rows = new EntryRows(problems, ListText::text);
    CsvFile.readOwn(file, EntryColumns.ALL, problems, rows);
    return rows.entries();
  }

  private static List<String> cells(LedgerEntry entry, String basis) {
    return List.of(
        ListText.cell(entry.run()),
        entry.chargePeriod().start().toString(),
        entry.chargePeriod().end().toString(),
        entry.postingPeriod().start().toString(),
        entry.postingPeriod().end().toString(),
        entry.from().toString(),
        entry.to().toString(),
        entry.unit().decimalOf(entry.amountUnits()).toPlainString(),
        entry.unit().currency().getCode(),
        basis,
        entry.measure().name(),
        entry.kind().text(),
        entry.tier().isPresent() ? Integer.toString(entry.tier().getAsInt()) : "",
        entry.model().map(ListText::cell).orElse(""),
        entry.modelVersion().map(ListText::cell).orElse(""),
        entry.quantity().map(ExactNumber::plain).orElse(""),
        entry.quantityUnit().map(ListText::cell).orElse(""),
        ListText.join(entry.reasons().stream().map(Enum::name).toList()),
        ListText.join(entry.deliveries()));
  }
}
