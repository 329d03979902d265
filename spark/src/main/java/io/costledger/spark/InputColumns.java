package io.costledger.spark;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Which columns an input must have, of which types, and what their cells are. */
final class InputColumns {
  /** What a column is for. */
  enum Kind {
    TEXT("must be STRING"),
    TEXTS("must be ARRAY<STRING>"),
    WHOLE("must be a whole number"),
    INT("must be INT"),
    NUMBER("must be DECIMAL, a whole number or STRING: binary floating point is not exact"),
    TIME("must be TIMESTAMP or STRING");

    private final String rule;

    Kind(String rule) {
      this.rule = rule;
    }

    boolean takes(DataType type) {
      return switch (this) {
        case TEXT -> type.equals(DataTypes.StringType);
        case TEXTS -> type instanceof ArrayType array && TEXT.takes(array.elementType());
        case WHOLE -> isWhole(type);
        case INT -> isWhole(type) && !type.equals(DataTypes.LongType);
        case NUMBER ->
          type instanceof DecimalType || isWhole(type) || type.equals(DataTypes.StringType);
        case TIME -> type.equals(DataTypes.TimestampType) || type.equals(DataTypes.StringType);
      };
    }

    private static boolean isWhole(DataType type) {
      return type.equals(DataTypes.LongType)
          || type.equals(DataTypes.IntegerType)
          || type.equals(DataTypes.ShortType)
          || type.equals(DataTypes.ByteType);
    }
  }

  private final String table;
  private final StructType schema;
  private final List<String> offences = new ArrayList<>();

  InputColumns(String table, StructType schema) {
    this.table = table;
    this.schema = schema;
  }

  /** Where a column stands; a problem is noted. */
  int index(String name, Kind kind) {
    long found = Arrays.stream(schema.fieldNames()).filter(name::equals).count();
    if (found != 1) {
      offences.add(Invalid.message("column", name, found == 0 ? "is required" : "must stand once"));
      return -1;
    }
    DataType type = schema.apply(name).dataType();
    if (!kind.takes(type)) {
      offences.add(Invalid.message("type of column " + name, type.sql(), kind.rule));
    }
    return schema.fieldIndex(name);
  }

  /**
   * Ends the look at the schema.
   *
   * @throws LedgerException with everything that is wrong with it
   */
  void throwIfAny() {
    if (!offences.isEmpty()) {
      throw new LedgerException("The table of " + table + " can't be read", offences);
    }
  }

  /** The exact number in a cell, if it is one already. */
  static Optional<BigDecimal> number(Object cell) {
    if (cell instanceof BigDecimal decimal) {
      return Optional.of(decimal);
    }
    return cell instanceof Number whole
        ? Optional.of(BigDecimal.valueOf(whole.longValue()))
        : Optional.empty();
  }

  /** A cell as text, the way a file would have it; empty where it is null. */
  static String text(Row row, int index) {
    Object cell = row.get(index);
    return cell == null ? "" : cell.toString();
  }

  /** The table with each TIMESTAMP as microseconds, whichever class Spark is set to give for it. */
  static Dataset<Row> withPlainTimes(Dataset<Row> table) {
    Dataset<Row> plain = table;
    for (StructField field : table.schema().fields()) {
      if (field.dataType().equals(DataTypes.TimestampType)) {
        String quoted = "`" + field.name().replace("`", "``") + "`";
        plain = plain.withColumn(field.name(), functions.unix_micros(functions.col(quoted)));
      }
    }
    return plain;
  }

  /** The instant of some microseconds. */
  static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
