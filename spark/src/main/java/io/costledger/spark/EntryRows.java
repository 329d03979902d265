package io.costledger.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.serialization.canonical.CanonicalLedger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * The entries of a run as a table. The driver gives them as canonical bytes, and tasks make the rows:
 * a row that is made on the driver is several times as large, and Spark makes one after the other.
 */
final class EntryRows {
  /** Entries that a task holds at a time. */
  private static final int CHUNK = 1 << 12;

  private EntryRows() {}

  /**
   * Returns the table.
   *
   * @throws IllegalArgumentException if an amount has more than 38 digits
   */
  static Dataset<Row> of(Run run, SparkSession spark) {
    StructType schema = LedgerTables.entrySchema(run.policy().declared().unit());
    FlatMapFunction<byte[], Row> rows = EntryRows::rows;
    return spark
        .createDataset(chunks(run), Encoders.BINARY())
        .flatMap(rows, Encoders.row(withPlainTimes(schema)))
        .select(Arrays.stream(schema.fields())
            .map(field -> column(field.name(), field.dataType()))
            .toArray(Column[]::new));
  }

  private static List<byte[]> chunks(Run run) {
    Policy policy = run.policy().declared();
    LedgerUnit unit = policy.unit();
    List<LedgerEntry> entries = run.entries().castToList();
    List<byte[]> chunks = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += CHUNK) {
      ImmutableList<LedgerEntry> chunk =
          Lists.immutable.ofAll(entries.subList(from, Math.min(from + CHUNK, entries.size())));
      chunk.forEach(LedgerTables::requireFit);
      chunks.add(new CanonicalLedger(run.id(), unit, policy.basis(), chunk).toBytes());
    }
    return chunks;
  }

  private static Iterator<Row> rows(byte[] chunk) {
    CanonicalLedger ledger = CanonicalLedger.ofBytes(chunk);
    return ledger
        .entries()
        .asLazy()
        .collect(entry -> LedgerTables.entry(entry, ledger.basis()))
        .iterator();
  }

  /** Times as microseconds, which don't depend on the class that Spark is set to take for one. */
  private static StructType withPlainTimes(StructType schema) {
    StructType plain = new StructType();
    for (StructField field : schema.fields()) {
      plain = plain.add(
          field.name(),
          isTime(field.dataType()) ? DataTypes.LongType : field.dataType(),
          field.nullable());
    }
    return plain;
  }

  private static Column column(String name, DataType type) {
    return isTime(type) ? timestamp_micros(col(name)).as(name) : col(name);
  }

  private static boolean isTime(DataType type) {
    return type.equals(DataTypes.TimestampType);
  }
}
