package io.costledger.flink;

import io.costledger.core.delivery.Delivery;
import io.costledger.core.delivery.Delivery.Mode;
import io.costledger.core.time.Period;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;

/**
 * Rows of deliveries: what a delivery is, and how many records it has, so that the job knows when
 * all of them are there. Columns: {@code ledger}, {@code kind} ({@code bill} or {@code usage}),
 * {@code source}, {@code delivery}, {@code sha256} (of the content, 64 lower-case hex digits),
 * {@code covers_start} and {@code covers_end} (TIMESTAMP_LTZ), {@code issued_at} (TIMESTAMP_LTZ or
 * null), {@code mode} ({@code REPLACE}, {@code APPEND}, or null for {@code REPLACE}), {@code records}
 * (BIGINT).
 */
public final class DeliveryRows {
  /** The columns that are read, as a type for a stream. */
  public static final TypeInformation<Row> TYPE = Types.ROW_NAMED(
      new String[] {
        Cells.LEDGER,
        "kind",
        Cells.SOURCE,
        Cells.DELIVERY,
        "sha256",
        "covers_start",
        "covers_end",
        "issued_at",
        "mode",
        "records"
      },
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.INSTANT,
      Types.INSTANT,
      Types.INSTANT,
      Types.STRING,
      Types.LONG);

  static final NamedRows ROWS = new NamedRows(TYPE);

  private DeliveryRows() {}

  /**
   * Returns the row of a bill's delivery.
   *
   * @param ledger the ledger that it is for
   * @param delivery the delivery; it must say which period it covers
   * @param records how many records it has
   * @return a row of {@link #TYPE}
   */
  public static Row ofBill(String ledger, Delivery delivery, long records) {
    return of(ledger, Kind.BILL, delivery, records);
  }

  /**
   * Returns the row of a delivery of usage.
   *
   * @param ledger the ledger that it is for
   * @param delivery the delivery; it must say which period it covers
   * @param records how many records it has
   * @return a row of {@link #TYPE}
   */
  public static Row ofUsage(String ledger, Delivery delivery, long records) {
    return of(ledger, Kind.USAGE, delivery, records);
  }

  private static Row of(String ledger, Kind kind, Delivery delivery, long records) {
    Row row = ROWS.empty();
    row.setField(Cells.LEDGER, ledger);
    row.setField("kind", kind.text());
    row.setField(Cells.SOURCE, delivery.source());
    row.setField(Cells.DELIVERY, delivery.id());
    row.setField("sha256", delivery.sha256());
    row.setField("covers_start", delivery.covers().map(Period::start).orElse(null));
    row.setField("covers_end", delivery.covers().map(Period::end).orElse(null));
    row.setField("issued_at", delivery.issuedAt().orElse(null));
    row.setField("mode", delivery.mode().name());
    row.setField("records", records);
    return row;
  }

  static Kind kind(Row row) {
    return Kind.parse(Cells.text(row, "kind"));
  }

  static long records(Row row) {
    Object value = Cells.cell(row, "records");
    if (value instanceof Long records && records >= 0) {
      return records;
    }
    throw Cells.wrong("records", value, "must be a BIGINT of 0 or more");
  }

  /** The delivery; a period that is covered must be named, for a stream has no end. */
  static Delivery delivery(Row row) {
    return Delivery.builder()
        .source(Cells.text(row, Cells.SOURCE))
        .id(Cells.text(row, Cells.DELIVERY))
        .sha256(Cells.text(row, "sha256"))
        .covers(Cells.period(row, "covers_start", "covers_end"))
        .issuedAt(issuedAt(row))
        .mode(mode(row))
        .build();
  }

  private static Optional<Instant> issuedAt(Row row) {
    return Cells.cell(row, "issued_at") == null
        ? Optional.empty()
        : Optional.of(Cells.instant(row, "issued_at"));
  }

  private static Mode mode(Row row) {
    Object value = Cells.cell(row, "mode");
    for (Mode mode : Mode.values()) {
      if (mode.name().equals(value)) {
        return mode;
      }
    }
    if (value == null) {
      return Mode.REPLACE;
    }
    throw Cells.wrong("mode", value, "must be REPLACE or APPEND");
  }
}
