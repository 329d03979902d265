package io.costledger.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job that is stopped in the middle and restored, by the same version or a later one. */
class SavepointTest {
  private static final Instant CLOSED = Instant.parse("2026-10-04T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-10-06T12:00:00Z");

  /** Half of the usage, then the close with the other half, then what comes late. */
  private static Feed feed() {
    return new Feed()
        .bill("l", September.BILL)
        .announceUsage("l", September.first(), 2)
        .records("l", September.first(), September.uses("usage-09", "1", "3").subList(0, 1))
        .watermark(Instant.parse("2026-09-15T00:00:00Z"))
        .records("l", September.first(), September.uses("usage-09", "1", "3"))
        .watermark(CLOSED)
        .afterRuns(1)
        .watermark(LATER)
        .usage("l", September.again(), September.uses("usage-09-again", "1", "1"));
  }

  private static final String[] LINES = {
    "direct platform:kafka 100.00 in 2026-09",
    "allocated cost-center:ads 25.00 in 2026-09",
    "allocated cost-center:search 75.00 in 2026-09",
    "correction cost-center:ads 25.00 in 2026-09",
    "correction cost-center:search -25.00 in 2026-09"
  };

  @AfterEach
  void backToTheCurrentVersion() {
    SteppedForm.library = 2;
  }

  private static Job job() {
    return Job.withSummaries(September.LEDGERS, September.SCHEDULE, new SteppedForm());
  }

  @Test
  void changesNothingBeforeTheClose() throws Exception {
    Job.Stopped stopped = job().stopped(feed().from(0, 5));
    assertThat(stopped.outcome().lines()).isEmpty();
    Outcome rest = job()
        .parallelism(2)
        .inOrder()
        .restoredFrom(stopped.savepoint())
        .run(feed().from(5, 13));
    assertThat(rest.lines()).containsExactly(LINES);
    // The watermark of the 6th may find the late delivery announced, and its records on their way.
    assertThat(rest.reasons()).isSubsetOf("INCOMPLETE_DELIVERY");
  }

  @Test
  void changesNothingAfterTheClose() throws Exception {
    Job.Stopped stopped = job().stopped(feed().from(0, 10));
    Outcome rest = job().restoredFrom(stopped.savepoint()).run(feed().from(10, 13));
    assertThat(stopped.outcome().lines()).containsExactly(LINES[0], LINES[1], LINES[2]);
    assertThat(stopped.outcome().and(rest).lines()).containsExactly(LINES);
    // The restored job starts without a watermark, and is later all the same.
    assertThat(rest.recordedAt()).containsExactly(Instant.parse("2026-10-05T00:00:00Z"));
  }

  /** What version 1 of a form wrote is read, and written again by version 2. */
  @Test
  void changesNothingOverAStepOfVersions() throws Exception {
    SteppedForm.library = 1;
    Job.Stopped first = job().stopped(feed().from(0, 5));
    SteppedForm.library = 2;
    Job.Stopped second = job().restoredFrom(first.savepoint()).stopped(feed().from(5, 10));
    Outcome rest = job().restoredFrom(second.savepoint()).run(feed().from(10, 13));
    assertThat(first.outcome().and(second.outcome()).and(rest).lines()).containsExactly(LINES);
  }

  /** 25.00 and 75.00 are booked; now 20 % are infra's, and the rest is shared 1 : 1. */
  @Test
  void aChangeOfThePolicyIsBookedAsItsDifference() throws Exception {
    Job.Stopped stopped =
        new Job(September.LEDGERS, September.SCHEDULE).stopped(feed().from(0, 10));
    assertThat(stopped.outcome().lines()).containsExactly(LINES[0], LINES[1], LINES[2]);
    Ledgers changed = Ledgers.monthly(
        ZoneOffset.UTC, (ledger, month) -> September.policy(month, kafka -> kafka.retain("0.20")));
    Outcome rest = new Job(changed, September.SCHEDULE)
        .restoredFrom(stopped.savepoint())
        .run(feed().from(10, 13));
    assertThat(rest.lines())
        .containsExactlyInAnyOrder(
            "correction cost-center:infra 20.00 in 2026-09",
            "correction cost-center:ads 15.00 in 2026-09",
            "correction cost-center:search -35.00 in 2026-09");
    assertThat(rest.runs()).hasSize(1);
    assertThat(rest.runs().get(0).getField("supersedes"))
        .isEqualTo(stopped.outcome().runs().get(0).getField("run"));
  }

  private static void assertContinues(Job job) throws Exception {
    Outcome rest =
        job.restoredFrom(KeptSavepoint.folder().toUri().toString()).run(KeptSavepoint.after());
    assertThat(rest.lines())
        .containsExactlyInAnyOrder(
            LINES[3],
            LINES[4],
            "correction cost-center:ads 25.00 in 2026-09",
            "correction cost-center:search 75.00 in 2026-09",
            "correction unallocated:kafka -100.00 in 2026-09");
    assertThat(rest.faults()).isEmpty();
  }

  /** What this version wrote at its time; a later version must go on with it. */
  @Test
  void theKeptSavepointIsRead() throws Exception {
    assertContinues(new Job(September.LEDGERS, September.SCHEDULE));
  }

  @Test
  void theKeptSavepointIsReadIntoRocksDb() throws Exception {
    assertContinues(
        new Job(September.LEDGERS, September.SCHEDULE).parallelism(2).inRocksDb());
  }
}
