package io.costledger.benchmarks.comparison;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB as a process of its own, which does the exact job from files to a file. */
final class DuckProcess {
  static final String NOTHING = "--nothing";

  private DuckProcess() {}

  /**
   * Does the job and ends; with {@code --nothing} it only starts DuckDB.
   *
   * @param args the folder of the files, {@code csv} or {@code parquet}, the file to write
   * @throws SQLException if DuckDB refuses a statement
   */
  public static void main(String[] args) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET preserve_insertion_order = false");
      if (args[0].equals(NOTHING)) {
        return;
      }
      for (String sql : SqlFile.statements("files/job.sql")) {
        statement.execute(sql.replace("{usage}", usage(args[0], args[1]))
            .replace("{bill}", bill(args[0], args[1]))
            .replace("{in}", args[0])
            .replace("{out}", args[2]));
      }
    }
  }

  /** Makes the Parquet files from the CSV files. */
  static void parquet(Path folder) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      String in = folder.toString();
      statement.execute("COPY (SELECT id, platform, consumer, quantity, unit, charge_period_start,"
          + " charge_period_end FROM " + usage(in, "csv", "DECIMAL(18,6)") + ") TO '" + in
          + "/usage.parquet'");
      statement.execute(
          "COPY (SELECT * FROM " + bill(in, "csv") + ") TO '" + in + "/bill.parquet'");
    }
  }

  private static String usage(String in, String format) {
    return usage(in, format, "DOUBLE");
  }

  /** A DOUBLE holds 6 decimals of less than a billion so that rounding finds them again. */
  private static String usage(String in, String format, String quantity) {
    return format.equals("parquet")
        ? "read_parquet('" + in + "/usage.parquet')"
        : "read_csv('" + in + "/usage.csv', columns = {'id': 'VARCHAR', 'platform': 'VARCHAR',"
            + " 'consumer': 'VARCHAR', 'quantity': '" + quantity + "', 'unit': 'VARCHAR',"
            + " 'charge_period_start': 'TIMESTAMP', 'charge_period_end': 'TIMESTAMP'})";
  }

  private static String bill(String in, String format) {
    return format.equals("parquet")
        ? "read_parquet('" + in + "/bill.parquet')"
        : "read_csv('" + in + "/bill.csv', columns = {'BilledCost': 'DECIMAL(18,10)',"
            + " 'BillingCurrency': 'VARCHAR', 'ChargePeriodStart': 'TIMESTAMP',"
            + " 'ChargePeriodEnd': 'TIMESTAMP', 'ServiceName': 'VARCHAR'})";
  }
}
