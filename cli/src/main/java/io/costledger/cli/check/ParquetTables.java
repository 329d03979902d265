package io.costledger.cli.check;

import io.costledger.core.Invalid;
import java.nio.file.Path;

/** Where Parquet files would be opened: there is no reader for them yet. */
final class ParquetTables {
  private ParquetTables() {}

  static TableFile open(Path path, boolean exactDoubles) {
    String rule = "Parquet can't be read yet; write it as CSV or JSON Lines";
    throw TableFile.refusal(path, "", Invalid.message("file", path, rule));
  }
}
