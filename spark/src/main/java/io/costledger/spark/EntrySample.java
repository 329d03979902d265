package io.costledger.spark;

import io.costledger.core.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Counts entries and keeps the first of them, in their stated order, however they are cut. */
final class EntrySample {
  static final int MOST_SHOWN = 20;

  private static final Comparator<Shown> ORDER = Comparator.comparing(
          (Shown shown) -> shown.entry.booked().run())
      .thenComparing(shown -> shown.entry.booked(), LedgerEntry.ORDER)
      .thenComparing(shown -> shown.entry.booked().amount().toString())
      .thenComparing(shown -> shown.entry.basis());

  private record Shown(EntryCells.Entry entry, Row row) {}

  private final PriorityQueue<Shown> shown = new PriorityQueue<>(ORDER.reversed());
  private long count;

  /** What it is a sample of, how many there are, and the rows of the first. */
  static StructType form(StructType entry) {
    return new StructType()
        .add("label", DataTypes.StringType, false)
        .add("count", DataTypes.LongType, false)
        .add("entries", DataTypes.createArrayType(entry, false), false);
  }

  void add(EntryCells.Entry entry, Row row) {
    count++;
    keep(entry, row);
  }

  /** Adds what another partition found. */
  void addAll(Row sample, EntryCells cells) {
    count = Math.addExact(count, sample.getLong(1));
    List<Row> rows = sample.getList(2);
    rows.forEach(row -> keep(cells.read(row), row));
  }

  private void keep(EntryCells.Entry entry, Row row) {
    shown.add(new Shown(entry, row));
    if (shown.size() > MOST_SHOWN) {
      shown.poll();
    }
  }

  long count() {
    return count;
  }

  /** The first of them, in order. */
  List<EntryCells.Entry> entries() {
    List<Shown> sorted = new ArrayList<>(shown);
    sorted.sort(ORDER);
    return sorted.stream().map(Shown::entry).toList();
  }

  static Iterator<Row> rows(Map<String, EntrySample> samples) {
    return samples.entrySet().stream()
        .map(sample -> RowFactory.create(
            sample.getKey(),
            sample.getValue().count,
            sample.getValue().shown.stream().map(Shown::row).toArray(Row[]::new)))
        .iterator();
  }
}
