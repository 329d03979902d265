package io.costledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.ledger.Run;
import io.costledger.core.usage.UsageRecord;
import io.costledger.core.work.Workers;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Any number of threads gives the same report, of runs that are large enough to be shared. */
class SharedAuditTest {
  private static List<Violation> byEach(Run run) {
    List<Violation> alone = Audit.standard().report(run).violations();
    for (int threads : List.of(1, 2, 3, 8)) {
      ExecutorService others = Executors.newFixedThreadPool(threads);
      try {
        assertThat(Audit.standard().by(Workers.of(threads, others)).report(run).violations())
            .as("by %s threads", threads)
            .isEqualTo(alone);
      } finally {
        others.shutdown();
      }
    }
    return alone;
  }

  @Property(tries = 10)
  void ofASoundRunItIsEmpty(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int digits) {
    assertThat(byEach(ManyBooks.correct(seed, 2_500, 4_500, digits).run())).isEmpty();
  }

  @Property(tries = 40)
  void ofABrokenRunItIsTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int breaks) {
    ManyBooks books = ManyBooks.correct(seed, 2_500, 4_500, 6);
    for (int i = 0; i < breaks; i++) {
      books.breakOnce();
    }
    byEach(books.run());
  }

  @Property(tries = 40)
  void everyLawFindsTheSameAloneAsInAnAudit(@ForAll long seed) {
    Run run = ManyBooks.correct(seed, 60, 200, 20).breakOnce().breakOnce().run();

    assertThat(Audit.standard().report(run).violations())
        .isEqualTo(StandardInvariants.all().stream()
            .flatMap(law -> law.check(run).stream())
            .toList());
  }

  /** Two threads take a half each; the doubled id is the last of the one and the first of the other. */
  @Test
  void anIdThatStandsOnBothSidesOfARangeIsSeen() {
    ManyBooks books = ManyBooks.correct(3, 1, 4_000, 3);
    books.usage.sort(Comparator.comparing(UsageRecord::id));
    int half = books.usage.size() / 2;
    String last = books.usage.get(half - 1).id();
    books.usage.set(
        half, UsageRecord.builder().copyOf(books.usage.get(half)).id(last).build());

    assertThat(byEach(books.run()))
        .extracting(Violation::message)
        .contains("Invalid usage record id: " + last + " (must be unique in its source, metering)");
  }
}
