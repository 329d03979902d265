package io.costledger.serialization.ledger;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes CSV as RFC 4180 has it, in UTF-8, each line ended by a line feed. */
public final class CsvOutput {
  private final Writer out;
  private final StringBuilder line = new StringBuilder();

  /**
   * Starts a file.
   *
   * @param out where to; flushed, not closed
   * @param header the columns
   * @throws IOException if it can't be written
   */
  public CsvOutput(OutputStream out, List<String> header) throws IOException {
    this(out);
    row(header);
  }

  private CsvOutput(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()));
  }

  /**
   * Goes on with a file whose header is written.
   *
   * @param out where to; flushed, not closed
   */
  static CsvOutput rows(OutputStream out) {
    return new CsvOutput(out);
  }

  /**
   * Writes a row.
   *
   * @param cells as they are to be read; quotes are put where they are needed
   * @throws IOException if it can't be written
   */
  public void row(List<String> cells) throws IOException {
    line.setLength(0);
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        line.append(',');
      }
      line.append(quoted(cells.get(i)));
    }
    out.write(line.append('\n').toString());
  }

  /**
   * Writes what is still held back.
   *
   * @throws IOException if it can't be written
   */
  public void flush() throws IOException {
    out.flush();
  }

  private static String quoted(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == '"' || c == ',' || c == '\r' || c == '\n') {
        return '"' + cell.replace("\"", "\"\"") + '"';
      }
    }
    return cell;
  }
}
