package io.costledger.serialization.input;

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
    };
  }
}
