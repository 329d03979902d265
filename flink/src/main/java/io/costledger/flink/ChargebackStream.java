package io.costledger.flink;

import io.costledger.core.usage.UsageSummary;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Row;

/**
 * Charges back streams of bills and usage, period by period in event time. What is booked for a
 * period once everything came is what {@link io.costledger.allocation.Chargeback} books for it,
 * whatever the order of arrival, the parallelism and the restarts in between.
 *
 * <p>Example: {@code ChargebackStream.of(ledgers, schedule).published(bills, usage, deliveries)
 * .entries()}.
 */
public final class ChargebackStream {
  /**
   * Into how many parts the records of a source are cut, which is how many tasks can share them.
   * State rests on it.
   */
  private static final int BUCKETS = 64;

  private final Ledgers ledgers;
  private final Schedule schedule;
  private final CanonicalForm<UsageSummary> summaries;

  private ChargebackStream(
      Ledgers ledgers, Schedule schedule, CanonicalForm<UsageSummary> summaries) {
    this.ledgers = ledgers;
    this.schedule = schedule;
    this.summaries = summaries;
  }

  /**
   * What a job publishes.
   *
   * @param entries rows of {@link EntryRows}: append them to the books
   * @param statements rows of {@link StatementRows}
   * @param runs rows of {@link RunRows}
   * @param faults rows of {@link FaultRows}
   */
  public record Published(
      DataStream<Row> entries,
      DataStream<Row> statements,
      DataStream<Row> runs,
      DataStream<Row> faults) {}

  /**
   * Returns the chargeback of a job's streams.
   *
   * @param ledgers periods and policies
   * @param schedule when runs are made
   * @return the chargeback
   */
  public static ChargebackStream of(Ledgers ledgers, Schedule schedule) {
    return new ChargebackStream(ledgers, schedule, new CanonicalForms.OfUsage());
  }

  /** The same, with the sums of usage in another form: for the test of a step of versions. */
  ChargebackStream withSummaries(CanonicalForm<UsageSummary> form) {
    return new ChargebackStream(ledgers, schedule, form);
  }

  /**
   * Adds the operators to a job, each with a uid that starts with {@code costledger-}: one chargeback
   * a job, which may have many ledgers.
   *
   * @param bills rows of {@link BillRows}, with watermarks
   * @param usage rows of {@link UsageRows}, with watermarks
   * @param deliveries rows of {@link DeliveryRows}, with watermarks
   * @return what is published
   */
  public Published published(
      DataStream<Row> bills, DataStream<Row> usage, DataStream<Row> deliveries) {
    SingleOutputStreamOperator<Row> announced = deliveries
        .process(new RowGate.OfDeliveries(ledgers), DeliveryRows.TYPE)
        .uid("costledger-deliveries");
    SingleOutputStreamOperator<Row> billRows = gate(Kind.BILL, bills);
    SingleOutputStreamOperator<Row> usageRows = gate(Kind.USAGE, usage);
    SingleOutputStreamOperator<Row> billParts = parts(Kind.BILL, billRows, announced);
    SingleOutputStreamOperator<Row> usageParts = parts(Kind.USAGE, usageRows, announced);
    SingleOutputStreamOperator<Row> entries = billParts
        .union(usageParts)
        .keyBy(
            part -> Tuple3.of(
                Cells.text(part, Cells.LEDGER),
                Cells.instant(part, "period_start"),
                Cells.instant(part, "period_end")),
            Types.TUPLE(Types.STRING, Types.INSTANT, Types.INSTANT))
        .process(new LedgerFunction(ledgers, schedule, summaries), EntryRows.TYPE)
        .uid("costledger-ledgers")
        .name("Costledger: ledgers");
    DataStream<Row> faults = announced
        .getSideOutput(FaultRows.TAG)
        .union(
            billRows.getSideOutput(FaultRows.TAG),
            usageRows.getSideOutput(FaultRows.TAG),
            billParts.getSideOutput(FaultRows.TAG),
            usageParts.getSideOutput(FaultRows.TAG),
            entries.getSideOutput(FaultRows.TAG));
    return new Published(
        entries,
        entries.getSideOutput(StatementRows.TAG),
        entries.getSideOutput(RunRows.TAG),
        faults);
  }

  private static SingleOutputStreamOperator<Row> gate(Kind kind, DataStream<Row> rows) {
    return rows.process(new RowGate(kind), kind.type())
        .uid("costledger-" + kind.text() + "-rows")
        .name("Costledger: rows of " + kind.text());
  }

  private SingleOutputStreamOperator<Row> parts(
      Kind kind, DataStream<Row> rows, DataStream<Row> announced) {
    TypeInformation<Tuple3<String, String, Integer>> keys =
        Types.TUPLE(Types.STRING, Types.STRING, Types.INT);
    DataStream<Tuple2<Integer, Row>> copies = announced
        .process(new Announcements(kind, BUCKETS), Announcements.TYPE)
        .uid("costledger-" + kind.text() + "-announcements");
    return rows.keyBy(row -> key(row, bucket(row)), keys)
        .connect(copies.keyBy(copy -> key(copy.f1, copy.f0), keys))
        .process(new PartFunction(kind, ledgers, schedule), PartRows.TYPE)
        .uid("costledger-" + kind.text() + "-parts")
        .name("Costledger: parts of " + kind.text());
  }

  private static int bucket(Row row) {
    return Math.floorMod(Cells.text(row, Cells.ID).hashCode(), BUCKETS);
  }

  private static Tuple3<String, String, Integer> key(Row row, int bucket) {
    return Tuple3.of(Cells.text(row, Cells.LEDGER), Cells.text(row, Cells.SOURCE), bucket);
  }
}
