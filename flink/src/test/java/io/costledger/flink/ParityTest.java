package io.costledger.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.canonical.RunDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Example;

/**
 * Generated ledgers through plain Java and through Flink: one digest, and the same books, whatever
 * the order of arrival, the parallelism, and what is killed in between.
 */
class ParityTest {
  private static final int LEDGERS = 40;

  /** The generated periods are in 2026. */
  private static final Schedule SCHEDULE =
      Schedule.of(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(3000));

  private static final List<Instant> WATERMARKS =
      List.of(Instant.parse("2028-01-01T00:00:00Z"), Instant.parse("2028-06-01T00:00:00Z"));

  private static Feed feed(long seed) {
    Feed feed = new Feed();
    Scenarios.ledgers(seed, LEDGERS).forEach(ledger -> Scenarios.feed(ledger, feed));
    return feed;
  }

  private static void assertAlike(long seed, Outcome outcome) {
    Map<String, String> digests = new TreeMap<>();
    for (String ledger : Scenarios.ledgers(seed, LEDGERS)) {
      Optional<AuditedRun> plain = Scenarios.plain(ledger);
      plain.ifPresent(run -> {
        digests.put(ledger, RunDigest.of(run.run()));
        assertThat(outcome.books(ledger)).as(ledger).isEqualTo(Outcome.books(run.run()));
      });
    }
    assertThat(digests).hasSizeGreaterThan(LEDGERS / 2);
    Map<String, String> streamed = outcome.digests();
    streamed.keySet().retainAll(digests.keySet());
    assertThat(streamed).isEqualTo(digests);
  }

  @Example
  void inOrderInOneTask() throws Exception {
    Outcome outcome = new Job(new Scenarios(), SCHEDULE).run(feed(1));
    assertAlike(1, outcome);
    assertThat(outcome.digests().keySet()).allMatch(l -> Scenarios.plain(l).isPresent());
  }

  @Example
  void shuffledAndDoubledInTwoTasks() throws Exception {
    Outcome outcome =
        new Job(new Scenarios(), SCHEDULE).parallelism(2).run(feed(2).shuffled(7, WATERMARKS));
    assertAlike(2, outcome);
  }

  @Example
  void shuffledInRocksDb() throws Exception {
    Outcome outcome = new Job(new Scenarios(), SCHEDULE)
        .parallelism(2)
        .inRocksDb()
        .run(feed(5).shuffled(10, WATERMARKS));
    assertAlike(5, outcome);
  }

  @Example
  void shuffledWithAFailingTask() throws Exception {
    Outcome outcome = new Job(new Scenarios(), SCHEDULE)
        .parallelism(2)
        .slowed(200)
        .failing()
        .run(feed(3).shuffled(8, WATERMARKS));
    assertAlike(3, outcome);
  }

  @Example
  void shuffledWithAKilledTaskManager() throws Exception {
    Outcome outcome = new Job(new Scenarios(), SCHEDULE)
        .parallelism(2)
        .slowed(200)
        .losingATaskManager()
        .run(feed(4).shuffled(9, WATERMARKS));
    assertAlike(4, outcome);
  }
}
