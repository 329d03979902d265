package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The weights of the period before stand in for usage that is not there (SPEC section 6). */
class WorkedEstimateTest {
  private static final Period FIRST = Period.parse("2026-09-01T00:00:00Z/2026-09-02T00:00:00Z");
  private static final Period SECOND = Period.parse("2026-09-02T00:00:00Z/2026-09-03T00:00:00Z");
  private static final Period THIRD = Period.parse("2026-09-03T00:00:00Z/2026-09-04T00:00:00Z");
  private static final Period EVE = Period.parse("2026-08-31T00:00:00Z/2026-09-01T00:00:00Z");

  private final List<BillRecord> rows = new ArrayList<>();
  private final List<UsageRecord> usage = new ArrayList<>();
  private Grain grain = Grain.of(FIRST, SECOND, THIRD);
  private Optional<ClosingWeights> previous = Optional.empty();
  private Cycles cycles = new Cycles.Refused();
  private UnaryOperator<Platform.Builder> kv = p -> p;

  private AuditedRun run() {
    Policy policy = Policy.builder("estimates")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(grain)
        .cycles(cycles)
        .costCenters("a", "b", "o")
        .platform(
            "kv",
            p -> kv.apply(p.owner("o")
                .model(proportional("h"))
                .putUnplaced(FaultReason.NO_USAGE, new Unplaced.PreviousPeriod())))
        .platform("top", p -> p.owner("o").model(proportional("h")))
        .addBillRules(BillRule.builder()
            .name("by platform")
            .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("Platform")))
            .build())
        .build();
    RunInputs inputs = RunInputs.of(
        Bill.of(Delivery.of("bill", "bill", new byte[] {1}), rows),
        UsageBatch.of(usage),
        List.of(Delivery.of("usage", "usage", new byte[] {2})));
    return Chargeback.of(policy.resolve())
        .run(
            previous.map(inputs::withPrevious).orElse(inputs),
            Instant.parse("2026-09-05T00:00:00Z"));
  }

  /** 10.00 for kv each day; on the 1st a used 1 hour and b 3. */
  @BeforeEach
  void useItOnTheFirstDay() {
    for (Period day : List.of(FIRST, SECOND, THIRD)) {
      rows.add(BillRecord.of("row " + rows.size(), day, "10.00", Map.of("Platform", "kv")));
    }
    use(FIRST, "kv", "cost-center:a", "1");
    use(FIRST, "kv", "cost-center:b", "3");
  }

  private void use(Period day, String platform, String consumer, String hours) {
    usage.add(UsageRecord.of("u" + usage.size(), platform, consumer, hours, "h", day, "usage"));
  }

  private List<String> entries(Period day) {
    return run()
        .run()
        .entries()
        .select(e -> e.from().kind() != AccountKind.BILL && e.chargePeriod().equals(day))
        .collect(WorkedEstimateTest::line)
        .castToList();
  }

  private static String line(LedgerEntry entry) {
    return entry.to() + " " + entry.amount().getAmount().toPlainString() + " "
        + entry.model().orElse("-") + entry.modelVersion().map(v -> " " + v).orElse("") + " "
        + entry.reasons() + entry.deliveries()
        + entry.quantity().map(q -> " " + q).orElse("");
  }

  private static ClosingWeights pinned(Period period, Map<Account, BigInteger> ofKv) {
    return ClosingWeights.of("run-august", period, Map.of("kv", Weights.ofWhole(ofKv)));
  }

  private static Map<Account, BigInteger> aOneAndGhostOne() {
    return Map.of(
        Account.costCenter("a"), BigInteger.ONE, Account.costCenter("ghost"), BigInteger.ONE);
  }

  @Nested
  class OfThisRun {
    @Test
    void theDayAfterIsSharedByTheWeightsOfTheFirst() {
      assertThat(entries(SECOND))
          .containsExactly(
              "cost-center:a 2.50 previous-period 1 [NO_USAGE][usage]",
              "cost-center:b 7.50 previous-period 1 [NO_USAGE][usage]");
      assertThat(
              run().run().faults().select(f -> f.chargePeriod().equals(SECOND)).castToList())
          .singleElement()
          .satisfies(fault -> {
            assertThat(fault.reason()).isEqualTo(FaultReason.NO_USAGE);
            assertThat(fault.amountUnits()).contains(BigInteger.valueOf(1000));
            assertThat(fault.restsIn()).isEmpty();
            assertThat(fault.message())
                .isEqualTo("Invalid pool: platform:kv (nobody used the platform in this period; its"
                    + " cost rests on an estimate, the weights of " + FIRST + ")");
          });
    }

    @Test
    void noEstimateRestsOnAnother() {
      assertThat(entries(THIRD)).containsExactly("unallocated:kv 10.00 - [NO_USAGE][]");
      assertThat(run().run().closingWeights())
          .isEqualTo(ClosingWeights.of(
              run().run().id(),
              THIRD,
              Map.of("kv", Weights.ofWhole(Map.of()), "top", Weights.ofWhole(Map.of()))));
    }

    @Test
    void theClosingWeightsAreThoseOfTheLastPeriodsUsage() {
      grain = Grain.of(FIRST);

      assertThat(run().run().closingWeights().byPlatform().get("kv"))
          .isEqualTo(Weights.ofWhole(Map.of(
              Account.costCenter("a"),
              BigInteger.ONE,
              Account.costCenter("b"),
              BigInteger.valueOf(3))));
    }

    @Test
    void aGapIsNoPeriodBefore() {
      grain = Grain.of(FIRST, THIRD);

      assertThat(entries(THIRD)).containsExactly("unallocated:kv 10.00 - [NO_USAGE][]");
    }

    @Test
    void ownUsageComesFirst() {
      use(SECOND, "kv", "cost-center:a", "1");

      assertThat(entries(SECOND)).containsExactly("cost-center:a 10.00 proportional 1 [][usage] 1");
    }

    @Test
    void theExplanationSaysThatItIsAnEstimate() {
      AuditedRun run = run();
      LedgerEntry entry = run.run()
          .entries()
          .detect(e -> e.chargePeriod().equals(SECOND) && e.to().id().equals("a"));

      assertThat(Explain.entry(run, entry).paragraph())
          .contains("Nobody used platform kv then, so this is an estimate, until usage comes: it is"
              + " shared among 2 consumers, by the weights of " + FIRST + ". Cost center a has 1/4"
              + " of the weights, so of USD 10.00 its share is USD 2.50 exactly.");
    }

    /** 2.50 by its weight, at most 1.00: the rest is b's. */
    @Test
    void boundsHoldAsUsual() {
      kv = p -> p.bounds(Bounds.of(
          Bounds.Bound.NONE, Map.of(Account.costCenter("a"), Bounds.Bound.atMost("1.00"))));

      assertThat(entries(SECOND))
          .containsExactly(
              "cost-center:a 1.00 previous-period 1 [NO_USAGE][usage]",
              "cost-center:b 9.00 previous-period 1 [NO_USAGE][usage]");
    }
  }

  @Nested
  class OfThePinnedRun {
    @BeforeEach
    void nobodyUsedIt() {
      usage.clear();
      previous = Optional.of(pinned(EVE, aOneAndGhostOne()));
    }

    @Test
    void theFirstPeriodRestsOnItAndItsUnknownConsumersKeepTheirWeight() {
      assertThat(entries(FIRST))
          .containsExactly(
              "cost-center:a 5.00 previous-period 1 [NO_USAGE][]",
              "unallocated:kv 5.00 previous-period 1 [UNKNOWN_CONSUMER][]");
      assertThat(run()
              .run()
              .faults()
              .select(f -> f.chargePeriod().equals(FIRST))
              .collect(Fault::message)
              .castToList())
          .containsExactly(
              "Invalid pool: platform:kv (nobody used the platform in this period; its cost rests on"
                  + " an estimate, the weights of " + EVE + ", of the run run-august)",
              "Invalid consumer of platform:kv: cost-center:ghost (has weight, but is not declared"
                  + " in this period)");
    }

    @Test
    void onlyTheFirstPeriodRestsOnIt() {
      assertThat(entries(SECOND)).containsExactly("unallocated:kv 10.00 - [NO_USAGE][]");
    }

    @Test
    void whatItSaysOfThePlatformItselfIsDropped() {
      previous = Optional.of(pinned(EVE, Map.of(Account.platform("kv"), BigInteger.ONE)));

      assertThat(entries(FIRST)).containsExactly("unallocated:kv 10.00 - [NO_USAGE][]");
    }

    @Test
    void estimatedWeightsMakeEdges() {
      previous = Optional.of(pinned(EVE, Map.of(Account.platform("top"), BigInteger.ONE)));
      use(FIRST, "top", "cost-center:b", "1");

      assertThat(entries(FIRST))
          .containsExactly(
              "platform:top 10.00 previous-period 1 [NO_USAGE][]",
              "cost-center:b 10.00 proportional 1 [][usage] 1");
    }

    /** kv passes 10.00 to top, and top half of what it has to kv and half to b: b bears all. */
    @Test
    void estimatedWeightsAreWeightsInsideAGroup() {
      previous = Optional.of(pinned(EVE, Map.of(Account.platform("top"), BigInteger.ONE)));
      use(FIRST, "top", "platform:kv", "1");
      use(FIRST, "top", "cost-center:b", "1");
      cycles = new Cycles.Reciprocal();

      assertThat(entries(FIRST))
          .containsExactly(
              "cost-center:b 10.00 reciprocal 1 [][usage]",
              "group:kv 10.00 previous-period 1 [NO_USAGE][]");
      AuditedRun run = run();
      LedgerEntry entry = run.run().entries().detect(e -> e.to().kind() == AccountKind.GROUP);
      assertThat(Explain.entry(run, entry).paragraph())
          .contains("passed on from the reciprocal group of kv. Nobody used platform kv then, so it"
              + " counts there by an estimate, until usage comes: by the weights of " + EVE
              + ", of the run run-august.");
    }

    /** top is closed before kv, and nobody else has weight. */
    @Test
    void closedConsumersAreLeftOut() {
      previous = Optional.of(pinned(EVE, Map.of(Account.platform("top"), BigInteger.ONE)));
      cycles = new Cycles.StepDown(List.of("top", "kv"));

      assertThat(entries(FIRST)).containsExactly("unallocated:kv 10.00 - [NO_OPEN_CONSUMER][]");
    }

    @Test
    void itMustEndWhereTheGrainStarts() {
      previous = Optional.of(pinned(FIRST, aOneAndGhostOne()));

      assertThatThrownBy(WorkedEstimateTest.this::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid period of closing weights: " + FIRST
              + " (must end where the grain starts, 2026-09-01T00:00:00Z)");
    }

    @Test
    void itIsInTheRunsId() {
      String pinnedId = run().run().id();
      previous = Optional.of(pinned(EVE, Map.of(Account.costCenter("a"), BigInteger.ONE)));
      String otherId = run().run().id();
      previous = Optional.empty();

      assertThat(List.of(pinnedId, otherId, run().run().id())).doesNotHaveDuplicates();
    }
  }

  @Nested
  class TrueUp {
    private List<String> restated(AuditedRun booked) {
      return Restatement.between(booked, run())
          .entries()
          .collect(e -> e.chargePeriod().start().toString().substring(8, 10) + " " + e.from() + " "
              + e.kind().text() + " " + line(e))
          .castToList();
    }

    /** Booked 2.50 and 7.50; the usage that comes says 5.00 each. */
    @Test
    void isTheDifferenceThatUsageMakes() {
      AuditedRun booked = run();
      use(SECOND, "kv", "cost-center:a", "1");
      use(SECOND, "kv", "cost-center:b", "1");

      // The third day had no weights before it; now it rests on the second's.
      assertThat(restated(booked))
          .containsExactly(
              "02 platform:kv true-up cost-center:a 2.50 proportional 1 [][usage]",
              "02 platform:kv true-up cost-center:b -2.50 proportional 1 [][usage]",
              "03 platform:kv correction cost-center:a 5.00 previous-period 1 [NO_USAGE][usage]",
              "03 platform:kv correction cost-center:b 5.00 previous-period 1 [NO_USAGE][usage]",
              "03 platform:kv correction unallocated:kv -10.00 - [NO_USAGE][]");
    }

    /** The day's 10.00 become 12.00: 3.00 and 9.00 by the same weights. */
    @Test
    void ofABillThatChangesIsACorrectionFromTheBillAndATrueUpBehindIt() {
      AuditedRun booked = run();
      rows.set(1, BillRecord.of("row 1", SECOND, "12.00", Map.of("Platform", "kv")));

      assertThat(restated(booked))
          .containsExactly(
              "02 bill:bill correction platform:kv 2.00 - [][bill]",
              "02 platform:kv true-up cost-center:a 0.50 previous-period 1 [NO_USAGE][usage]",
              "02 platform:kv true-up cost-center:b 1.50 previous-period 1 [NO_USAGE][usage]");
    }

    @Test
    void ofTheSameInputsIsNothing() {
      assertThat(restated(run())).isEmpty();
    }

    @Test
    void needsRunsOfOneGrainAndUnit() {
      AuditedRun booked = run();
      grain = Grain.of(FIRST, SECOND);

      assertThatThrownBy(() -> restated(booked))
          .isInstanceOf(UnlikeRunsException.class)
          .hasMessage("The run " + run().run().id() + " can't restate the run "
              + booked.run().id()
              + "\n  Invalid grain of the restated run: 2 periods in"
              + " 2026-09-01T00:00:00Z/2026-09-03T00:00:00Z (must have the periods of the booked"
              + " run's)");
    }
  }
}
