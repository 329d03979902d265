package io.costledger.parquet;

import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.Row;
import io.costledger.serialization.input.RowSink;
import io.costledger.serialization.input.WantedColumns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files that DuckDB wrote, and what the reader makes of them. */
final class Duck {
  private Duck() {}

  /** Writes what a query gives. */
  static Path write(Path file, String query, String options) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet" + options + ")");
    }
    return file;
  }

  /** Every row as a list of texts, null as null; numbers where the file has numbers. */
  static List<List<Object>> rows(ParquetFile file) {
    Problems problems = new Problems("file");
    List<List<Object>> rows = new ArrayList<>();
    file.readRows(all(), problems, new RowSink() {
      private int columns;

      @Override
      public void header(Header header) {
        columns = header.names().size();
      }

      @Override
      public void row(Row row) {
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
          Optional<String> text = row.cell(i);
          cells.add(text.orElse(null));
        }
        rows.add(cells);
      }
    });
    problems.throwIfAny();
    return rows;
  }

  static WantedColumns all() {
    return new WantedColumns(List.of(), Set.of(), column -> true);
  }

  /** What is wrong with a file, one line each. */
  static List<String> problems(Path path) {
    return problems(path, all());
  }

  static List<String> problems(Path path, WantedColumns wanted) {
    Problems problems = new Problems("file");
    ParquetFile.of(path).read(wanted, problems, new RowSink() {
      @Override
      public void header(Header header) {}

      @Override
      public void row(Row row) {}
    });
    try {
      problems.throwIfAny();
      return List.of();
    } catch (io.costledger.core.delivery.InvalidInputException e) {
      return e.problems().stream()
          .map(problem ->
              (problem.place().isEmpty() ? "" : problem.place() + ": ") + problem.message())
          .toList();
    }
  }
}
