package io.costledger.spark.cost;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.costledger.spark.SparkRun;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who charges the month back. Each writes what it makes as a Parquet table. */
enum Contender {
  /** The audited run, which looks for ids that stand twice, and its entries. */
  CONSUMERS_CHECKED("consumers-library-ids-checked", false) {
    @Override
    Object run(Month month) {
      return consumers(month, true);
    }
  },
  /** The same by trusted ids, as SQL trusts them. */
  CONSUMERS_LIBRARY("consumers-library", false) {
    @Override
    Object run(Month month) {
      return consumers(month, false);
    }
  },
  /** The quickest exact SQL that we found. */
  CONSUMERS_EXACT("consumers-exact", false),
  /** Exact SQL in numbers of 38 digits. */
  CONSUMERS_DECIMAL("consumers-decimal", false),
  /** SQL as people write it. */
  CONSUMERS_PEOPLE("consumers-people", false),
  /** The audited run by trusted ids, and what each record bears. */
  RECORDS_LIBRARY("records-library", true) {
    @Override
    Object run(Month month) {
      SparkRun run = month.run(false);
      write(run.records(), month);
      return run;
    }
  },
  /** The quickest exact SQL that we found. */
  RECORDS_EXACT("records-exact", true),
  /** SQL as people write it. */
  RECORDS_PEOPLE("records-people", true);

  private final String id;
  private final boolean isRecordLevel;

  Contender(String id, boolean isRecordLevel) {
    this.id = id;
    this.isRecordLevel = isRecordLevel;
  }

  String id() {
    return id;
  }

  boolean isRecordLevel() {
    return isRecordLevel;
  }

  /** Whose result is compared with the others of its level. */
  Contender right() {
    return isRecordLevel ? RECORDS_LIBRARY : CONSUMERS_LIBRARY;
  }

  static Contender of(String id) {
    return Arrays.stream(values())
        .filter(one -> one.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Invalid contender: " + id + " (must be one"
            + " of " + Arrays.stream(values()).map(Contender::id).toList() + ")"));
  }

  /** Charges back and writes; returns what stays in memory. */
  Object run(Month month) {
    write(month.query(id), month);
    return List.of();
  }

  /** What was written, by its key: the record's id, or period, platform and consumer. */
  Dataset<Row> made(Month month) {
    Dataset<Row> made = month.table(id);
    if (isRecordLevel) {
      return made.select(col("id"), expr("cast(amount as decimal(27,10)) amount"));
    }
    if (Arrays.asList(made.columns()).contains("kind")) {
      made = made.where("kind = 'allocated'")
          .select(
              expr("substring(from_account, length('platform:') + 1) platform"),
              col("charge_period_start").as("day"),
              col("to_account").as("consumer"),
              col("amount"));
    }
    return made.select(
        col("platform"),
        col("day"),
        col("consumer"),
        expr("cast(amount as decimal(27,10)) amount"));
  }

  private static SparkRun consumers(Month month, boolean idsChecked) {
    Contender self = idsChecked ? CONSUMERS_CHECKED : CONSUMERS_LIBRARY;
    SparkRun run = month.run(idsChecked);
    self.write(run.entries(), month);
    return run;
  }

  void write(Dataset<Row> table, Month month) {
    table.write().mode("overwrite").parquet(month.path(id));
  }
}
