package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.CostCenter;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Proration;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Records over several periods (SPEC section 6), with pencil and paper. The grain has the 1st and
 * the 3rd of September, and a gap between. A record from noon of 31 August to noon of the 3rd lasts
 * 72 hours: 12 before, 24 on the 1st, 24 in the gap, 12 on the 3rd.
 */
class WorkedProrationTest {
  private static final Period FIRST = Period.parse("2026-09-01T00:00:00Z/2026-09-02T00:00:00Z");
  private static final Period THIRD = Period.parse("2026-09-03T00:00:00Z/2026-09-04T00:00:00Z");
  private static final Period BEFORE = Period.parse("2026-08-31T12:00:00Z/2026-09-01T00:00:00Z");
  private static final Period GAP = Period.parse("2026-09-02T00:00:00Z/2026-09-03T00:00:00Z");
  private static final Period OWN = Period.parse("2026-08-31T12:00:00Z/2026-09-03T12:00:00Z");
  private static final Instant SECOND_STARTS = GAP.start();
  private static final Map<Period, String> NAMES =
      Map.of(BEFORE, "before", FIRST, "1st", GAP, "gap", THIRD, "3rd");

  private final List<BillRecord> rows = new ArrayList<>();
  private final List<UsageRecord> usage = new ArrayList<>();
  private Proration ofBill = Proration.BY_DURATION;
  private Proration ofUsage = Proration.BY_DURATION;

  /** Owner o until the 2nd and p from then on; a is there until the 2nd, too. */
  private AuditedRun run() {
    Policy policy = Policy.builder("prorated")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .rounding(RoundingMode.HALF_EVEN)
        .grain(Grain.of(FIRST, THIRD))
        .billProration(ofBill)
        .usageProration(ofUsage)
        .costCenters("b", "o", "p")
        .addCostCenters(new CostCenter("a", Optional.empty(), Optional.of(SECOND_STARTS)))
        .platform(
            "kv",
            p -> p.owner(Dated.of(List.of(
                    new Dated.Version<>(Optional.empty(), Optional.of(SECOND_STARTS), "o"),
                    new Dated.Version<>(Optional.of(SECOND_STARTS), Optional.empty(), "p"))))
                .model(proportional("h")))
        .addBillRules(
            BillRule.builder()
                .name("kept")
                .when(new RowCondition.Present(RowField.tag("kept"), true))
                .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("Platform")))
                .retained(true)
                .build(),
            BillRule.builder()
                .name("by team")
                .when(new RowCondition.Present(RowField.column("Team"), true))
                .to(AccountNaming.from(AccountKind.COST_CENTER, RowField.column("Team")))
                .build(),
            BillRule.builder()
                .name("by platform")
                .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("Platform")))
                .build())
        .build();
    RunInputs inputs = RunInputs.of(
        Bill.of(Delivery.of("bill", "bill", new byte[] {1}), rows),
        UsageBatch.of(usage),
        List.of(Delivery.of("usage", "usage", new byte[] {2})));
    return Chargeback.of(policy.resolve()).run(inputs, Instant.parse("2026-09-05T00:00:00Z"));
  }

  private void bill(Period own, String cost, String column, String name) {
    rows.add(BillRecord.of("row " + rows.size(), own, cost, Map.of(column, name)));
  }

  private void use(Period own, String consumer, String hours) {
    usage.add(UsageRecord.of(
        "u" + usage.size(), "kv", "cost-center:" + consumer, hours, "h", own, "usage"));
  }

  private List<String> lines(AccountKind from) {
    return run()
        .run()
        .entries()
        .select(e -> e.from().kind() == from)
        .collect(WorkedProrationTest::line)
        .castToList();
  }

  private static String line(LedgerEntry entry) {
    return NAMES.get(entry.chargePeriod()) + " " + entry.to() + " "
        + entry.amount().getAmount().toPlainString();
  }

  @Nested
  class BillRows {
    /** floor(1001 * 12/72) = 166, * 36/72 = 500, * 60/72 = 834, so 166, 334, 334 and 167 cents. */
    @Test
    void aRowIsSplitByDurationAndWhatLiesOutsideHasNoHome() {
      bill(OWN, "10.014", "Team", "b");

      assertThat(lines(AccountKind.BILL))
          .containsExactly(
              "before unallocated:bill 1.66",
              "1st cost-center:b 3.34",
              "gap unallocated:bill 3.34",
              "3rd cost-center:b 1.67");
      Run run = run().run();
      assertThat(run.faults().collect(Fault::message).castToList())
          .containsExactly(
              "Invalid charge period of bill row 'row 0': " + BEFORE
                  + " (no grain period of the run contains it)",
              "Invalid charge period of bill row 'row 0': " + GAP
                  + " (no grain period of the run contains it)");
      assertThat(run.rounding().castToList()).singleElement().satisfies(rest -> {
        assertThat(rest.chargePeriod()).isEqualTo(BEFORE);
        assertThat(rest.amount()).isEqualByComparingTo("0.004");
      });
    }

    @Test
    void aCreditIsSplitByItsAbsoluteValue() {
      bill(OWN, "-10.01", "Team", "b");

      assertThat(lines(AccountKind.BILL))
          .containsExactly(
              "before unallocated:bill -1.66",
              "1st cost-center:b -3.34",
              "gap unallocated:bill -3.34",
              "3rd cost-center:b -1.67");
    }

    /** One cent has its floor in the last part only; the others book nothing. */
    @Test
    void aPartWithoutUnitsBooksNothingAndIsAccountedFor() {
      bill(OWN, "0.01", "Team", "b");

      assertThat(lines(AccountKind.BILL)).containsExactly("3rd cost-center:b 0.01");
      assertThat(run()
              .run()
              .billPlacements()
              .collect(p -> p.part() + " " + p.units())
              .castToList())
          .containsExactly(
              BEFORE + " 0",
              FIRST + " 0",
              GAP + " 0",
              "2026-09-03T00:00:00Z/2026-09-03T12:00:00Z 1");
    }

    @Test
    void ownersAndEffectiveDatesAreThoseOfEachPartsPeriod() {
      rows.add(BillRecord.builder()
          .copyOf(BillRecord.of("row 0", OWN, "10.01", Map.of("Platform", "kv")))
          .putTags("kept", "yes")
          .build());
      bill(OWN, "10.01", "Team", "a");

      assertThat(lines(AccountKind.PLATFORM))
          .containsExactly("1st cost-center:o 3.34", "3rd cost-center:p 1.67");
      assertThat(lines(AccountKind.BILL))
          .contains("1st cost-center:a 3.34", "3rd unallocated:bill 1.67");
    }

    @Test
    void aRowThatOnlyTouchesAPeriodHasNoPartInIt() {
      bill(GAP, "1.00", "Team", "b");

      assertThat(lines(AccountKind.BILL)).containsExactly("gap unallocated:bill 1.00");
      assertThat(run().run().billPlacements().castToList()).hasSize(1);
    }

    @Test
    void aRowInsideAPeriodIsNeverCut() {
      bill(FIRST, "1.00", "Team", "b");

      assertThat(lines(AccountKind.BILL)).containsExactly("1st cost-center:b 1.00");
    }

    @Test
    void withoutProrationARowOfSeveralPeriodsBelongsToNone() {
      ofBill = Proration.NONE;
      bill(OWN, "10.01", "Team", "b");

      assertThat(run().run().entries().castToList()).singleElement().satisfies(entry -> {
        assertThat(entry.chargePeriod()).isEqualTo(OWN);
        assertThat(entry.to()).hasToString("unallocated:bill");
      });
    }

    /**
     * A day and a nanosecond are D = 86400 * 10^9 + 1 of them; of D + 1 cents the day has floor((D +
     * 1) * (D - 1) / D) = D - 1, since (D^2 - 1) / D is just below D, and the nanosecond 2.
     */
    @Test
    void durationsCountToTheNanosecond() {
      bill(Period.of(FIRST.start(), FIRST.end().plusNanos(1)), "864000000000.02", "Team", "b");

      assertThat(run().run().entries().collect(e -> e.amountUnits().toString()).castToList())
          .containsExactly("86400000000000", "2");
    }

    @Test
    void theExplanationSaysThatOnlyAPartIsThere() {
      bill(OWN, "10.01", "Team", "b");
      AuditedRun run = run();
      LedgerEntry entry = run.run().entries().detect(e -> e.chargePeriod().equals(FIRST));

      assertThat(Explain.entry(run, entry).paragraph())
          .contains("It is the sum of 1 bill row (row 0) that the policy's rules place there. Of 1"
              + " bill row (row 0) only the part of this time is in it: the policy spreads such rows"
              + " by duration over the periods that they cover.");
    }
  }

  @Nested
  class Usage {
    /** On the 1st b has 1 of 2 and a 1; on the 3rd b alone: 12 of its 72 hours. */
    @Test
    void aQuantityCountsInEachPeriodByItsPart() {
      bill(FIRST, "10.00", "Platform", "kv");
      bill(THIRD, "10.00", "Platform", "kv");
      use(OWN, "b", "3");
      use(FIRST, "a", "1");

      assertThat(lines(AccountKind.PLATFORM))
          .containsExactly(
              "1st cost-center:a 5.00", "1st cost-center:b 5.00", "3rd cost-center:b 10.00");
      assertThat(run().run().faults().collect(Fault::message).castToList())
          .containsExactly(
              "Invalid charge period of usage record 'u0': " + BEFORE
                  + " (no grain period of the run contains it; 0.5 h don't count)",
              "Invalid charge period of usage record 'u0': " + GAP
                  + " (no grain period of the run contains it; 1 h don't count)");
    }

    @Test
    void aShareOpensIntoThePartOfTheRecord() {
      bill(FIRST, "10.00", "Platform", "kv");
      use(OWN, "b", "3");
      AuditedRun run = run();
      LedgerEntry entry = run.run().entries().detect(e -> e.from().kind() == AccountKind.PLATFORM);

      assertThat(DrillDown.of(run).records(entry).castToList()).singleElement().satisfies(part -> {
        assertThat(part.record()).isEqualTo("u0");
        assertThat(part.quantity()).isEqualByComparingTo("1");
        assertThat(part.units()).isEqualTo(1000);
      });
    }

    private List<String> quantities(String hours) {
      usage.clear();
      use(OWN, "b", hours);
      use(FIRST, "b", "100"); // so that no return makes a sum negative
      use(THIRD, "b", "100");
      UsageBatch parts = run().run().usageParts();
      List<String> quantities = new ArrayList<>();
      for (int i = 0; i < parts.size() - 2; i++) {
        quantities.add(parts.quantity(i).toPlainString());
      }
      return quantities;
    }

    /** 7 / 72 * 12 is no decimal: steps of 10^-12 below it, and the rest in the last part. */
    @Test
    void quantitiesHaveTwelveDecimalsOrTheirOwn() {
      assertThat(quantities("7"))
          .containsExactly("1.166666666666", "2.333333333334", "2.333333333333", "1.166666666667");
      assertThat(quantities("-7"))
          .containsExactly(
              "-1.166666666666", "-2.333333333334", "-2.333333333333", "-1.166666666667");
      assertThat(quantities("0.00000000000007")) // seven steps of 10^-14: 1, 3, 5 and 7
          .containsExactly(
              "0.00000000000001", "0.00000000000002", "0.00000000000002", "0.00000000000002");
      assertThat(quantities("0.00000000000700000")) // seven of 10^-12: zeros at the end are none
          .containsExactly("0.000000000001", "0.000000000002", "0.000000000002", "0.000000000002");
      assertThat(quantities("0")).containsExactly("0", "0", "0", "0");
    }

    @Test
    void withoutProrationNothingIsCut() {
      ofUsage = Proration.NONE;
      use(OWN, "b", "3");
      Run run = run().run();

      assertThat(run.usageParts()).isSameAs(run.inputs().usage());
      assertThat(run.faults().collect(Fault::chargePeriod).castToList()).containsExactly(OWN);
    }
  }

  @Test
  void theChoiceIsInTheRunsId() {
    bill(FIRST, "1.00", "Team", "b");
    String both = run().run().id();
    ofUsage = Proration.NONE;
    String billOnly = run().run().id();
    ofBill = Proration.NONE;
    String none = run().run().id();

    assertThat(List.of(both, billOnly, none)).doesNotHaveDuplicates();
  }
}
