package io.costledger.serialization.input;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.costledger.core.Invalid;
import io.costledger.core.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.List;

/**
 * Reads a CSV file (RFC 4180, UTF-8, any line end, a header line) strictly, noting every problem
 * that can be known. An empty line is no row. What ends the reading early: another encoding, a
 * quote that is never closed, text after a closing quote, and a field, row or header beyond its
 * bound.
 */
public final class CsvFile {
  /** The most characters of one cell: 262,144, far above the longest tags a provider writes. */
  public static final int MAX_FIELD = 1 << 18;

  /** The most characters of one row: 1,048,576. */
  public static final int MAX_ROW = 1 << 20;

  /** The most columns. */
  public static final int MAX_COLUMNS = 1000;

  private final Form form;
  private final Problems problems;
  private final List<String> required;
  private final RowSink sink;
  private final RowHandler handler;
  private long rows = -1;

  private CsvFile(Form form, Problems problems, List<String> required, RowSink sink) {
    this.form = form;
    this.problems = problems;
    this.required = required;
    this.sink = sink;
    this.handler = new RowHandler(problems, () -> rows + 1);
  }

  /**
   * Reads a whole file.
   *
   * @param file the file
   * @param required the columns that must be there
   * @param problems takes what is wrong
   * @param sink takes the rows
   * @return the SHA-256 of the bytes, 64 lower-case hex digits; only of use without problems
   */
  public static String read(
      InputFile file, List<String> required, Problems problems, RowSink sink) {
    return read(Form.FOREIGN_TABLE, file, required, problems, sink);
  }

  /**
   * Reads a whole file that this library wrote: an empty cell alone is null.
   *
   * @param file the file
   * @param required the columns that must be there
   * @param problems takes what is wrong
   * @param sink takes the rows
   * @return the SHA-256 of the bytes, 64 lower-case hex digits; only of use without problems
   */
  public static String readOwn(
      InputFile file, List<String> required, Problems problems, RowSink sink) {
    return read(Form.OWN_CSV, file, required, problems, sink);
  }

  private static String read(
      Form form, InputFile file, List<String> required, Problems problems, RowSink sink) {
    MessageDigest digest = Sha256.digest();
    new CsvFile(form, problems, required, sink).readAll(file, digest);
    return Sha256.hex(digest);
  }

  private void readAll(InputFile file, MessageDigest digest) {
    try (Utf8Reader reader = new Utf8Reader(
        file.source().open(),
        digest,
        problems,
        handler::place,
        2 * MAX_FIELD + 2,
        RowHandler.TOO_LONG)) {
      reader.start();
      handler.reportProgressTo(reader);
      parse(reader);
    } catch (StopReading e) {
      e.noteIn(problems);
    } catch (IOException | UncheckedIOException e) {
      problems.add("", Invalid.message("file", file.name(), "can't be read: " + e));
    }
  }

  private void parse(Utf8Reader reader) throws IOException {
    CsvReader<List<String>> csv = parser().build(handler, reader);
    Header header = null;
    try {
      for (List<String> cells : csv) {
        rows++;
        if (header == null) {
          header = new Header(cells, required, problems);
          handler.columns(cells);
          sink.header(header);
        } else if (cells.size() != header.names().size()) {
          ragged(cells.size(), header.names().size());
        } else {
          sink.row(new Row(rows, form, header, cells::get, problems));
        }
      }
      if (header == null) {
        problems.add("", Invalid.message("file", "no header", "must start with column names"));
      }
    } catch (CsvParseException e) {
      stopped(e, reader);
    }
  }

  /** The parser of every CSV file: strict; handlers look at what it lets pass. */
  static CsvReader.CsvReaderBuilder parser() {
    return CsvReader.builder()
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(4 * MAX_FIELD);
  }

  private void ragged(int cells, int columns) {
    problems.add(
        "row " + rows,
        Invalid.message("row", cells + " cells", "must have as many as the header: " + columns));
  }

  /** FastCSV wraps what stops a record; with all its options strict only quotes are left. */
  private void stopped(CsvParseException e, Utf8Reader reader) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StopReading stop) {
        throw stop;
      }
      if (cause instanceof IOException io) {
        throw new UncheckedIOException(io);
      }
      if (cause instanceof RuntimeException && !(cause instanceof CsvParseException)) {
        throw e;
      }
    }
    problems.add(
        handler.place(),
        reader.endSeen()
            ? Invalid.message("quote", "opened and not closed", "must be closed before the end")
            : Invalid.message("quote", "text after a closing quote", "a quote inside is doubled"));
  }
}
