package io.costledger.flink;

import io.costledger.core.Invalid;
import io.costledger.core.Sha256;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.usage.UsageRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.types.Row;

/** What a delivery brings. */
enum Kind {
  BILL {
    @Override
    TypeInformation<Row> type() {
      return BillRows.TYPE;
    }

    @Override
    NamedRows rows() {
      return BillRows.ROWS;
    }

    @Override
    Row checked(Row row) {
      return BillRows.of(
          Cells.text(row, Cells.LEDGER),
          Cells.text(row, Cells.SOURCE),
          Cells.text(row, Cells.DELIVERY),
          BillRows.record(row));
    }

    @Override
    byte[] digest(Row checked) {
      BillRecord record = BillRows.record(checked);
      MessageDigest digest = Sha256.digest();
      feed(digest, record.chargePeriod() + " " + record.cost());
      feed(digest, record.columns());
      feed(digest, record.tags());
      return digest.digest();
    }
  },
  USAGE {
    @Override
    TypeInformation<Row> type() {
      return UsageRows.TYPE;
    }

    @Override
    NamedRows rows() {
      return UsageRows.ROWS;
    }

    @Override
    Row checked(Row row) {
      return UsageRows.of(
          Cells.text(row, Cells.LEDGER), Cells.text(row, Cells.SOURCE), UsageRows.record(row));
    }

    @Override
    byte[] digest(Row checked) {
      UsageRecord record = UsageRows.record(checked);
      MessageDigest digest = Sha256.digest();
      feed(digest, record.chargePeriod() + " " + record.quantity());
      feed(digest, record.platform());
      feed(digest, record.consumer().toString());
      feed(digest, record.unit());
      return digest.digest();
    }
  };

  static Kind parse(String text) {
    for (Kind kind : values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    throw Invalid.argument("kind", "'" + text + "'", "must be bill or usage");
  }

  String text() {
    return this == BILL ? "bill" : "usage";
  }

  /** The type of checked rows. */
  abstract TypeInformation<Row> type();

  /** The names of its columns. */
  abstract NamedRows rows();

  /**
   * A row with the columns of {@link #type} alone, each checked.
   *
   * @throws IllegalArgumentException if a column is not what it must be
   */
  abstract Row checked(Row row);

  /** What identifies the content of a record, beside its id and delivery. */
  abstract byte[] digest(Row checked);

  private static void feed(MessageDigest digest, Map<String, String> texts) {
    feed(digest, String.valueOf(texts.size()));
    texts.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(text -> {
      feed(digest, text.getKey());
      feed(digest, text.getValue());
    });
  }

  private static void feed(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
