package io.costledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.costledger.core.ledger.Run;
import io.costledger.core.work.Workers;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AuditTest {
  @Nested
  class OfACorrectRun {
    @Test
    void findsNothing() {
      assertThat(Books.correct().broken()).isEmpty();
    }

    @Test
    void handsBackTheRunWithItsReport() {
      Run run = Books.correct().run();

      AuditedRun audited = Audit.standard().audit(run);

      assertThat(audited.run()).isSameAs(run);
      assertThat(audited.report().isPublishable()).isTrue();
      assertThat(audited.report().checked()).isEqualTo(StandardInvariants.all());
    }
  }

  @Nested
  class OfABrokenRun {
    @Test
    void throwsWithEveryViolation() {
      Books books = Books.correct();
      books.id = "run-2";
      books.entries.subList(1, books.entries.size()).clear();
      books.amount(books.entries.get(0), "6.00");

      AuditFailedException failure = catchThrowableOfType(
          AuditFailedException.class, () -> Audit.standard().audit(books.run()));

      AuditReport report = Audit.standard().report(books.run());
      assertThat(failure.report().violations())
          .isEqualTo(report.violations())
          .extracting(Violation::invariant)
          .contains("CONSERVATION_RUN", "BILL_POSTED", "UNALLOCATED_EXPLAINED", "ENTRY_PINNED");
      assertThat(failure.offences()).hasSameSizeAs(report.violations());
    }

    @Test
    void saysInItsMessageWhatIsBroken() {
      Books books = Books.correct();
      books.id = "run-2";
      books.entries.removeIf(e -> !e.chargePeriod().equals(Books.AUGUST));
      books.records.removeIf(r -> !r.id().equals("r5"));
      books.placements.removeIf(p -> !p.record().equals("r5"));
      books.faults.removeIf(f -> !f.record().equals(java.util.Optional.of("bill:r5")));
      books.usage.clear();
      books.usagePlacements.clear();
      books.rounding.clear();

      assertThatThrownBy(() -> Audit.standard().audit(books.run()))
          .isInstanceOf(AuditFailedException.class)
          .hasMessage("Run run-2 must not be published\n"
              + "  ENTRY_PINNED: Invalid run of an entry: run-1 (must be run-2)");
    }
  }

  @Nested
  class By {
    @Test
    void otherThreadsFindTheSameInTheSameOrder() {
      Books books = Books.correct();
      books.entries.subList(1, books.entries.size()).clear();
      books.amount(books.entries.get(0), "6.00");
      Run broken = books.run();
      AuditReport expected = Audit.standard().report(broken);
      assertThat(expected.violations().size()).isGreaterThan(1);
      ExecutorService threads = Executors.newFixedThreadPool(3);
      try {
        AuditReport shared = Audit.standard().by(Workers.of(4, threads)).report(broken);
        assertThat(shared.violations()).isEqualTo(expected.violations());
        assertThat(shared.checked()).isEqualTo(expected.checked());
      } finally {
        threads.shutdown();
      }
    }
  }

  @Nested
  class And {
    private final Invariant everybodyPays =
        new Law("EVERYBODY_PAYS", "Every run has an entry for everybody.") {
          @Override
          void find(Run run, Findings findings) {
            findings.fact(Offenders.none(), "run", run.id(), "somebody pays nothing");
          }
        };

    @Test
    void checksTheStandardLawsAndMore() {
      AuditReport report =
          Audit.standard().and(everybodyPays).report(Books.correct().run());

      assertThat(report.checked()).hasSize(StandardInvariants.all().size() + 1);
      assertThat(report.violations())
          .extracting(Violation::message)
          .containsExactly("Invalid run: run-1 (somebody pays nothing)");
      assertThat(report.isPublishable()).isFalse();
    }

    @Test
    void refusesASecondLawOfOneCode() {
      assertThatThrownBy(() -> Audit.standard().and(StandardInvariants.RUN_ORDER))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid invariant: RUN_ORDER (another law has this code)");
    }
  }

  @Nested
  class Report {
    private final Violation warning = Violation.builder()
        .invariant("LATE")
        .severity(Severity.WARN)
        .owner(Books.INFRA_OWNS)
        .message("Invalid delivery: d1 (came late)")
        .build();

    @Test
    void isPublishableWithAWarning() {
      assertThat(new AuditReport(List.of(), List.of(warning)).isPublishable()).isTrue();
    }

    @Test
    void isNotPublishableWithAViolationThatBlocks() {
      Violation blocking = Violation.builder()
          .invariant("LAW")
          .owner(Books.INFRA_OWNS)
          .message("Invalid")
          .build();

      assertThat(new AuditReport(List.of(), List.of(warning, blocking)).isPublishable())
          .isFalse();
    }
  }

  @Nested
  class AuditedRuns {
    @Test
    void comeFromAnAuditOnly() {
      Constructor<?>[] constructors = AuditedRun.class.getDeclaredConstructors();

      assertThat(Modifier.isFinal(AuditedRun.class.getModifiers())).isTrue();
      assertThat(constructors)
          .noneMatch(c -> Modifier.isPublic(c.getModifiers()))
          .noneMatch(c -> Modifier.isProtected(c.getModifiers()));
      assertThat(Arrays.stream(AuditedRun.class.getMethods()))
          .noneMatch(m -> m.getReturnType() == AuditedRun.class);
      // Audits themselves come from the standard one, so no audit checks less.
      assertThat(Arrays.stream(Audit.class.getConstructors())).isEmpty();
      assertThat(Arrays.stream(Audit.class.getMethods())
              .filter(m -> Modifier.isStatic(m.getModifiers()))
              .map(java.lang.reflect.Method::getName))
          .containsExactly("standard");
    }
  }
}
