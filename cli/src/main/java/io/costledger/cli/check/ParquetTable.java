package io.costledger.cli.check;

import io.costledger.parquet.ParquetFile;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.WantedColumns;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A Parquet file as a table. */
final class ParquetTable implements TableFile {
  private final Path path;
  private final ParquetFile file;

  ParquetTable(Path path, Set<String> inexact) {
    this.path = path;
    this.file = ParquetFile.of(path).withInexact(inexact, new ShortestDecimal());
  }

  @Override
  public List<String> columns() {
    Problems problems = new Problems(path.toString());
    List<String> names = file.columns(problems);
    problems.throwIfAny();
    return names;
  }

  @Override
  public void read(List<String> wanted, List<String> numbers, Consumer<TableRow> sink) {
    Problems problems = new Problems(path.toString());
    file.readRows(
        new WantedColumns(wanted, Set.copyOf(numbers), wanted::contains),
        problems,
        new InputRows(wanted, sink));
    problems.throwIfAny();
  }
}
