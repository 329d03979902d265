package io.costledger.spark.cost;

import io.costledger.benchmarks.comparison.LibraryInputs;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.work.Workers;
import io.costledger.spark.SparkChargeback;
import io.costledger.spark.SparkInputs;
import io.costledger.spark.SparkRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The month that all contenders charge back, as Parquet tables: {@code usage}, {@code bill} and
 * {@code rates}; and what they make of it.
 */
final class Month {
  private static final StructType USAGE = new StructType()
      .add("id", DataTypes.StringType, false)
      .add("delivery", DataTypes.StringType, false)
      .add("platform", DataTypes.StringType, false)
      .add("consumer", DataTypes.StringType, false)
      .add("quantity", DataTypes.createDecimalType(10, 6), false)
      .add("unit", DataTypes.StringType, false)
      .add("charge_period_start", DataTypes.TimestampType, false)
      .add("charge_period_end", DataTypes.TimestampType, false);

  private static final StructType BILL = new StructType()
      .add("id", DataTypes.StringType, false)
      .add("BilledCost", DataTypes.createDecimalType(20, 10), false)
      .add("BillingCurrency", DataTypes.StringType, false)
      .add("ChargePeriodStart", DataTypes.TimestampType, false)
      .add("ChargePeriodEnd", DataTypes.TimestampType, false)
      .add("ServiceName", DataTypes.StringType, false);

  private static final StructType RATES = new StructType()
      .add("unit", DataTypes.StringType, false)
      .add("rate", DataTypes.createDecimalType(5, 4), false);

  private static final int PARTS = 8;
  static final Instant RECORDED_AT = Instant.parse("2026-09-02T06:00:00Z");

  private final SparkSession spark;
  private final Path folder;
  private final LibraryInputs inputs;

  private Month(SparkSession spark, Path folder, LibraryInputs inputs) {
    this.spark = spark;
    this.folder = folder;
    this.inputs = inputs;
  }

  /** Writes the tables. Each partition makes the month anew and takes its part of it. */
  static Month write(SparkSession spark, int records, Path folder) {
    Month month = new Month(spark, folder, LibraryInputs.month(records));
    FlatMapFunction<Long, Row> part = number -> usage(Math.toIntExact(number), records);
    spark
        .range(0, PARTS, 1, PARTS)
        .as(Encoders.LONG())
        .flatMap(part, Encoders.row(USAGE))
        .write()
        .mode("overwrite")
        .parquet(month.path("usage"));
    List<Row> bill = new ArrayList<>();
    month.inputs.bill().records().forEach(record -> bill.add(row(record)));
    month.writeSmall("bill", bill, BILL);
    List<Row> rates = new ArrayList<>();
    LibraryInputs.rates().forEach((unit, rate) -> rates.add(RowFactory.create(unit, rate)));
    month.writeSmall("rates", rates, RATES);
    for (String table : List.of("usage", "bill", "rates")) {
      month.table(table).createOrReplaceTempView(table);
    }
    return month;
  }

  private static Iterator<Row> usage(int part, int records) {
    int from = Math.toIntExact((long) records * part / PARTS);
    int to = Math.toIntExact((long) records * (part + 1) / PARTS);
    UsageBatch usage = LibraryInputs.month(records).usage(from, to);
    return IntStream.range(0, to - from)
        .mapToObj(i -> RowFactory.create(
            usage.id(i),
            usage.delivery(i),
            usage.platform(i),
            usage.consumer(i).toString(),
            usage.quantity(i),
            usage.unit(i),
            Timestamp.from(usage.chargePeriod(i).start()),
            Timestamp.from(usage.chargePeriod(i).end())))
        .iterator();
  }

  private static Row row(BillRecord record) {
    return RowFactory.create(
        record.id(),
        new BigDecimal(record.cost().toString()),
        "USD",
        Timestamp.from(record.chargePeriod().start()),
        Timestamp.from(record.chargePeriod().end()),
        record.columns().get("ServiceName"));
  }

  private void writeSmall(String name, List<Row> rows, StructType schema) {
    spark.createDataFrame(rows, schema).coalesce(1).write().mode("overwrite").parquet(path(name));
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  Dataset<Row> table(String name) {
    return spark.read().parquet(path(name));
  }

  SparkSession spark() {
    return spark;
  }

  LibraryInputs inputs() {
    return inputs;
  }

  /** The library's run. */
  SparkRun run(boolean idsChecked) {
    SparkInputs tables = SparkInputs.of(
        table("bill"), inputs.bill().delivery(), table("usage"), inputs.usageDeliveries());
    return SparkChargeback.of(inputs.policy().resolve())
        .by(Workers.of(Runtime.getRuntime().availableProcessors(), ForkJoinPool.commonPool()))
        .run(idsChecked ? tables : tables.withTrustedIds(), RECORDED_AT);
  }

  /** What a query of the resources gives; those that it names first become views. */
  Dataset<Row> query(String name) {
    String text = text(name);
    text.lines()
        .filter(line -> line.startsWith("-- first: "))
        .map(line -> line.substring("-- first: ".length()))
        .forEach(first -> query(first).createOrReplaceTempView(first));
    return spark.sql(text);
  }

  private static String text(String name) {
    try (InputStream in = Month.class.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException("Invalid query: " + name + " (no such resource)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
