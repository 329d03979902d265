package io.costledger.serialization.canonical;

import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The canonical bytes of a {@link Bill}, its delivery with it. Records stay in their order, and a
 * cost comes back without trailing zeros.
 */
public final class CanonicalBill {
  private static final byte KIND = 4;
  private static final int VERSION = 1;

  private CanonicalBill() {}

  /**
   * Returns the canonical bytes of a bill; {@link #ofBytes} reads them.
   *
   * @param bill a bill
   * @return version 1 of the form
   */
  public static byte[] toBytes(Bill bill) {
    ByteOutput out = new ByteOutput().header(KIND, VERSION);
    CanonicalDelivery.write(bill.delivery(), out);
    out.number(bill.records().size());
    for (BillRecord record : bill.records()) {
      out.text(record.id()).period(record.chargePeriod()).decimal(record.cost());
      texts(record.columns(), out);
      texts(record.tags(), out);
    }
    return out.toBytes();
  }

  /**
   * Reads canonical bytes.
   *
   * @param bytes what {@link #toBytes} gave
   * @return the bill
   * @throws IllegalArgumentException if anything else than the one form of a bill is there
   */
  public static Bill ofBytes(byte[] bytes) {
    ByteInput in = new ByteInput(bytes).header(KIND, VERSION);
    var delivery = CanonicalDelivery.read(in);
    int count = in.count("record count");
    List<BillRecord> records = new ArrayList<>();
    int from = in.position();
    try {
      for (int i = 0; i < count; i++) {
        from = in.position();
        BillRecord.Builder record = BillRecord.builder();
        record.id(in.text()).chargePeriod(in.period()).cost(in.decimal());
        records.add(record.columns(texts(in)).tags(texts(in)).build());
      }
      in.end();
      return Bill.of(delivery, records);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("Invalid canonical bytes") ? e : in.wrong(from, message);
    }
  }

  private static void texts(Map<String, String> texts, ByteOutput out) {
    Map<String, String> sorted = new TreeMap<>(CodePoints.ORDER);
    sorted.putAll(texts);
    out.number(sorted.size());
    sorted.forEach((name, text) -> out.text(name).text(text));
  }

  private static Map<String, String> texts(ByteInput in) {
    int count = in.count("text count");
    Map<String, String> texts = new TreeMap<>(CodePoints.ORDER);
    @Nullable String last = null;
    for (int i = 0; i < count; i++) {
      int from = in.position();
      String name = in.text();
      if (last != null && CodePoints.ORDER.compare(last, name) >= 0) {
        throw in.wrong(from, "keys must ascend");
      }
      texts.put(name, in.text());
      last = name;
    }
    return texts;
  }
}
