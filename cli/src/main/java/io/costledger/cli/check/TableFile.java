package io.costledger.cli.check;

import io.costledger.core.Invalid;
import io.costledger.core.delivery.InputProblem;
import io.costledger.core.delivery.InvalidInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A table in a file of any format: the one thing that the checker knows of formats. */
interface TableFile {
  /** One row; the object is only good until the next one comes. */
  interface TableRow {
    /** The row's number, 1 for the first; of JSON Lines, its line. */
    long number();

    /** The text of the wanted column at this index; empty for null. */
    String text(int index);

    /**
     * The exact number in the wanted column at this index.
     *
     * @throws IllegalArgumentException if it is none
     */
    BigDecimal number(int index);
  }

  /**
   * The names of the columns; of JSON Lines, those of the first object.
   *
   * @throws InvalidInputException if there are none to read
   */
  List<String> columns() throws IOException;

  /**
   * Reads every row.
   *
   * @param wanted the columns that are read
   * @param numbers those of them that must be able to hold exact numbers
   * @throws InvalidInputException with everything that is wrong with the file as a file
   */
  void read(List<String> wanted, List<String> numbers, Consumer<TableRow> sink) throws IOException;

  /**
   * The table in a file.
   *
   * @param inexact the columns that may hold binary floating point
   * @throws InvalidInputException if it can't be read, or its name doesn't tell the format
   */
  static TableFile of(Path path, Set<String> inexact) {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw refusal(path, "", Invalid.message("file", path, "must be a file that can be read"));
    }
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return new CsvTable(path);
    }
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return new JsonLinesTable(path);
    }
    if (name.endsWith(".parquet")) {
      return new ParquetTable(path, inexact);
    }
    throw refusal(
        path,
        "",
        Invalid.message("file name", path, "must end with .csv, .jsonl, .ndjson or .parquet"));
  }

  /** What to throw if something about a file as a whole is wrong. */
  static InvalidInputException refusal(Path path, String place, String message) {
    String file = path.toString();
    return new InvalidInputException(file, List.of(new InputProblem(file, place, message)), 0);
  }
}
