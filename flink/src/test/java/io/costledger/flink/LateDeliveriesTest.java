package io.costledger.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.policy.Unplaced;
import io.costledger.flink.Schedule.LateBooking;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** One month, step by step: what is published when, and what is a fault. */
class LateDeliveriesTest {
  private static final Instant CLOSED = Instant.parse("2026-10-04T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-10-06T12:00:00Z");

  private static final String KAFKA = "direct platform:kafka 100.00 in 2026-09";
  private static final String ADS = "allocated cost-center:ads 25.00 in 2026-09";
  private static final String SEARCH = "allocated cost-center:search 75.00 in 2026-09";

  private static Feed inTime() {
    return new Feed()
        .bill("l", September.BILL)
        .usage("l", September.first(), September.uses("usage-09", "1", "3"));
  }

  private static Feed late() {
    return inTime()
        .watermark(CLOSED)
        .afterRuns(1)
        .watermark(LATER)
        .usage("l", September.again(), September.uses("usage-09-again", "1", "1"));
  }

  private static Outcome run(Feed feed) throws Exception {
    return new Job(September.LEDGERS, September.SCHEDULE).run(feed);
  }

  @Test
  void aPeriodIsChargedBackWhenTheWatermarkClosesIt() throws Exception {
    Outcome outcome = run(inTime().watermark(CLOSED));
    assertThat(outcome.lines()).containsExactly(KAFKA, ADS, SEARCH);
    assertThat(outcome.recordedAt()).containsExactly(CLOSED);
    assertThat(outcome.statements())
        .extracting(line -> line.getField("account") + " " + line.getField("settled"))
        .containsExactly("cost-center:ads 25.00", "cost-center:search 75.00");
    assertThat(outcome.faults()).isEmpty();
  }

  /** Usage is 1 : 1 now, so each has 50.00, and 25.00 moves. */
  @Test
  void aLateDeliveryPublishesTheRunThatSupersedesAndTheDifference() throws Exception {
    Outcome outcome = run(late());
    assertThat(outcome.lines())
        .containsExactly(
            KAFKA,
            ADS,
            SEARCH,
            "correction cost-center:ads 25.00 in 2026-09",
            "correction cost-center:search -25.00 in 2026-09");
    assertThat(outcome.recordedAt().get(0)).isEqualTo(CLOSED);
    // Watermarks of two channels meet, so the 6th may be seen by the late rows or not.
    assertThat(outcome.recordedAt().get(1))
        .isIn(Instant.parse("2026-10-05T00:00:00Z"), Instant.parse("2026-10-07T00:00:00Z"));
    assertThat(outcome.runs().get(0).getField("supersedes")).isNull();
    assertThat(outcome.runs().get(1).getField("supersedes"))
        .isEqualTo(outcome.runs().get(0).getField("run"));
  }

  @Test
  void theDifferenceCanBeBookedInTheOpenPeriod() throws Exception {
    Outcome outcome = new Job(
            September.LEDGERS, September.SCHEDULE.withBooking(LateBooking.OPEN_PERIOD))
        .run(late());
    assertThat(outcome.lines())
        .containsExactly(
            KAFKA,
            ADS,
            SEARCH,
            "correction cost-center:ads 25.00 in 2026-10",
            "correction cost-center:search -25.00 in 2026-10");
  }

  @Test
  void whatComesTwiceIsDroppedEvenAfterTheClose() throws Exception {
    Feed feed = inTime()
        .usage("l", September.first(), September.uses("usage-09", "1.0", "3.00"))
        .bill("l", September.BILL)
        .watermark(CLOSED)
        .watermark(LATER)
        .usage("l", September.first(), September.uses("usage-09", "1", "3"))
        .bill("l", September.BILL);
    Outcome outcome = run(feed);
    assertThat(outcome.lines()).containsExactly(KAFKA, ADS, SEARCH);
    assertThat(outcome.runs()).hasSize(1);
    assertThat(outcome.faults()).isEmpty();
  }

  @Test
  void aDeliveryCountsOnceAllOfItsRecordsAreThere() throws Exception {
    Feed feed = new Feed()
        .bill("l", September.BILL)
        .announceUsage("l", September.first(), 2)
        .records("l", September.first(), September.uses("usage-09", "1", "3").subList(0, 1))
        .watermark(CLOSED)
        .afterRuns(1)
        .records("l", September.first(), September.uses("usage-09", "1", "3").subList(1, 2));
    Outcome outcome = run(feed);
    // Without usage all of it waits in unallocated:kafka.
    assertThat(outcome.lines())
        .containsExactly(
            KAFKA,
            "unallocated unallocated:kafka 100.00 in 2026-09",
            "correction cost-center:ads 25.00 in 2026-09",
            "correction cost-center:search 75.00 in 2026-09",
            "correction unallocated:kafka -100.00 in 2026-09");
    assertThat(outcome.messages())
        .contains("Invalid usage delivery: 'usage-09' of 'usage' (has 2 records, and 1 came)");
  }

  @Test
  void withoutABillThereIsNoRun() throws Exception {
    Outcome outcome = run(new Feed()
        .usage("l", September.first(), September.uses("usage-09", "1", "3"))
        .watermark(CLOSED));
    assertThat(outcome.runs()).isEmpty();
    assertThat(outcome.reasons()).containsOnly("RUN_REFUSED");
    assertThat(outcome.messages())
        .contains("Invalid bill: bill (nothing was received that covers a part of "
            + September.MONTH + ")");
  }

  @Test
  void aRecordWithTwoContentsStopsTheRun() throws Exception {
    Outcome outcome = run(inTime()
        .records("l", September.first(), September.uses("usage-09", "1", "4"))
        .watermark(CLOSED));
    assertThat(outcome.runs()).isEmpty();
    assertThat(outcome.messages())
        .contains(
            "Invalid usage record: 'u2' of 'usage-09' (an id has one content in its delivery, and"
                + " came with another)",
            "Invalid usage delivery: 'usage-09' of 'usage' (came with two contents)");
  }

  @Test
  void aDeliveryWithTwoDigestsStopsTheRun() throws Exception {
    Outcome outcome = run(inTime()
        .announceUsage("l", September.usage("usage-09", 9, "2026-10-01T03:00:00Z"), 2)
        .watermark(CLOSED));
    assertThat(outcome.runs()).isEmpty();
    assertThat(outcome.messages())
        .contains(
            "Invalid usage delivery: 'usage-09' of 'usage' (an id has one content, and was"
                + " announced with another)",
            "Invalid usage delivery: 'usage-09' of 'usage' (came with two contents)");
  }

  @Test
  void whatComesAfterAPeriodIsDroppedIsAFault() throws Exception {
    Feed feed = inTime()
        .watermark(Instant.parse("2027-01-01T00:00:00Z"))
        .afterRuns(1)
        .usage("l", September.again(), September.uses("usage-09-again", "1", "1"));
    Outcome outcome = run(feed);
    assertThat(outcome.lines()).containsExactly(KAFKA, ADS, SEARCH);
    // Records may find the announcement dropped already.
    assertThat(outcome.reasons())
        .contains("LATE_DELIVERY")
        .isSubsetOf("LATE_DELIVERY", "NO_DELIVERY");
    assertThat(outcome.messages())
        .contains("Invalid usage delivery: 'usage-09-again' (its period could be mended until"
            + " 2026-12-30T00:00:00Z)");
  }

  @Test
  void recordsOfADeliveryThatIsNeverAnnouncedAreFaults() throws Exception {
    Delivery other = September.usage("other", 4, "2026-10-01T03:00:00Z");
    Outcome outcome = run(inTime().records("l", other, September.uses("other", "1", "3")));
    assertThat(outcome.lines()).containsExactly(KAFKA, ADS, SEARCH);
    assertThat(outcome.reasons()).containsExactly("NO_DELIVERY", "NO_DELIVERY");
    assertThat(outcome.messages())
        .contains("Invalid usage record: 'u1' of 'other' (its delivery was not announced in time)");
  }

  @Test
  void aRowThatCantBeReadIsAFault() throws Exception {
    Row row = UsageRows.of("l", "usage", September.uses("usage-09", "1", "3").get(0));
    row.setField("quantity", new BigDecimal("1E-39"));
    Outcome outcome = run(inTime().usageRow(row).watermark(CLOSED));
    assertThat(outcome.lines()).containsExactly(KAFKA, ADS, SEARCH);
    assertThat(outcome.reasons()).isEqualTo(List.of("UNREADABLE_ROW"));
    assertThat(outcome.messages().get(0))
        .endsWith("(Invalid column quantity: BigDecimal 1E-39 (at"
            + " most 38 digits, and 38 zeros or decimals))");
  }

  private static Ledgers estimating() {
    return Ledgers.monthly(
        ZoneOffset.UTC,
        (ledger, month) -> September.policy(
            month,
            kafka -> kafka.putUnplaced(FaultReason.NO_USAGE, new Unplaced.PreviousPeriod())));
  }

  /** The run before is not known here, so without usage there is no run; with usage there is. */
  @Test
  void aRunThatRestsOnTheRunBeforeIsRefused() throws Exception {
    Outcome without =
        new Job(estimating(), September.SCHEDULE).run(new Feed().bill("l", September.BILL));
    assertThat(without.reasons()).containsOnly("RUN_REFUSED");
    assertThat(without.messages())
        .containsOnly("Invalid pool: platform:kafka (nobody used the platform in "
            + September.MONTH + ", and by previous-period its cost rests on the run before, which"
            + " a stream's run doesn't know)");
    assertThat(without.lines()).isEmpty();
    Outcome with = new Job(estimating(), September.SCHEDULE).run(inTime());
    assertThat(with.lines()).containsExactly(KAFKA, ADS, SEARCH);
    assertThat(with.faults()).isEmpty();
  }
}
