package io.costledger.benchmarks.comparison;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A work in DuckDB's memory, for all contenders in SQL: {@code usage}, {@code rates} and {@code
 * pools}, with whole numbers for those who want them exact and DOUBLE columns for those who don't.
 * The macros {@code cell}, {@code pool_of} and {@code kept} number as {@link Work} does.
 */
final class DuckTables implements AutoCloseable {
  private final Connection connection;
  private final Statement statement;
  private int threads;

  DuckTables(Work work) {
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      statement = connection.createStatement();
      execute("SET preserve_insertion_order = false");
      execute("SET enable_progress_bar = false");
      execute("CREATE TABLE usage (id INTEGER, platform TINYINT, consumer SMALLINT, day TINYINT,"
          + " sku TINYINT, micros BIGINT, quantity DOUBLE)");
      execute("CREATE TABLE rates (sku TINYINT, rate BIGINT, price DOUBLE)");
      execute("CREATE TABLE pools (platform TINYINT, day TINYINT, units BIGINT, cost DOUBLE)");
      execute("CREATE MACRO cell(platform, day, consumer) AS (platform::INTEGER * " + work.dayCount
          + " + day) * " + work.consumerCount() + " + consumer");
      execute("CREATE MACRO pool_of(cell) AS cell // " + work.consumerCount());
      execute("CREATE MACRO kept(units) AS units * " + Work.KEPT + " // 100");
      execute("CREATE MACRO centers() AS " + work.centerCount);
      load(work);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void load(Work work) throws SQLException {
    DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
    try (DuckDBAppender usage = duck.createAppender("usage")) {
      for (int i = 0; i < work.n; i++) {
        usage
            .beginRow()
            .append(i)
            .append(work.platforms[i])
            .append(work.consumers[i])
            .append(work.days[i])
            .append(work.skus[i])
            .append(work.micros[i])
            .append(work.micros[i] / 1e6)
            .endRow();
      }
    }
    try (DuckDBAppender rates = duck.createAppender("rates")) {
      for (byte sku = 0; sku < Work.SKUS; sku++) {
        rates
            .beginRow()
            .append(sku)
            .append(Work.rate(sku))
            .append(Work.rate(sku) / 1e4)
            .endRow();
      }
    }
    try (DuckDBAppender pools = duck.createAppender("pools")) {
      for (int pool = 0; pool < work.pools.length; pool++) {
        pools
            .beginRow()
            .append((byte) (pool / work.dayCount))
            .append((byte) (pool % work.dayCount))
            .append(work.pools[pool])
            .append(work.pools[pool] / 1e10)
            .endRow();
      }
    }
  }

  void useThreads(int wanted) {
    if (threads != wanted) {
      execute("SET threads = " + wanted);
      threads = wanted;
    }
  }

  void execute(String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage() + " in\n" + sql, e);
    }
  }

  /**
   * Reads a table of results into places.
   *
   * @param sql gives place and value; a value that is no whole number is in dollars
   */
  long[] read(String sql, int size) {
    long[] values = new long[size];
    try (ResultSet rows = statement.executeQuery(sql)) {
      boolean whole = !rows.getMetaData().getColumnTypeName(2).equals("DOUBLE");
      while (rows.next()) {
        values[rows.getInt(1)] =
            whole ? rows.getLong(2) : Math.round(rows.getDouble(2) * 100) * 100_000_000L;
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
