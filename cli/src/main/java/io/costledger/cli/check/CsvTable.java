package io.costledger.cli.check;

import io.costledger.serialization.input.CsvFile;
import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.Row;
import io.costledger.serialization.input.RowSink;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A CSV file as a table. */
final class CsvTable implements TableFile {
  private final Path path;

  CsvTable(Path path) {
    this.path = path;
  }

  /** Ends the reading after the header, in which nothing is wrong. */
  private static final class HeaderRead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> names;

    HeaderRead(List<String> names) {
      super("", null, false, false);
      this.names = names;
    }
  }

  @Override
  public List<String> columns() {
    Problems problems = new Problems(path.toString());
    try {
      CsvFile.read(InputFile.of(path), List.of(), problems, new RowSink() {
        @Override
        public void header(Header header) {
          throw new HeaderRead(header.names());
        }

        @Override
        public void row(Row row) {
          throw new IllegalStateException("the header comes first");
        }
      });
    } catch (HeaderRead read) {
      return read.names;
    }
    problems.throwIfAny();
    return List.of();
  }

  @Override
  public void read(List<String> wanted, List<String> numbers, Consumer<TableRow> sink) {
    Problems problems = new Problems(path.toString());
    CsvFile.read(InputFile.of(path), wanted, problems, new InputRows(wanted, sink));
    problems.throwIfAny();
  }
}
