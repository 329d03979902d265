package io.costledger.serialization.ledger;

import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.core.work.Workers;
import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.input.CsvFile;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.ListText;
import io.costledger.serialization.input.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The file {@code entries.csv}: every transfer of a run, in {@link LedgerEntry#ORDER}. Equal runs
 * give equal bytes.
 */
public final class EntriesCsv {
  /** Entries that a thread writes at a time. */
  private static final int BLOCK = 4096;

  private static final int ROW_BYTES = 256;

  private EntriesCsv() {}

  /**
   * Writes the entries of a run.
   *
   * @param audited the run
   * @param out where to; flushed, not closed
   * @throws IOException if it can't be written
   */
  public static void write(AuditedRun audited, OutputStream out) throws IOException {
    write(audited, out, Workers.caller());
  }

  /**
   * Writes the entries of a run by some threads, to the same bytes.
   *
   * @param audited the run
   * @param out where to; flushed, not closed
   * @param workers whose threads
   * @throws IOException if it can't be written
   */
  public static void write(AuditedRun audited, OutputStream out, Workers workers)
      throws IOException {
    write(
        audited.run().entries().castToList(),
        audited.run().policy().declared().basis(),
        out,
        workers);
  }

  static void write(List<LedgerEntry> entries, Basis basis, OutputStream out, Workers workers)
      throws IOException {
    new CsvOutput(out, EntryColumns.ALL).flush();
    int blocks = (entries.size() + BLOCK - 1) / BLOCK;
    int atOnce = 2 * workers.threads();
    for (int first = 0; first < blocks; first += atOnce) {
      int from = first;
      byte[][] texts = new byte[Math.min(atOnce, blocks - first)][];
      workers.run(texts.length, block -> texts[block] = block(entries, from + block, basis));
      for (byte[] text : texts) {
        out.write(text);
      }
    }
    out.flush();
  }

  private static byte[] block(List<LedgerEntry> entries, int block, Basis basis) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BLOCK * ROW_BYTES);
    EntryCells cells = new EntryCells(basis);
    try {
      CsvOutput csv = CsvOutput.rows(bytes);
      int end = Math.min(entries.size(), (block + 1) * BLOCK);
      for (int i = block * BLOCK; i < end; i++) {
        csv.row(cells.of(entries.get(i)));
      }
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text that has no UTF-8 form
    }
    return bytes.toByteArray();
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
}
