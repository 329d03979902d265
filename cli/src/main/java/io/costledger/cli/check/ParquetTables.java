package io.costledger.cli.check;

import io.costledger.core.Invalid;
import java.nio.file.Path;

/** Opens Parquet files. */
final class ParquetTables {
  private ParquetTables() {}

  static TableFile open(Path path, boolean exactDoubles) {
    throw TableFile.refusal(path, "", Invalid.message("file", path, "Parquet is not built yet"));
  }
}
