package io.costledger.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.time.Period;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** Two contents of one id: the same books and faults, whichever came first. */
class ContradictionsTest {
  private static final Period OCTOBER = Period.parse("2026-10-01T00:00:00Z/2026-11-01T00:00:00Z");

  private static Bill october() {
    Delivery delivery = Delivery.builder()
        .copyOf(Delivery.of("bill", "bill-10", new byte[] {1}))
        .covers(OCTOBER)
        .issuedAt(Instant.parse("2026-11-01T01:00:00Z"))
        .build();
    return Bill.of(delivery, List.of(BillRecord.of("row 1", OCTOBER, "50.00", Map.of())));
  }

  /** The first delivery is for September, or by another announcement for October. */
  private static void announce(Feed feed, boolean isForOctober) {
    Delivery delivery = isForOctober
        ? Delivery.builder().copyOf(September.first()).covers(OCTOBER).build()
        : September.first();
    feed.announceUsage("announced twice", delivery, 2);
  }

  private static Feed feed(boolean isOneFirst) {
    Feed feed = new Feed();
    for (String ledger : List.of("announced twice", "recorded twice", "well")) {
      feed.bill(ledger, September.BILL).bill(ledger, october());
    }
    announce(feed, isOneFirst);
    announce(feed, !isOneFirst);
    feed.records("announced twice", September.first(), September.uses("usage-09", "1", "3"));
    feed.usage(
            "recorded twice",
            September.first(),
            September.uses("usage-09", "1", isOneFirst ? "3" : "4"))
        .records(
            "recorded twice",
            September.first(),
            September.uses("usage-09", "1", isOneFirst ? "4" : "3"));
    return feed.usage("well", September.first(), September.uses("usage-09", "1", "3"));
  }

  private static String month(Row run) {
    return run.getField("ledger") + " "
        + run.<Instant>getFieldAs("period_start").toString().substring(0, 7);
  }

  private static void assertRefused(Outcome outcome) {
    // October of "recorded twice" has a bill, and no delivery that was contradicted.
    assertThat(outcome.runs())
        .extracting(ContradictionsTest::month)
        .containsExactlyInAnyOrder("recorded twice 2026-10", "well 2026-09", "well 2026-10");
    assertThat(new TreeSet<>(outcome.reasons()))
        .containsExactly("CONTRADICTION", "NO_USAGE", "RUN_REFUSED");
    assertThat(outcome.faults())
        .filteredOn(fault -> "RUN_REFUSED".equals(fault.getField("reason")))
        .extracting(fault -> fault.getField("ledger") + " "
            + fault.<Instant>getFieldAs("charge_period_start").toString().substring(0, 7) + " "
            + fault.getField("message"))
        .containsOnly(
            "announced twice 2026-09 Invalid usage delivery: 'usage-09' of 'usage' (came with two"
                + " contents)",
            "announced twice 2026-10 Invalid usage delivery: 'usage-09' of 'usage' (came with two"
                + " contents)",
            "recorded twice 2026-09 Invalid usage delivery: 'usage-09' of 'usage' (came with two"
                + " contents)");
  }

  @Test
  void areRefusedWhicheverCameFirst() throws Exception {
    for (boolean isOneFirst : new boolean[] {true, false}) {
      assertRefused(new Job(September.LEDGERS, September.SCHEDULE).inOrder().run(feed(isOneFirst)));
    }
  }

  @Test
  void areRefusedShuffledInTwoTasks() throws Exception {
    for (long seed = 1; seed <= 2; seed++) {
      assertRefused(new Job(September.LEDGERS, September.SCHEDULE)
          .parallelism(2)
          .run(feed(true).shuffled(seed, List.of())));
    }
  }
}
