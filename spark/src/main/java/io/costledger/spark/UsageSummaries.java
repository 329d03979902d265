package io.costledger.spark;

import io.costledger.allocation.Summarising;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageSummary;
import io.costledger.serialization.canonical.CanonicalUsageSummary;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Sums a table of usage where its rows are: each partition becomes one summary, and summaries merge
 * on the way to the driver. So the shuffle carries summaries, as bytes, and never records.
 */
final class UsageSummaries {
  /** Records that are held at a time. */
  private static final int CHUNK = 1 << 16;

  /** What a partition comes to: the summary, and what is wrong with its rows. */
  private static final StructType FORM = new StructType()
      .add("summary", DataTypes.BinaryType, false)
      .add("places", DataTypes.createArrayType(DataTypes.StringType, false), false)
      .add("messages", DataTypes.createArrayType(DataTypes.StringType, false), false)
      .add("problems", DataTypes.LongType, false);

  private UsageSummaries() {}

  /**
   * Returns the summary of a whole table.
   *
   * @throws io.costledger.core.delivery.InvalidInputException with everything that is wrong in it
   */
  static UsageSummary of(Dataset<Row> usage, Summarising how) {
    UsageCells cells = UsageCells.of(usage.schema());
    int parallelism = usage.sparkSession().sparkContext().defaultParallelism();
    int last = BigInteger.valueOf(parallelism).sqrt().intValueExact() + 1;
    MapPartitionsFunction<Row, Row> summarise = rows -> summarised(cells, how, rows);
    MapPartitionsFunction<Row, Row> merge = UsageSummaries::merged;
    List<Row> parts = InputColumns.withPlainTimes(usage)
        .mapPartitions(summarise, Encoders.row(FORM))
        .repartition(last)
        .mapPartitions(merge, Encoders.row(FORM))
        .collectAsList();
    RowProblems problems = new RowProblems(UsageCells.TABLE);
    UsageSummary summary = merged(parts.iterator(), problems);
    problems.throwIfAny();
    return summary;
  }

  private static Iterator<Row> summarised(UsageCells cells, Summarising how, Iterator<Row> rows) {
    RowProblems problems = new RowProblems(UsageCells.TABLE);
    UsageCells.Reading reading = cells.reading(problems);
    UsageSummary.Builder summary = UsageSummary.builder();
    while (rows.hasNext()) {
      UsageBatch.Builder batch = UsageBatch.builder();
      for (int i = 0; i < CHUNK && rows.hasNext(); i++) {
        reading.into(batch, rows.next());
      }
      summary.add(how.summarise(batch.build()));
    }
    return one(summary.build(), problems);
  }

  private static Iterator<Row> merged(Iterator<Row> parts) {
    RowProblems problems = new RowProblems(UsageCells.TABLE);
    UsageSummary summary = merged(parts, problems);
    return one(summary, problems);
  }

  private static UsageSummary merged(Iterator<Row> parts, RowProblems problems) {
    UsageSummary.Builder summary = UsageSummary.builder();
    while (parts.hasNext()) {
      Row part = parts.next();
      summary.add(CanonicalUsageSummary.ofBytes(part.getAs(0)));
      problems.addAll(part.getList(1), part.getList(2), part.getLong(3));
    }
    return summary.build();
  }

  private static Iterator<Row> one(UsageSummary summary, RowProblems problems) {
    return List.of(RowFactory.create(
            CanonicalUsageSummary.toBytes(summary),
            problems.places(),
            problems.messages(),
            problems.count()))
        .iterator();
  }
}
