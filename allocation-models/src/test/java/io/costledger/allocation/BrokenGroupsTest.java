package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.lineage.Lineage;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.Audit;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.collections.api.factory.Lists;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/**
 * Wrong ledgers of a group of S1 and S2, and who sees it. S1 has 10.00, a half each for S2 and a; S2
 * passes a half to S1 and a half to b: x1 = 10 + x2/2 and x2 = x1/2, so x1 is 40/3; a gets 6.67 and b
 * 3.33.
 */
class BrokenGroupsTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  private static final Account GROUP = group("S1");
  private static final Account A = Account.costCenter("a");
  private static final Account B = Account.costCenter("b");

  private final AuditedRun run = run(new Cycles.Reciprocal());

  private static Account group(String id) {
    return new Account(AccountKind.GROUP, id);
  }

  private static AuditedRun run(Cycles cycles) {
    Policy policy = Policy.builder("circle")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(AUGUST))
        .cycles(cycles)
        .costCenters("a", "b")
        .platform("S1", p -> p.owner("a").model(proportional("h")))
        .platform("S2", p -> p.owner("a").model(proportional("h")))
        .addBillRules(BillRule.builder()
            .name("by target")
            .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("Platform")))
            .build())
        .build();
    List<UsageRecord> usage = List.of(
        UsageRecord.of("u1", "S1", "platform:S2", "1", "h", AUGUST, "usage"),
        UsageRecord.of("u2", "S1", "cost-center:a", "1", "h", AUGUST, "usage"),
        UsageRecord.of("u3", "S2", "platform:S1", "1", "h", AUGUST, "usage"),
        UsageRecord.of("u4", "S2", "cost-center:b", "1", "h", AUGUST, "usage"));
    RunInputs inputs = RunInputs.of(
        Bill.of(
            Delivery.of("bill", "bill", new byte[] {1}),
            List.of(BillRecord.of("1", AUGUST, "10.00", Map.of("Platform", "S1")))),
        UsageBatch.of(usage),
        List.of(Delivery.of("usage", "usage", new byte[] {2})));
    return Chargeback.of(policy.resolve()).run(inputs, Instant.parse("2026-09-02T00:00:00Z"));
  }

  /** The ledger with each entry replaced by what a function makes of it. */
  private Run with(Function<LedgerEntry, LedgerEntry> change) {
    List<LedgerEntry> entries = new ArrayList<>();
    run.run().entries().each(entry -> entries.add(change.apply(entry)));
    entries.sort(LedgerEntry.ORDER);
    Run right = run.run();
    return Run.builder()
        .id(right.id())
        .recordedAt(right.recordedAt())
        .policy(right.policy())
        .inputs(right.inputs())
        .entries(Lists.immutable.ofAll(entries))
        .faults(right.faults())
        .rounding(right.rounding())
        .billPlacements(right.billPlacements())
        .usagePlacements(right.usagePlacements())
        .build();
  }

  private static LedgerEntry copy(LedgerEntry entry, Account from, Account to, BigInteger units) {
    return LedgerEntry.builder()
        .run(entry.run())
        .chargePeriod(entry.chargePeriod())
        .postingPeriod(entry.postingPeriod())
        .from(from)
        .to(to)
        .amountUnits(units)
        .unit(entry.unit())
        .measure(entry.measure())
        .kind(entry.kind())
        .tier(entry.tier())
        .model(entry.model())
        .modelVersion(entry.modelVersion())
        .reasons(entry.reasons())
        .deliveries(entry.deliveries())
        .build();
  }

  private static LedgerEntry plus(LedgerEntry entry, Account to, long units) {
    return entry.to().equals(to) && entry.from().equals(GROUP)
        ? copy(entry, GROUP, to, entry.amountUnits().add(BigInteger.valueOf(units)))
        : entry;
  }

  private static List<String> laws(Run broken) {
    return Audit.standard().report(broken).violations().stream()
        .map(violation -> violation.invariant().toString())
        .distinct()
        .toList();
  }

  @Test
  void theRightLedgerIsTheOneWorkedByHand() {
    assertThat(run.run()
            .entries()
            .select(entry -> entry.from().equals(GROUP))
            .collect(entry -> entry.to() + " " + entry.amountUnits())
            .castToList())
        .containsExactly("cost-center:a 667", "cost-center:b 333");
  }

  @Test
  void aGroupWhoseAccountIsNotZeroBreaksConservation() {
    assertThat(laws(with(entry -> plus(entry, B, -1))))
        .containsExactly("CONSERVATION_RUN", "CONSERVATION_PERIOD", "CONSERVATION_PLATFORM");
    assertThat(laws(with(entry -> plus(entry, B, 1))))
        .containsExactly(
            "CONSERVATION_RUN", "CONSERVATION_PERIOD", "CONSERVATION_PLATFORM", "ENTRY_SOURCE");
  }

  /** Both accounts are right in sum, so no law sees it; what computes the group again does. */
  @Test
  void aUnitMovedBetweenTwoSinksIsSeenByWhoSolvesTheGroupAgain() {
    Run broken = with(entry -> plus(plus(entry, A, -1), B, 1));
    assertThat(laws(broken)).isEmpty();
    AuditedRun audited = Audit.standard().audit(broken);
    assertThatThrownBy(() -> Explain.of(audited)
            .entry(broken.entries().detect(e -> e.from().equals(GROUP) && e.to().equals(A))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Invalid explanation of " + AUGUST
            + " group:S1 -> cost-center:a CHARGE allocated: 667 units (the entry has 666)");
    assertThatThrownBy(() -> Lineage.of(audited))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Invalid lineage of " + AUGUST + " CHARGE: entries from group:S1 (must be what"
            + " the solve gives; they differ by {cost-center:a=-1, cost-center:b=1})");
  }

  @Test
  void aGroupIsNamedAfterItsSmallestMember() {
    Run broken = with(entry -> copy(
        entry,
        entry.from().equals(GROUP) ? group("S2") : entry.from(),
        entry.to().equals(GROUP) ? group("S2") : entry.to(),
        entry.amountUnits()));
    AuditedRun audited = Audit.standard().audit(broken);
    assertThatThrownBy(() -> Lineage.of(audited))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid group: group:S2 (platforms form no such group in " + AUGUST + ")");
  }

  @Test
  void onlyTheOutflowFromAnotherGroupBreaksConservation() {
    assertThat(laws(with(entry -> entry.from().equals(GROUP)
            ? copy(entry, group("S2"), entry.to(), entry.amountUnits())
            : entry)))
        .contains("CONSERVATION_PLATFORM", "ENTRY_SOURCE");
  }

  @Test
  void whereNoCircleIsThereIsNoGroup() {
    AuditedRun stepDown = run(new Cycles.StepDown(List.of("S1", "S2")));
    assertThatThrownBy(() -> RunGroups.of(stepDown.run()).routes(AUGUST, GROUP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid group: group:S1 (platforms form no such group in " + AUGUST + ")");
  }
}
