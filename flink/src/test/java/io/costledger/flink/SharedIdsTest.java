package io.costledger.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.core.LedgerException;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.policy.Policy;
import io.costledger.core.received.Received;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.serialization.canonical.RunDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * One record id in two deliveries of a source (SPEC 3.8): refused where plain Java refuses it, and
 * nowhere else, in any order of arrival.
 */
class SharedIdsTest {
  private static final Period AUTUMN = Period.parse("2026-09-01T00:00:00Z/2026-11-01T00:00:00Z");
  private static final Period OCTOBER = Period.parse("2026-10-01T00:00:00Z/2026-11-01T00:00:00Z");
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");

  /** What each ledger receives, beside September's bill. */
  private final Map<String, List<Sent>> ledgers = new TreeMap<>();

  private record Sent(Delivery delivery, List<UsageRecord> records) {}

  private static Delivery delivery(
      String source, String id, Delivery.Mode mode, Period covers, int day) {
    return Delivery.builder()
        .copyOf(Delivery.of(source, id, new byte[] {1}))
        .mode(mode)
        .covers(covers)
        .issuedAt(AUTUMN.start().plus(Duration.ofDays(day)))
        .build();
  }

  private static UsageRecord use(String id, Delivery delivery, Period period) {
    String consumer = id.hashCode() % 2 == 0 ? "cost-center:ads" : "cost-center:search";
    return UsageRecord.of(
        id,
        "kafka",
        consumer,
        1 + id.length() + "." + delivery.id().length(),
        "gb",
        period,
        delivery.id());
  }

  private void sent(String ledger, Delivery delivery, UsageRecord... records) {
    ledgers
        .computeIfAbsent(ledger, name -> new ArrayList<>())
        .add(new Sent(delivery, List.of(records)));
  }

  private void sentInSeptember(String ledger, Delivery delivery, String... ids) {
    UsageRecord[] records = new UsageRecord[ids.length];
    for (int i = 0; i < ids.length; i++) {
      records[i] = use(ids[i], delivery, September.MONTH);
    }
    sent(ledger, delivery, records);
  }

  private static Delivery appended(String id) {
    return delivery("usage", id, Delivery.Mode.APPEND, September.MONTH, 40);
  }

  private void named() {
    sentInSeptember("apart", appended("a"), "u1", "u22");
    sentInSeptember("apart", appended("b"), "u3", "u4");

    sentInSeptember("twice", appended("a"), "u1", "u22");
    sentInSeptember("twice", appended("b"), "u22", "u3");

    sentInSeptember("of two sources", appended("a"), "u1", "u22");
    sentInSeptember(
        "of two sources",
        delivery("other", "b", Delivery.Mode.APPEND, September.MONTH, 40),
        "u1",
        "u22");

    sentInSeptember("replaced", appended("a"), "u1", "u22");
    sentInSeptember("replaced", appended("b"), "u22", "u3");
    sentInSeptember(
        "replaced",
        delivery("usage", "c", Delivery.Mode.REPLACE, September.MONTH, 50),
        "u1",
        "u22",
        "u3");

    Delivery one = delivery("usage", "a", Delivery.Mode.APPEND, AUTUMN, 70);
    Delivery other = delivery("usage", "b", Delivery.Mode.APPEND, AUTUMN, 70);
    sent("in two months", one, use("u1", one, September.MONTH), use("u22", one, OCTOBER));
    sent("in two months", other, use("u1", other, OCTOBER), use("u22", other, September.MONTH));

    Delivery misplaced = appended("a");
    sent("of no month", misplaced, use("u1", misplaced, AUGUST));
    sentInSeptember("of no month", appended("b"), "u1", "u22");
  }

  /** Three deliveries of which some replace others, and ids that meet now and then. */
  private void generated(long seed) {
    Random random = new Random(seed);
    for (int ledger = 0; ledger < 20; ledger++) {
      for (String id : List.of("a", "b", "c")) {
        Delivery delivery = delivery(
            "usage",
            id,
            random.nextInt(3) == 0 ? Delivery.Mode.REPLACE : Delivery.Mode.APPEND,
            September.MONTH,
            40 + random.nextInt(3));
        TreeSet<String> ids = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
          ids.add("u" + random.nextInt(20));
        }
        sentInSeptember("generated " + ledger, delivery, ids.toArray(String[]::new));
      }
    }
  }

  /** The digests of plain Java, of the ledgers whose run it doesn't refuse. */
  private Map<String, String> plain() {
    Map<String, String> digests = new TreeMap<>();
    Policy policy = September.policy(September.MONTH);
    ledgers.forEach((ledger, all) -> {
      Received received = Received.nothing().with(September.BILL);
      for (Sent sent : all) {
        received = received.with(sent.delivery(), UsageBatch.of(sent.records()));
      }
      try {
        digests.put(
            ledger,
            RunDigest.of(Chargeback.of(policy.resolve())
                .run(received.inputs(policy), Instant.EPOCH)
                .run()));
      } catch (LedgerException e) {
        // There is no run, and no digest.
      }
    });
    return digests;
  }

  private Feed feed() {
    Feed feed = new Feed();
    ledgers.forEach((ledger, all) -> {
      feed.bill(ledger, September.BILL);
      all.forEach(sent -> feed.usage(ledger, sent.delivery(), sent.records()));
    });
    return feed;
  }

  @Test
  void areRefusedInOrderInOneTask() throws Exception {
    named();
    generated(1);
    Outcome outcome = new Job(September.LEDGERS, September.SCHEDULE).run(feed());
    Map<String, String> plain = plain();
    assertThat(plain).containsKeys("apart", "of two sources", "replaced", "in two months");
    assertThat(plain).doesNotContainKeys("twice", "of no month");
    assertThat(plain.keySet().stream().filter(ledger -> ledger.startsWith("generated")))
        .hasSizeBetween(3, 17);
    assertThat(outcome.digests()).isEqualTo(plain);
    assertThat(outcome.faults())
        .filteredOn(fault -> "twice".equals(fault.getField("ledger")))
        .extracting(fault -> fault.getField("reason") + " " + fault.getField("message"))
        .contains("RUN_REFUSED Invalid usage record id: 'u22' (must be unique in its source, and"
            + " 'a' and 'b' have it)");
  }

  @Test
  void areRefusedShuffledAndDoubledInTwoTasks() throws Exception {
    named();
    generated(2);
    Outcome outcome = new Job(September.LEDGERS, September.SCHEDULE)
        .parallelism(2)
        .run(feed().shuffled(3, List.of()));
    assertThat(outcome.digests()).isEqualTo(plain());
  }
}
