package io.costledger.flink;

import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.usage.UsageSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;

/**
 * What is kept of one ledger and period: each delivery with its records, usage summed, and what the
 * latest run booked. All of it is canonical bytes or plain columns.
 */
final class LedgerState {
  private static final TypeInformation<Row> ARRIVAL = Types.ROW_NAMED(
      new String[] {"kind", "delivery", "records", "came", "contradicted"},
      Types.STRING,
      CanonicalForms.DELIVERY,
      Types.LONG,
      Types.LONG,
      Types.BOOLEAN);

  private static final NamedRows ROWS = new NamedRows(ARRIVAL);

  private static final TypeInformation<Row> SHARED = Types.ROW_NAMED(
      new String[] {Cells.SOURCE, "one", "other", Cells.ID},
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.STRING);

  private static final NamedRows SHARED_ROWS = new NamedRows(SHARED);

  private final MapState<String, Row> arrivals;
  private final MapState<String, UsageSummary> usage;
  private final MapState<String, Bill> charges;
  private final MapState<String, Row> shared;
  private final ValueState<BookedRun> booked;

  LedgerState(RuntimeContext context, CanonicalForm<UsageSummary> summaries) {
    arrivals = context.getMapState(new MapStateDescriptor<>("arrivals", Types.STRING, ARRIVAL));
    usage = context.getMapState(
        new MapStateDescriptor<>("usage", Types.STRING, CanonicalTypeInfo.of(summaries)));
    charges =
        context.getMapState(new MapStateDescriptor<>("charges", Types.STRING, CanonicalForms.BILL));
    shared = context.getMapState(new MapStateDescriptor<>("shared", Types.STRING, SHARED));
    booked = context.getState(new ValueStateDescriptor<>("booked", CanonicalForms.BOOKED_RUN));
  }

  /**
   * A delivery as far as it came.
   *
   * @param kind what it brings
   * @param delivery the delivery
   * @param records how many records it says it has
   * @param came how many came
   * @param isContradicted whether an id in it, or its own, has two contents
   */
  record Arrival(Kind kind, Delivery delivery, long records, long came, boolean isContradicted) {
    boolean isComplete() {
      return records == came;
    }
  }

  /**
   * Two deliveries of usage that have a record id in common.
   *
   * @param source their source
   * @param one the smaller id
   * @param other the larger id
   * @param id the smallest of the record ids
   */
  record SharedId(String source, String one, String other, String id) {
    boolean isOf(List<Delivery> deliveries) {
      return deliveries.stream()
          .filter(d -> d.source().equals(source))
          .map(Delivery::id)
          .toList()
          .containsAll(List.of(one, other));
    }
  }

  void add(Row part) throws Exception {
    Kind kind = PartRows.kind(part);
    Delivery delivery = PartRows.delivery(part);
    String key = key(kind, delivery);
    Row arrival = arrivals.get(key);
    long came = part.<Long>getFieldAs("came");
    boolean isContradicted = part.<Boolean>getFieldAs("contradicted");
    if (arrival == null) {
      arrival = ROWS.empty();
      arrival.setField("kind", kind.text());
      arrival.setField("delivery", delivery);
      arrival.setField("records", part.getField("records"));
      arrival.setField("came", came);
      arrival.setField("contradicted", isContradicted);
    } else {
      Arrival before = arrival(arrival);
      arrival = ROWS.named(arrival);
      arrival.setField("came", Math.addExact(before.came(), came));
      arrival.setField("contradicted", isContradicted || before.isContradicted());
    }
    arrivals.put(key, arrival);
    if (part.getField("shared_with") != null) {
      addShared(part, delivery);
    }
    if (kind == Kind.USAGE) {
      UsageSummary sums = usage.get(key);
      UsageSummary more = PartRows.usage(part);
      usage.put(key, sums == null ? more : sums.merge(more));
    } else if (PartRows.bill(part).records().notEmpty()) {
      Bill more = PartRows.bill(part);
      // Ids are unique in a delivery, so the first names the part.
      charges.put(key + more.records().getFirst().id(), more);
    }
  }

  /** One id of a pair is kept, whichever came first: there may be as many as records. */
  private void addShared(Row part, Delivery delivery) throws Exception {
    String other = Cells.text(part, "shared_with");
    String id = Cells.text(part, "shared_id");
    String key = key(Kind.USAGE, delivery) + other;
    Row known = shared.get(key);
    if (known == null
        || CodePoints.compare(id, Cells.text(SHARED_ROWS.named(known), Cells.ID)) < 0) {
      Row row = SHARED_ROWS.empty();
      row.setField(Cells.SOURCE, delivery.source());
      row.setField("one", delivery.id());
      row.setField("other", other);
      row.setField(Cells.ID, id);
      shared.put(key, row);
    }
  }

  /** Every pair that has one, by source and ids. */
  List<SharedId> shared() throws Exception {
    List<SharedId> all = new ArrayList<>();
    for (Row positioned : shared.values()) {
      Row row = SHARED_ROWS.named(positioned);
      all.add(new SharedId(
          Cells.text(row, Cells.SOURCE),
          Cells.text(row, "one"),
          Cells.text(row, "other"),
          Cells.text(row, Cells.ID)));
    }
    all.sort(Comparator.comparing(SharedId::source, CodePoints.ORDER)
        .thenComparing(SharedId::one, CodePoints.ORDER)
        .thenComparing(SharedId::other, CodePoints.ORDER));
    return all;
  }

  private static Arrival arrival(Row positioned) {
    Row row = ROWS.named(positioned);
    return new Arrival(
        Kind.parse(row.<String>getFieldAs("kind")),
        row.<Delivery>getFieldAs("delivery"),
        row.<Long>getFieldAs("records"),
        row.<Long>getFieldAs("came"),
        row.<Boolean>getFieldAs("contradicted"));
  }

  /** Ids can hold anything, so each part says how long it is. */
  private static String key(Kind kind, Delivery delivery) {
    return kind.text() + " " + delivery.source().length() + ":" + delivery.source() + " "
        + delivery.id().length() + ":" + delivery.id() + " ";
  }

  /** Every delivery that is known, by kind, source and id. */
  List<Arrival> arrivals() throws Exception {
    List<Arrival> all = new ArrayList<>();
    for (Row row : arrivals.values()) {
      all.add(arrival(row));
    }
    all.sort(Comparator.comparing(Arrival::kind)
        .thenComparing(arrival -> arrival.delivery().source(), CodePoints.ORDER)
        .thenComparing(arrival -> arrival.delivery().id(), CodePoints.ORDER));
    return all;
  }

  UsageSummary usage(Delivery delivery) throws Exception {
    UsageSummary sums = usage.get(key(Kind.USAGE, delivery));
    return sums == null ? UsageSummary.empty() : sums;
  }

  /** The records of a bill's delivery, by id. */
  List<BillRecord> charges(Delivery delivery) throws Exception {
    List<BillRecord> records = new ArrayList<>();
    for (Bill part : charges.values()) {
      if (part.delivery().equals(delivery)) {
        part.records().forEach(records::add);
      }
    }
    records.sort(Comparator.comparing(BillRecord::id, CodePoints.ORDER));
    return records;
  }

  Optional<BookedRun> booked() throws Exception {
    return Optional.ofNullable(booked.value());
  }

  void book(BookedRun run) throws Exception {
    booked.update(run);
  }

  void drop() {
    arrivals.clear();
    usage.clear();
    charges.clear();
    shared.clear();
    booked.clear();
  }
}
