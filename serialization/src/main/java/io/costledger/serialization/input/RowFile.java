package io.costledger.serialization.input;

import io.costledger.core.work.Workers;
import java.util.Optional;
import java.util.function.Function;

/** A file of rows: CSV, or a format that a module of its own brings. */
public interface RowFile {
  /**
   * Returns what problems call the file.
   *
   * @return the name, as the caller gave it
   */
  String name();

  /**
   * Reads the whole file.
   *
   * @param wanted what is read of it
   * @param problems takes what is wrong
   * @param sink takes the rows
   * @return the SHA-256 of the bytes, 64 lower-case hex digits; only of use without problems
   */
  String read(WantedColumns wanted, Problems problems, RowSink sink);

  /**
   * Reads the whole file in parts, at the same time, if nothing in it is out of the ordinary. Then
   * the parts have the rows that {@link #read} hands on, in the same order, and nothing is wrong
   * with them as far as the format goes.
   *
   * @param wanted what is read of it
   * @param workers the threads
   * @param sinks makes what takes the rows of a part
   * @param <R> what becomes of a part
   * @return the parts; empty: the file must be read by {@link #read}, which says what is wrong
   */
  default <R> Optional<FileParts<R>> readParts(
      WantedColumns wanted, Workers workers, Function<Header, PartSink<R>> sinks) {
    return Optional.empty();
  }

  /**
   * Returns a CSV file.
   *
   * @param file the file
   * @return its rows, as {@link CsvFile#read} reads them
   */
  static RowFile csv(InputFile file) {
    return new RowFile() {
      @Override
      public String name() {
        return file.name();
      }

      @Override
      public String read(WantedColumns wanted, Problems problems, RowSink sink) {
        return CsvFile.read(file, wanted.required(), problems, sink);
      }

      @Override
      public <R> Optional<FileParts<R>> readParts(
          WantedColumns wanted, Workers workers, Function<Header, PartSink<R>> sinks) {
        return CsvParts.read(file, wanted.required(), CsvParts.BLOCK, workers, sinks);
      }
    };
  }
}
