package io.costledger.core.received;

import io.costledger.core.Invalid;
import io.costledger.core.Sha256;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * What was received of bills and usage, as a value: a set of deliveries with their records (SPEC
 * 10.4). In whatever order deliveries arrive, once or twice, in one process or in several whose
 * states are merged, the state is the same.
 *
 * <p>Example: {@code Received.nothing().with(bill).with(delivery, usage).inputs(policy)} are the
 * inputs of a run.
 */
public final class Received {
  private final Shelf<ImmutableList<BillRecord>> bills;
  private final Shelf<UsageBatch> usage;

  private Received(Shelf<ImmutableList<BillRecord>> bills, Shelf<UsageBatch> usage) {
    this.bills = bills;
    this.usage = usage;
  }

  /**
   * Returns the state in which nothing was received.
   *
   * @return what every other state can be merged with
   */
  public static Received nothing() {
    return new Received(Shelf.empty(ImmutableList::equals), Shelf.empty(Received::sameRecords));
  }

  /**
   * Adds a delivery of bill records.
   *
   * @param bill the delivery and its records
   * @return what was received with it; an equal state if it was there already
   * @throws ContradictoryDeliveriesException if another bill of that source has its id: other in
   *     digest, mode, period, issuedAt or records
   */
  public Received with(Bill bill) {
    List<String> offences = new ArrayList<>();
    Received with = new Received(bills.with(bill.delivery(), bill.records(), offences), usage);
    return requireNone(offences, with);
  }

  /**
   * Adds a delivery of usage.
   *
   * @param delivery the delivery
   * @param records its records, each with the delivery's id
   * @return what was received with it; an equal state if it was there already
   * @throws IllegalArgumentException if a record names another delivery
   * @throws ContradictoryDeliveriesException likewise
   */
  public Received with(Delivery delivery, UsageBatch records) {
    for (int i = 0; i < records.size(); i++) {
      if (!records.delivery(i).equals(delivery.id())) {
        throw Invalid.argument(
            "delivery of usage record '" + records.id(i) + "'",
            records.delivery(i),
            "must be the one that brought it, " + delivery.id());
      }
    }
    List<String> offences = new ArrayList<>();
    return requireNone(offences, new Received(bills, usage.with(delivery, records, offences)));
  }

  /**
   * Merges two states: associative, commutative and idempotent.
   *
   * @param other what was received elsewhere
   * @return what was received here or there
   * @throws ContradictoryDeliveriesException if one id has two contents; it names each
   */
  public Received merge(Received other) {
    List<String> offences = new ArrayList<>();
    return requireNone(
        offences,
        new Received(bills.merge(other.bills, offences), usage.merge(other.usage, offences)));
  }

  private static Received requireNone(List<String> offences, Received result) {
    if (!offences.isEmpty()) {
      throw new ContradictoryDeliveriesException(offences);
    }
    return result;
  }

  /**
   * Returns every delivery, replaced ones too.
   *
   * @return those of bills, then those of usage, each by source and id; each with its earliest
   *     receipt
   */
  public List<Delivery> deliveries() {
    return Stream.concat(bills.deliveries(), usage.deliveries()).toList();
  }

  /**
   * Returns the inputs of a run: the records of every delivery that reaches into the span of the
   * policy's grain and that no later one replaces. A delivery that names no period reaches
   * everywhere.
   *
   * <p>A record inside the period that its delivery covers, but outside the span, is left to the run
   * of its own time, so that a month's delivery serves runs of its weeks. One outside both stays,
   * and is a fault of the run.
   *
   * <p>A single bill is given as it is. Several are one bill, whose delivery is named {@code
   * several-} and a digest of theirs, and whose record ids are {@code <delivery>: <record>}.
   *
   * @param policy the policy, for its bill source and its grain
   * @return the inputs, without a run before; a function of what was received
   * @throws IllegalArgumentException if there is no bill
   * @throws ContradictoryDeliveriesException if two deliveries of one source hold for a part of the
   *     span and neither replaces the other: both {@code REPLACE}, or a {@code REPLACE} that covers
   *     only a part of an earlier {@code APPEND}; it names each pair
   */
  public RunInputs inputs(Policy policy) {
    Period span = policy.grain().span();
    List<String> offences = new ArrayList<>();
    List<Bill> ofSource = bills.inEffect(span, policy.billSource()::equals, offences).stream()
        .map(held -> new Bill(
            held.delivery(),
            held.records().reject(record -> isOfAnotherRun(record.chargePeriod(), held, span))))
        .toList();
    List<Shelf.Held<UsageBatch>> batches = usage.inEffect(span, source -> true, offences);
    requireNone(offences, this);
    if (ofSource.isEmpty()) {
      throw Invalid.argument(
          "bill", policy.billSource(), "nothing was received that covers a part of " + span);
    }
    return RunInputs.of(
        ofSource.size() == 1 ? ofSource.get(0) : together(ofSource),
        together(batches, span),
        batches.stream().map(Shelf.Held::delivery).toList());
  }

  private static UsageBatch together(List<Shelf.Held<UsageBatch>> batches, Period span) {
    UsageBatch.Builder all = UsageBatch.builder();
    boolean isWhole = batches.size() == 1;
    for (Shelf.Held<UsageBatch> held : batches) {
      UsageBatch records = held.records();
      for (int i = 0; i < records.size(); i++) {
        if (isOfAnotherRun(records.chargePeriod(i), held, span)) {
          isWhole = false;
        } else {
          all.add(records.record(i));
        }
      }
    }
    return isWhole ? batches.get(0).records() : all.build();
  }

  private static boolean isOfAnotherRun(Period own, Shelf.Held<?> held, Period span) {
    return !own.overlaps(span)
        && held.delivery().covers().filter(c -> c.contains(own)).isPresent();
  }

  private static Bill together(List<Bill> bills) {
    List<BillRecord> records = new ArrayList<>();
    StringBuilder digests = new StringBuilder();
    for (Bill bill : bills) {
      String id = bill.delivery().id();
      digests.append(id.length()).append(':').append(id).append(bill.delivery().sha256());
      for (BillRecord record : bill.records()) {
        records.add(
            BillRecord.builder().copyOf(record).id(id + ": " + record.id()).build());
      }
    }
    String sha256 = Sha256.hex(digests.toString().getBytes(StandardCharsets.UTF_8));
    Delivery delivery = Delivery.builder()
        .source(bills.get(0).delivery().source())
        .id("several-" + sha256.substring(0, 16))
        .sha256(sha256)
        .covers(wholePeriod(bills))
        .receivedAt(lastReceipt(bills))
        .build();
    return Bill.of(delivery, records);
  }

  private static Optional<Period> wholePeriod(List<Bill> bills) {
    List<Period> covered =
        bills.stream().flatMap(bill -> bill.delivery().covers().stream()).toList();
    return covered.size() < bills.size()
        ? Optional.empty()
        : Optional.of(Period.of(
            covered.stream().map(Period::start).min(Comparator.naturalOrder()).orElseThrow(),
            covered.stream().map(Period::end).max(Comparator.naturalOrder()).orElseThrow()));
  }

  private static Optional<Instant> lastReceipt(List<Bill> bills) {
    return bills.stream()
        .flatMap(bill -> bill.delivery().receivedAt().stream())
        .max(Comparator.naturalOrder());
  }

  private static boolean sameRecords(UsageBatch one, UsageBatch other) {
    return one.size() == other.size()
        && IntStream.range(0, one.size()).allMatch(i -> one.record(i).equals(other.record(i)));
  }

  /** States with the same deliveries are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Received received
        && bills.equals(received.bills)
        && usage.equals(received.usage);
  }

  @Override
  public int hashCode() {
    return bills.hashCode() * 31 + usage.hashCode();
  }

  @Override
  public String toString() {
    return "Received"
        + deliveries().stream().map(d -> d.source() + "/" + d.id()).toList();
  }
}
