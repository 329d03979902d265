package io.costledger.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** Tells each bucket of a delivery's records of the delivery: the bucket, and the delivery's row. */
final class Announcements extends ProcessFunction<Row, Tuple2<Integer, Row>> {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<Tuple2<Integer, Row>> TYPE =
      Types.TUPLE(Types.INT, DeliveryRows.TYPE);

  private final Kind kind;
  private final int buckets;

  Announcements(Kind kind, int buckets) {
    this.kind = kind;
    this.buckets = buckets;
  }

  @Override
  public void processElement(Row row, Context context, Collector<Tuple2<Integer, Row>> out) {
    if (DeliveryRows.kind(row) == kind) {
      for (int bucket = 0; bucket < buckets; bucket++) {
        out.collect(Tuple2.of(bucket, row));
      }
    }
  }
}
