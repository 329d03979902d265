package io.costledger.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.costledger.core.Invalid;
import io.costledger.core.delivery.Delivery;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Whether record ids are unique in their source (SPEC 3.8). What is shuffled is a hash of 8 bytes for
 * each record; only ids whose hashes meet are compared as they are, so the answer is exact.
 */
final class DuplicateIds {
  private static final String SOURCE = "source";
  private static final String HASH = "hash";

  private DuplicateIds() {}

  /**
   * Looks at a whole table.
   *
   * @throws io.costledger.core.delivery.InvalidInputException with the records whose id their source
   *     gave before
   */
  static void refuse(Dataset<Row> usage, List<Delivery> deliveries) {
    StructType pairs = new StructType()
        .add(UsageCells.DELIVERY, DataTypes.StringType, false)
        .add(SOURCE, DataTypes.StringType, false);
    List<Row> sources = deliveries.stream()
        .map(delivery -> RowFactory.create(delivery.id(), delivery.source()))
        .toList();
    Dataset<Row> keyed = usage
        .select(col(UsageCells.DELIVERY), col(UsageCells.ID))
        .join(broadcast(usage.sparkSession().createDataFrame(sources, pairs)), UsageCells.DELIVERY)
        .withColumn(HASH, xxhash64(col(SOURCE), col(UsageCells.ID)));
    Dataset<Row> met = keyed.groupBy(HASH).count().where("count > 1").select(HASH);
    if (met.isEmpty()) {
      return;
    }
    Dataset<Row> twice =
        keyed.join(met, HASH).groupBy(SOURCE, UsageCells.ID).count().where("count > 1");
    RowProblems problems = new RowProblems(UsageCells.TABLE);
    List<Row> shown =
        twice.orderBy(UsageCells.ID, SOURCE).limit(RowProblems.MOST_SHOWN).collectAsList();
    shown.forEach(row -> problems.add(
        "record '" + Invalid.shown(row.getString(1)) + "', column " + UsageCells.ID,
        Invalid.message(
            "usage record id",
            "'" + row.getString(1) + "'",
            "must be unique in its source '" + row.getString(0) + "', but stands there "
                + row.getLong(2) + " times")));
    problems.addAll(List.of(), List.of(), shown.isEmpty() ? 0 : twice.count() - shown.size());
    problems.throwIfAny();
  }
}
