package io.costledger.flink;

import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;

/**
 * What is published as tables. Flink rounds a DECIMAL without a sound, and makes one that is too
 * long NULL: so each amount is checked against its column before Flink converts it.
 *
 * <p>Example: {@code ChargebackTables.entries(tables, published.entries(), 10)}.
 */
public final class ChargebackTables {
  private ChargebackTables() {}

  /**
   * Returns entries as a table.
   *
   * @param tables the environment
   * @param entries rows of {@link EntryRows}
   * @param scale the decimals of the column {@code amount}, a DECIMAL(38, scale): not less than the
   *     scale of any ledger, or the job fails
   * @return a table with the columns of {@link EntryRows}
   */
  public static Table entries(StreamTableEnvironment tables, DataStream<Row> entries, int scale) {
    return table(tables, entries, scale, EntryRows.AMOUNT);
  }

  /**
   * Returns statements as a table.
   *
   * @param tables the environment
   * @param statements rows of {@link StatementRows}
   * @param scale the decimals of {@code exact} and {@code settled}, likewise
   * @return a table with the columns of {@link StatementRows}
   */
  public static Table statements(
      StreamTableEnvironment tables, DataStream<Row> statements, int scale) {
    return table(tables, statements, scale, "exact", "settled");
  }

  private static Table table(
      StreamTableEnvironment tables, DataStream<Row> rows, int scale, String... amounts) {
    DataType decimal = DataTypes.DECIMAL(Cells.MAX_DIGITS, scale);
    DataStream<Row> held = rows.map(row -> {
          Row copy = Row.copy(row);
          for (String amount : amounts) {
            copy.setField(amount, Cells.decimal(row.<BigDecimal>getFieldAs(amount), scale));
          }
          return copy;
        })
        .returns(rows.getType());
    Schema.Builder schema = Schema.newBuilder();
    tables.fromDataStream(held).getResolvedSchema().getColumns().forEach(column -> {
      boolean isAmount = List.of(amounts).contains(column.getName());
      schema.column(column.getName(), isAmount ? decimal : column.getDataType());
    });
    return tables.fromDataStream(held, schema.build());
  }
}
