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
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** SPEC 10.3: which runs a run can restate. */
class RestatementTest {
  private static final LedgerUnit CENTS = LedgerUnit.of(CurrencyUnit.USD, 2);
  private static final Period FIRST = Period.parse("2026-09-01T00:00:00Z/2026-09-02T00:00:00Z");
  private static final Period SECOND = Period.parse("2026-09-02T00:00:00Z/2026-09-03T00:00:00Z");
  private static final AuditedRun BOOKED = run(CENTS, Basis.BILLED, "aws", Grain.of(FIRST, SECOND));

  private static AuditedRun run(LedgerUnit unit, Basis basis, String billSource, Grain grain) {
    Policy policy = Policy.builder("showback")
        .unit(unit)
        .basis(basis)
        .billSource(billSource)
        .grain(grain)
        .costCenters("ads", "infra")
        .platform("kv", p -> p.owner("infra").model(AllocationModels.proportional("gb")))
        .addBillRules(BillRule.builder()
            .name("all")
            .to(AccountNaming.always(Account.platform("kv")))
            .build())
        .build();
    Bill bill = Bill.of(
        Delivery.of(billSource, "bill-09", new byte[] {1}),
        List.of(BillRecord.of("row 1", FIRST, "10.00", Map.of())));
    UsageBatch usage = UsageBatch.of(
        List.of(UsageRecord.of("u1", "kv", "cost-center:ads", "1", "gb", FIRST, "usage-09")));
    return Chargeback.of(policy.resolve())
        .run(
            RunInputs.of(bill, usage, List.of(Delivery.of("usage", "usage-09", new byte[] {2}))),
            Instant.parse("2026-09-03T06:00:00Z"));
  }

  @Test
  void unlikeRunsAreRefusedWithEverythingInWhichTheyDiffer() {
    AuditedRun other =
        run(LedgerUnit.of(CurrencyUnit.EUR, 3), Basis.EFFECTIVE, "azure", Grain.of(FIRST));

    assertThatThrownBy(() -> Restatement.between(BOOKED, other))
        .isInstanceOf(UnlikeRunsException.class)
        .hasMessageStartingWith("The run " + other.run().id() + " can't restate the run "
            + BOOKED.run().id())
        .hasMessageContaining("currency")
        .hasMessageContaining("EUR")
        .hasMessageContaining("scale")
        .hasMessageContaining("basis")
        .hasMessageContaining("bill source")
        .hasMessageContaining("azure")
        .hasMessageContaining("grain of the restated run");
  }

  @Test
  void ofARunThatWasReadBackTheSpanAndTheNumberOfPeriodsMustBeTheSame() {
    BookedRun booked = BookedRun.of(BOOKED.run());
    AuditedRun shorter = run(CENTS, Basis.BILLED, "aws", Grain.of(FIRST));

    assertThatThrownBy(() -> Restatement.between(booked, shorter))
        .isInstanceOf(UnlikeRunsException.class)
        .hasMessageContaining("span")
        .hasMessageContaining("number of periods");
    assertThat(Restatement.between(booked, BOOKED).entries()).isEmpty();
  }
}
