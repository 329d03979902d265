package io.costledger.spark;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.costledger.core.Invalid;
import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.policy.Policy;
import io.costledger.serialization.focus.FocusReader;
import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.RowCells;
import io.costledger.serialization.input.RowFile;
import io.costledger.serialization.input.RowSink;
import io.costledger.serialization.input.WantedColumns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * A bill in the FOCUS layout as a table. Its rows are collected to the driver, where they are read as
 * a file's are: rules look at them one by one. They are ordered by id, so any partitioning reads the
 * same.
 */
final class BillTable implements RowFile {
  private static final String TABLE = "bill";
  static final String ID = "id";

  private final List<Row> rows;
  private final List<String> ids;
  private final StructType schema;
  private final String sha256;

  private BillTable(List<Row> rows, int id, StructType schema, String sha256) {
    this.rows = rows;
    this.ids = rows.stream().map(row -> InputColumns.text(row, id)).toList();
    this.schema = schema;
    this.sha256 = sha256;
  }

  /**
   * Reads the bill.
   *
   * @throws io.costledger.core.delivery.InvalidInputException with everything that is wrong with its rows
   * @throws io.costledger.core.LedgerException if a column is missing or has a type that is not exact
   */
  static Bill read(Dataset<Row> bill, Delivery delivery, Policy policy) {
    FocusReader reader = FocusReader.of(policy.basis(), policy.unit().currency(), delivery.source())
        .withDeliveryId(delivery.id())
        .withIdColumn(ID);
    InputColumns columns = new InputColumns(TABLE, bill.schema());
    int id = columns.index(ID, InputColumns.Kind.TEXT);
    columns.index(reader.costColumn(), InputColumns.Kind.NUMBER);
    columns.throwIfAny();
    List<Row> rows = new ArrayList<>(InputColumns.withPlainTimes(bill).collectAsList());
    rows.sort(Comparator.comparing(row -> InputColumns.text(row, id), CodePoints.ORDER));
    BillTable table = new BillTable(rows, id, bill.schema(), delivery.sha256());
    return Bill.of(delivery, reader.read(table).records().castToList());
  }

  @Override
  public String name() {
    return TABLE;
  }

  @Override
  public String read(WantedColumns wanted, Problems problems, RowSink sink) {
    Header header = new Header(List.of(schema.fieldNames()), wanted.required(), problems);
    if (problems.isEmpty()) {
      sink.header(header);
      for (int i = 0; i < rows.size(); i++) {
        sink.row(io.costledger.serialization.input.Row.of(
            i + 1L,
            "row '" + Invalid.shown(ids.get(i)) + "'",
            header,
            new TableCells(rows.get(i), schema),
            problems));
      }
    }
    return sha256;
  }

  /** Cells as a file would have them, by the types that the bill had: maps as JSON, times as texts. */
  private record TableCells(Row row, StructType schema) implements RowCells {
    @Override
    public String text(int index) {
      DataType type = schema.apply(index).dataType();
      if (row.isNullAt(index)) {
        return "";
      }
      if (type.equals(DataTypes.TimestampType)) {
        return InputColumns.time(row.getLong(index)).toString();
      }
      return type instanceof MapType ? json(row.getJavaMap(index)) : InputColumns.text(row, index);
    }

    @Override
    public Optional<BigDecimal> number(int index) {
      return row.isNullAt(index) ? Optional.empty() : InputColumns.number(row.get(index));
    }

    private static String json(Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>(CodePoints.ORDER);
      map.forEach((key, value) -> {
        if (value != null) {
          sorted.put(quoted(key), quoted(value));
        }
      });
      List<String> members = new ArrayList<>();
      sorted.forEach((key, value) -> members.add(key + ":" + value));
      return "{" + String.join(",", members) + "}";
    }

    private static String quoted(Object text) {
      return '"'
          + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text.toString()))
          + '"';
    }
  }
}
