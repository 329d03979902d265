package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.even;
import static io.costledger.allocation.model.AllocationModels.proportional;
import static io.costledger.allocation.model.AllocationModels.reserved;
import static io.costledger.allocation.model.AllocationModels.weighted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("a share opened into its records (SPEC 3.8)")
class DrillDownTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  private static final Instant RECORDED = Instant.parse("2026-09-02T00:00:00Z");
  private static final Account A = Account.costCenter("a");

  private static UsageRecord use(String id, String consumer, String quantity, String unit) {
    return UsageRecord.of(id, "p", consumer, quantity, unit, AUGUST, "usage-1");
  }

  private static AuditedRun run(AllocationModel model, String cost, UsageRecord... uses) {
    Policy policy = Policy.builder("showback")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(AUGUST))
        .costCenters("a", "b")
        .platform("p", p -> {
          p.owner("a").model(model);
          p.putUnplaced(FaultReason.UNKNOWN_CONSUMER, new Unplaced.Owner());
          return p;
        })
        .addBillRules(BillRule.builder()
            .name("all")
            .to(new AccountNaming.Fixed(Account.platform("p")))
            .build())
        .build();
    RunInputs inputs = RunInputs.of(
        Bill.of(
            Delivery.of("bill", "bill-08", new byte[] {1}),
            List.of(BillRecord.of("row", AUGUST, cost, Map.of()))),
        UsageBatch.of(List.of(uses)),
        List.of(
            Delivery.of("usage", "usage-1", new byte[] {2}),
            Delivery.of("other", "usage-2", new byte[] {3})));
    return Chargeback.of(policy.resolve()).run(inputs, RECORDED);
  }

  private static LedgerEntry shareOfA(AuditedRun run) {
    return run.run()
        .entries()
        .detect(entry -> entry.to().equals(A) && entry.from().equals(Account.platform("p")));
  }

  private static List<String> opened(AuditedRun run) {
    return DrillDown.of(run)
        .records(shareOfA(run))
        .collect(share -> share.record() + " " + share.units())
        .castToList();
  }

  private static AllocationModel byHoursAndGigabytes() {
    return weighted(Map.of("hours", Ratio.parse("2"), "gb", Ratio.parse("1/2")));
  }

  @Nested
  class Opening {
    /** a has 3 of 4 hours: 8 of 10 cents (7 1/2, tie to a); by 1 : 1 : 1 that is 3, 3, 2. */
    @Test
    void splitsTheShareByTheRecordsQuantities() {
      assertThat(opened(run(
              proportional("hours"),
              "0.10",
              use("r3", "cost-center:a", "1", "hours"),
              use("r1", "cost-center:a", "1", "hours"),
              use("r2", "cost-center:a", "1.0", "hours"),
              use("s", "cost-center:b", "1", "hours"))))
          .containsExactly("r1 3", "r2 3", "r3 2");
    }

    /** 2 hours at 2 and 8 gb at 1/2 weigh 4 : 4; of -9 cents the smaller key has -5. */
    @Test
    void weighsEachRecordAsTheModelDoesAndMirrorsCredits() {
      assertThat(opened(run(
              byHoursAndGigabytes(),
              "-0.09",
              use("h", "cost-center:a", "2", "hours"),
              use("g", "cost-center:a", "8", "gb"),
              use("z", "cost-center:a", "0", "gb"))))
          .containsExactly("g -5", "h -4", "z 0");
    }

    @Test
    void tellsRecordsOfTwoSourcesWithOneIdApart() {
      AuditedRun run = run(
          proportional("hours"),
          "0.05",
          UsageRecord.of("r", "p", "cost-center:a", "1", "hours", AUGUST, "usage-2"),
          use("r", "cost-center:a", "1", "hours"));
      assertThat(DrillDown.of(run).records(shareOfA(run)))
          .containsExactly(
              new RecordShare("r", "usage-1", BigDecimal.ONE, "hours", BigInteger.valueOf(3)),
              new RecordShare("r", "usage-2", BigDecimal.ONE, "hours", BigInteger.TWO));
    }

    @Test
    void leavesTheRunAsItIs() {
      AuditedRun run = run(proportional("hours"), "0.05", use("r", "cost-center:a", "1", "hours"));
      List<LedgerEntry> before = List.copyOf(run.run().entries().castToList());
      assertThat(opened(run)).containsExactly("r 5");
      assertThat(run.run().entries().castToList()).isEqualTo(before);
    }
  }

  @Nested
  class Refusing {
    private void refuses(AuditedRun run, LedgerEntry entry, String rule) {
      DrillDown drillDown = DrillDown.of(run);
      assertThat(drillDown.opens(entry)).isFalse();
      assertThatThrownBy(() -> drillDown.records(entry))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid drill-down: "
              + entry.from()
              + " -> "
              + entry.to()
              + " CHARGE ("
              + rule
              + ")");
    }

    @Test
    void saysWhichModelsWeighNoRecord() {
      UsageRecord use = use("r", "cost-center:a", "1", "hours");
      AuditedRun evenly = run(even(), "1", use);
      AuditedRun byQuota = run(reserved("hours", Map.of(A, BigDecimal.TEN)), "1", use);
      refuses(evenly, shareOfA(evenly), "the model even doesn't weigh single records");
      refuses(byQuota, shareOfA(byQuota), "the model reserved doesn't weigh single records");
    }

    @Test
    void saysWhatIsNoShare() {
      AuditedRun run = run(proportional("hours"), "1", use("r", "cost-center:a", "1", "hours"));
      AuditedRun other = run(byHoursAndGigabytes(), "1", use("r", "cost-center:a", "1", "hours"));
      refuses(
          run,
          run.run().entries().detect(entry -> entry.kind() == EntryKind.DIRECT),
          "the entry is not a consumer's share of a platform's pool");
      refuses(
          run, shareOfA(other), "the entry is of another run, " + other.run().id());
    }

    @Test
    void saysThatAnEntryHoldsMoreThanTheShare() {
      AuditedRun run = run(
          proportional("hours"),
          "1",
          use("r", "cost-center:a", "1", "hours"),
          use("s", "cost-center:who", "1", "hours"));
      refuses(run, shareOfA(run), "the entry also holds cost without a home: [UNKNOWN_CONSUMER]");
    }

    @Test
    void namesTheReturns() {
      AuditedRun run = run(
          proportional("hours"),
          "1",
          use("r1", "cost-center:a", "3", "hours"),
          use("r2", "cost-center:a", "-1", "hours"),
          use("r3", "cost-center:a", "-0.5", "hours"));
      assertThatThrownBy(() -> opened(run)).isInstanceOf(LedgerException.class).hasMessage("""
              The entry platform:p -> cost-center:a CHARGE can't be opened
                Invalid quantity of usage record 'r2': -1 \
              (a share with a return in it can't be split over records)
                Invalid quantity of usage record 'r3': -0.5 \
              (a share with a return in it can't be split over records)""");
    }
  }
}
