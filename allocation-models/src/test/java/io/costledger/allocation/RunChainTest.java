package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import io.costledger.invariants.RunLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A month whose usage is counted again and again: 100.00 shared by ads and search. */
class RunChainTest {
  private static final Period SEPTEMBER = Period.parse("2026-09-01T00:00:00Z/2026-10-01T00:00:00Z");
  private static final Period OCTOBER = Period.parse("2026-10-01T00:00:00Z/2026-11-01T00:00:00Z");

  private static final AuditedRun FIRST = run("1", "3", 2);
  private static final AuditedRun SECOND = run("1", "1", 4);
  private static final AuditedRun THIRD = run("3", "2", 6);
  private static final Instant CLOSING = day(5);

  private static Instant day(int ofOctober) {
    return OCTOBER.start().plusSeconds(86_400L * (ofOctober - 1));
  }

  private static AuditedRun run(String ads, String search, int day) {
    return run(SEPTEMBER, ads, search, day);
  }

  private static AuditedRun run(Period period, String ads, String search, int day) {
    Policy policy = Policy.builder("showback")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(period))
        .costCenters("ads", "infra", "search")
        .platform("kafka", p -> p.owner("infra").model(AllocationModels.proportional("gb")))
        .addBillRules(BillRule.builder()
            .name("all is Kafka")
            .to(AccountNaming.always(Account.platform("kafka")))
            .build())
        .build();
    Bill bill = Bill.of(
        Delivery.of("bill", "bill-09", new byte[] {1}),
        List.of(BillRecord.of("row 1", period, "100.00", Map.of())));
    UsageBatch usage = UsageBatch.of(List.of(
        UsageRecord.of("u1", "kafka", "cost-center:ads", ads, "gb", period, "u"),
        UsageRecord.of("u2", "kafka", "cost-center:search", search, "gb", period, "u")));
    byte[] content = (ads + " " + search).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Chargeback.of(policy.resolve())
        .run(RunInputs.of(bill, usage, List.of(Delivery.of("usage", "u", content))), day(day));
  }

  private static String id(AuditedRun run) {
    return run.run().id();
  }

  private static List<String> lines(Booking booking) {
    List<String> lines = new ArrayList<>();
    for (LedgerEntry entry : booking.entries()) {
      lines.add(entry.kind().text() + " " + entry.to() + " " + entry.amount() + " for "
          + entry.chargePeriod() + " in " + entry.postingPeriod());
    }
    return lines;
  }

  private static void assertRefused(Runnable adding, AuditedRun run, String... offences) {
    assertThatThrownBy(adding::run)
        .isExactlyInstanceOf(BrokenChainException.class)
        .hasMessage("The run " + id(run) + " can't be the next in the chain of " + id(FIRST)
            + "\n  " + String.join("\n  ", offences));
  }

  @Nested
  @DisplayName("supersede (SPEC 10.2, 10.3)")
  class Supersede {
    private final RunChain chain = RunChain.startingWith(FIRST).supersede(SECOND, id(FIRST));

    @Test
    void booksTheFirstRunAndThenDifferences() {
      assertThat(lines(chain.bookings().get(0)))
          .containsExactly(
              "direct platform:kafka USD 100.00 for " + SEPTEMBER + " in " + SEPTEMBER,
              "allocated cost-center:ads USD 25.00 for " + SEPTEMBER + " in " + SEPTEMBER,
              "allocated cost-center:search USD 75.00 for " + SEPTEMBER + " in " + SEPTEMBER);
      assertThat(lines(chain.latest()))
          .containsExactly(
              "correction cost-center:ads USD 25.00 for " + SEPTEMBER + " in " + SEPTEMBER,
              "correction cost-center:search USD -25.00 for " + SEPTEMBER + " in " + SEPTEMBER);
      assertThat(chain.booked()).hasSize(5);
      assertThat(chain.latest().version()).isEqualTo(1);
    }

    @Test
    void booksNothingForTheSameInputs() {
      assertThat(chain.supersede(run("1", "1", 20), id(SECOND))).isSameAs(chain);
    }

    @Test
    void saysWhatSupersedesWhat() {
      assertThat(chain.links())
          .containsExactly(
              RunLink.of(FIRST.run(), Optional.empty()),
              RunLink.of(SECOND.run(), Optional.of(id(FIRST))));
      assertThat(chain).hasToString("RunChain[" + id(FIRST) + ", " + id(SECOND) + "]");
    }

    @Test
    void refusesAFork() {
      assertRefused(
          () -> chain.supersede(THIRD, id(FIRST)),
          THIRD,
          "Invalid superseded run: " + id(FIRST) + " (a fork: " + id(SECOND) + " supersedes it)");
      assertRefused(
          () -> chain.supersede(THIRD, "run-x"),
          THIRD,
          "Invalid superseded run: run-x (is not in the chain)");
    }

    @Test
    void refusesARunOfTheChainAndOneThatIsNotLater() {
      assertRefused(
          () -> chain.supersede(FIRST, id(SECOND)),
          FIRST,
          "Invalid run: " + id(FIRST) + " (is in the chain already, superseded by " + id(SECOND)
              + ")",
          "Invalid instant of run " + id(FIRST)
              + ": 2026-10-02T00:00:00Z (must be after that of " + id(SECOND)
              + ", 2026-10-04T00:00:00Z)");
      AuditedRun atOnce = run("3", "2", 4);
      assertRefused(
          () -> chain.supersede(atOnce, id(SECOND)),
          atOnce,
          "Invalid instant of run " + id(THIRD)
              + ": 2026-10-04T00:00:00Z (must be after that of " + id(SECOND)
              + ", 2026-10-04T00:00:00Z)");
    }

    @Test
    void refusesAnotherDefinitionOrPeriod() {
      AuditedRun other = run(OCTOBER, "3", "2", 20);
      assertRefused(
          () -> chain.supersede(other, id(SECOND)),
          other,
          "Invalid definition of run " + id(other) + ": "
              + RunLink.of(other.run(), Optional.empty()).definition()
              + " (must be that of its chain, " + chain.links().get(0).definition() + ")",
          "Invalid period of run " + id(other) + ": " + OCTOBER + " (must be that of its chain, "
              + SEPTEMBER + ")");
    }

    @Test
    void refusesAClosedPeriod() {
      assertRefused(
          () -> chain.close(CLOSING).supersede(THIRD, id(SECOND)),
          THIRD,
          "Invalid run: " + id(THIRD) + " (its period was closed at " + CLOSING
              + ": restate it, or correct it in an open one)");
    }
  }

  @Nested
  @DisplayName("asOf (SPEC 10.2)")
  class AsOf {
    @Test
    void isTheLastRunRecordedThenOrBefore() {
      RunChain chain = RunChain.startingWith(FIRST).supersede(SECOND, id(FIRST));
      assertThat(chain.asOf(day(2).minusNanos(1))).isEmpty();
      assertThat(chain.asOf(day(2)).orElseThrow().run()).isSameAs(FIRST);
      assertThat(chain.asOf(day(4).minusNanos(1)).orElseThrow().run()).isSameAs(FIRST);
      assertThat(chain.asOf(day(4)).orElseThrow().run()).isSameAs(SECOND);
      assertThat(chain.asOf(day(30)).orElseThrow().run()).isSameAs(SECOND);
    }
  }

  @Nested
  @DisplayName("close, restate and correctIn (SPEC 10.5)")
  class Corrections {
    private final RunChain open = RunChain.startingWith(FIRST).supersede(SECOND, id(FIRST));
    private final RunChain closed = open.close(CLOSING);

    @Test
    void restatingIsANewVersionOfThePeriod() {
      Booking third = closed.restate(THIRD, id(SECOND)).latest();
      assertThat(third.version()).isEqualTo(2);
      assertThat(lines(third))
          .containsExactly(
              "correction cost-center:ads USD 10.00 for " + SEPTEMBER + " in " + SEPTEMBER,
              "correction cost-center:search USD -10.00 for " + SEPTEMBER + " in " + SEPTEMBER);
      assertThat(closed.closedAt()).contains(CLOSING);
    }

    @Test
    void correctingInTheOpenPeriodKeepsTheChargePeriod() {
      Booking third = closed.correctIn(OCTOBER, THIRD, id(SECOND)).latest();
      assertThat(third.version()).isEqualTo(1);
      assertThat(lines(third))
          .containsExactly(
              "correction cost-center:ads USD 10.00 for " + SEPTEMBER + " in " + OCTOBER,
              "correction cost-center:search USD -10.00 for " + SEPTEMBER + " in " + OCTOBER);
    }

    @Test
    void theSameInputsBookNothing() {
      assertThat(closed.restate(SECOND, id(FIRST))).isSameAs(closed);
      assertThat(closed.correctIn(OCTOBER, SECOND, id(FIRST))).isSameAs(closed);
    }

    @Test
    void anOpenPeriodHasNoCorrections() {
      String offence = "Invalid correction: " + id(THIRD)
          + " (the period is open: the run supersedes the latest)";
      assertRefused(() -> open.restate(THIRD, id(SECOND)), THIRD, offence);
      assertRefused(() -> open.correctIn(OCTOBER, THIRD, id(SECOND)), THIRD, offence);
    }

    @Test
    void aCorrectionIsRecordedAfterClosing() {
      AuditedRun early = run("3", "2", 5);
      assertThat(closed.restate(early, id(SECOND)).latest().run()).isSameAs(early);
      RunChain later = open.close(day(6).plusNanos(1));
      assertRefused(
          () -> later.restate(THIRD, id(SECOND)),
          THIRD,
          "Invalid instant of run " + id(THIRD)
              + ": 2026-10-06T00:00:00Z (must not be before the period was closed,"
              + " 2026-10-06T00:00:00.000000001Z)");
    }

    @Test
    void theOpenPeriodIsALaterOne() {
      assertRefused(
          () -> closed.correctIn(SEPTEMBER, THIRD, id(SECOND)),
          THIRD,
          "Invalid posting period: " + SEPTEMBER
              + " (must not start before the closed one ends, 2026-10-01T00:00:00Z)");
    }

    @Test
    void aPeriodIsClosedOnceAndAfterItsRuns() {
      assertThatThrownBy(() -> closed.close(day(9)))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid closing: 2026-10-09T00:00:00Z (was closed at 2026-10-05T00:00:00Z)");
      assertThatThrownBy(() -> open.close(day(3)))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid closing: 2026-10-03T00:00:00Z"
              + " (must not be before the latest run, 2026-10-04T00:00:00Z)");
    }
  }
}
