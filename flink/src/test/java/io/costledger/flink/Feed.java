package io.costledger.flink;

import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.usage.UsageRecord;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;

/** Rows in the order in which a source gives them, and watermarks between them. */
final class Feed implements Serializable {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<Row> TYPE = Types.ROW_NAMED(
      new String[] {"watermark", "runs", "bill", "usage", "delivery"},
      Types.LONG,
      Types.INT,
      BillRows.TYPE,
      UsageRows.TYPE,
      DeliveryRows.TYPE);

  private final ArrayList<Row> rows = new ArrayList<>();

  Feed bill(String ledger, Bill bill) {
    announceBill(ledger, bill.delivery(), bill.records().size());
    for (BillRecord record : bill.records()) {
      add("bill", BillRows.of(ledger, bill.delivery().source(), bill.delivery().id(), record));
    }
    return this;
  }

  Feed usage(String ledger, Delivery delivery, List<UsageRecord> records) {
    announceUsage(ledger, delivery, records.size());
    return records(ledger, delivery, records);
  }

  Feed records(String ledger, Delivery delivery, List<UsageRecord> records) {
    records.forEach(record -> usageRow(UsageRows.of(ledger, delivery.source(), record)));
    return this;
  }

  Feed announceBill(String ledger, Delivery delivery, int records) {
    return add("delivery", DeliveryRows.ofBill(ledger, delivery, records));
  }

  Feed announceUsage(String ledger, Delivery delivery, int records) {
    return add("delivery", DeliveryRows.ofUsage(ledger, delivery, records));
  }

  Feed usageRow(Row row) {
    return add("usage", row);
  }

  Feed watermark(Instant instant) {
    return add("watermark", instant.toEpochMilli());
  }

  /** The source waits until so many runs are published: else channels may overtake each other. */
  Feed afterRuns(int runs) {
    return add("runs", runs);
  }

  private Feed add(String column, Object value) {
    Row row = Row.withNames();
    for (String name : new String[] {"watermark", "runs", "bill", "usage", "delivery"}) {
      row.setField(name, null);
    }
    row.setField(column, value);
    rows.add(row);
    return this;
  }

  /** The same rows in another order, some of them twice, and watermarks here and there. */
  Feed shuffled(long seed, List<Instant> watermarks) {
    Random random = new Random(seed);
    Feed shuffled = new Feed();
    shuffled.rows.addAll(rows);
    for (Row row : rows) {
      if (random.nextInt(5) == 0) {
        shuffled.rows.add(row);
      }
    }
    Collections.shuffle(shuffled.rows, random);
    for (int i = 0; i < watermarks.size(); i++) {
      Feed one = new Feed().watermark(watermarks.get(i));
      shuffled.rows.add((i + 1) * shuffled.rows.size() / (watermarks.size() + 1), one.rows.get(0));
    }
    return shuffled;
  }

  List<Row> rows() {
    return rows;
  }

  Feed from(int first, int end) {
    Feed part = new Feed();
    part.rows.addAll(rows.subList(first, end));
    return part;
  }

  /** The rows of one column. */
  static DataStream<Row> column(DataStream<Row> rows, String column, TypeInformation<Row> type) {
    return rows.filter(row -> row.getField(column) != null)
        .map(row -> row.<Row>getFieldAs(column))
        .returns(type);
  }

  static WatermarkStrategy<Row> watermarks() {
    return WatermarkStrategy.forGenerator(context -> new Punctuated());
  }

  /** Emits the watermarks that are in the feed. */
  private static final class Punctuated implements WatermarkGenerator<Row> {
    @Override
    public void onEvent(Row row, long timestamp, WatermarkOutput output) {
      if (row.getField("watermark") instanceof Long at) {
        output.emitWatermark(new Watermark(at));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
