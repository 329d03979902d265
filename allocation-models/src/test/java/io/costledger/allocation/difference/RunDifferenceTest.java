package io.costledger.allocation.difference;

import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.Chargeback;
import io.costledger.core.account.Account;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.collections.api.factory.Lists;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * One day that a reader can check with pencil and paper. Of ec2's 100.00 spark used 75 of 100
 * hours, search 25. Of spark's 75.00 its owner infra bears what it keeps; the rest is shared 2 : 1
 * by search and ads:
 *
 * <pre>
 *           keeps 0.20             keeps 0.60             difference
 * infra     15.00                  45.00                  +30.00
 * search    25.00 + 40.00 = 65.00  25.00 + 20.00 = 45.00  -20.00
 * ads       20.00                  10.00                  -10.00
 * </pre>
 */
class RunDifferenceTest {
  private static final Period DAY = Period.parse("2026-08-01T00:00:00Z/2026-08-02T00:00:00Z");
  private static final Account ADS = Account.costCenter("ads");
  private static final Account INFRA = Account.costCenter("infra");
  private static final Account SEARCH = Account.costCenter("search");
  private static final Account EC2 = Account.platform("ec2");
  private static final Account SPARK = Account.platform("spark");

  private static Policy policy(
      Basis basis, LedgerUnit unit, Grain grain, String source, String kept) {
    return Policy.builder("showback")
        .unit(unit)
        .basis(basis)
        .grain(grain)
        .billSource(source)
        .costCenters("ads", "infra", "search")
        .platform("ec2", p -> p.owner("infra").model(proportional("hours")))
        .platform("spark", p -> p.owner("infra").retain(kept).model(proportional("core-hours")))
        .addBillRules(
            BillRule.builder().name("all is EC2").to(AccountNaming.always(EC2)).build())
        .build();
  }

  private static final LedgerUnit CENT = LedgerUnit.of(CurrencyUnit.USD, 2);

  private static Policy keeping(String kept) {
    return policy(Basis.BILLED, CENT, Grain.of(DAY), "cur", kept);
  }

  private static Bill bill(String cost) {
    return Bill.of(
        Delivery.of("cur", "bill-08", cost.getBytes(StandardCharsets.UTF_8)),
        List.of(BillRecord.of("row 1", DAY, cost, Map.of())));
  }

  private static AuditedRun run(Policy policy, Bill bill, Delivery... usage) {
    String id = usage[0].id();
    UsageBatch batch = UsageBatch.of(List.of(
        UsageRecord.of("u1", "ec2", "platform:spark", "75", "hours", DAY, id),
        UsageRecord.of("u2", "ec2", "cost-center:search", "25", "hours", DAY, id),
        UsageRecord.of("u3", "spark", "cost-center:search", "2", "core-hours", DAY, id),
        UsageRecord.of("u4", "spark", "cost-center:ads", "1", "core-hours", DAY, id)));
    return Chargeback.of(policy.resolve())
        .run(RunInputs.of(bill, batch, List.of(usage)), Instant.parse("2026-08-03T00:00:00Z"));
  }

  private static AuditedRun run(Policy policy) {
    return run(policy, bill("100.00"), usage(1));
  }

  private static Delivery usage(int content) {
    return Delivery.of("usage", "usage-08", new byte[] {(byte) content});
  }

  private static Change change(long before, long after) {
    return Change.of(BigInteger.valueOf(before), BigInteger.valueOf(after));
  }

  @Nested
  class WhatIf {
    private final RunDifference difference =
        RunDifference.between(run(keeping("0.2")), run(keeping("0.6")));

    @Test
    void saysWhatEachAccountBearsBeforeAndAfter() {
      assertThat(difference.accounts())
          .containsExactly(
              Map.entry(ADS, change(2000, 1000)),
              Map.entry(INFRA, change(1500, 4500)),
              Map.entry(SEARCH, change(6500, 4500)));
      assertThat(difference.total()).isEqualTo(change(10000, 10000));
      assertThat(difference.isEmpty()).isFalse();
    }

    @Test
    void saysThroughWhichPlatformItMoved() {
      assertThat(difference.through(SEARCH))
          .containsExactly(
              Map.entry(EC2, change(2500, 2500)), Map.entry(SPARK, change(4000, 2000)));
      assertThat(difference.through(INFRA)).containsExactly(Map.entry(SPARK, change(1500, 4500)));
      assertThat(difference.through(Account.costCenter("nobody"))).isEmpty();
    }

    @Test
    void isSaidToBeOne() {
      assertThat(difference.inputs().isWhatIf()).isTrue();
      assertThat(difference.inputs().sentence())
          .isEqualTo("A what-if: another policy on the same bill and the same usage.");
    }

    @Test
    void mayHaveAnotherGrainAndBillSourceWhichIsSaid() {
      Grain days = Grain.every(DAY, ChronoUnit.DAYS, ZoneOffset.UTC);
      Period twoDays = Period.parse("2026-08-01T00:00:00Z/2026-08-03T00:00:00Z");
      RunDifference same = RunDifference.between(
          run(keeping("0.2")), run(policy(Basis.BILLED, CENT, days, "cur", "0.2")));
      assertThat(same.inputs().samePolicy()).isTrue();
      Bill elsewhere = Bill.of(
          Delivery.builder()
              .source("focus")
              .id("bill")
              .sha256(bill("100.00").delivery().sha256())
              .build(),
          bill("100.00").records().castToList());
      RunDifference other = RunDifference.between(
          run(keeping("0.2")),
          run(policy(Basis.BILLED, CENT, Grain.of(twoDays), "focus", "0.2"), elsewhere, usage(1)));
      assertThat(other.isEmpty()).isTrue();
      assertThat(other.inputs().sentence())
          .isEqualTo("A what-if: another policy on the same bill and the same usage (with other"
              + " charge periods, with another name for the bill's source).");
    }
  }

  @Nested
  class OtherInputs {
    @Test
    void areNoWhatIf() {
      RunDifference difference = RunDifference.between(
          run(keeping("0.2")),
          run(keeping("0.2"), bill("200.00"), usage(2), Delivery.of("usage", "twice", new byte[] {2
          })));
      assertThat(difference.total()).isEqualTo(change(10000, 20000));
      assertThat(difference.inputs().isWhatIf()).isFalse();
      assertThat(difference.inputs().sentence())
          .isEqualTo("Not a what-if, for the inputs differ: the same policy, another bill,"
              + " other usage (1 of its deliveries only before, 2 only after).");
    }

    @Test
    void areTheSameUnderAnotherName() {
      Delivery renamed = Delivery.of("usage", "other", new byte[] {1});
      RunDifference difference =
          RunDifference.between(run(keeping("0.2")), run(keeping("0.2"), bill("100.00"), renamed));
      assertThat(difference.inputs().sameUsage()).isTrue();
    }
  }

  @Nested
  class RunsThatCountOtherThings {
    @Test
    void areRefusedWithAllReasons() {
      AuditedRun before = run(keeping("0.2"));
      LedgerUnit mill = LedgerUnit.of(CurrencyUnit.EUR, 3);
      AuditedRun after = run(policy(Basis.EFFECTIVE, mill, Grain.of(DAY), "cur", "0.2"));
      assertThatThrownBy(() -> RunDifference.between(before, after))
          .isInstanceOf(IncomparableRunsException.class)
          .hasMessage("""
              The runs %s and %s can't be compared
                Invalid currency: EUR (the run before has USD)
                Invalid scale: 3 (the run before has 2)
                Invalid basis: EFFECTIVE (the run before has BILLED)""", before.run().id(), after.run().id());
    }

    @Test
    void areRefusedIfTheyAreNoWholeLedgers() {
      BookedRun whole = BookedRun.of(run(keeping("0.2")).run());
      BookedRun cut = new BookedRun(
          whole.facts(), whole.entries().reject(entry -> entry.to().equals(ADS)));
      LedgerUnit mill = LedgerUnit.of(CurrencyUnit.USD, 3);
      BookedRun other = new BookedRun(
          whole.facts(),
          Lists.immutable.of(LedgerEntry.builder()
              .run("r")
              .chargePeriod(DAY)
              .postingPeriod(DAY)
              .from(Account.bill("cur"))
              .to(ADS)
              .amountUnits(BigInteger.ONE)
              .unit(mill)
              .measure(Measure.CHARGE)
              .kind(EntryKind.DIRECT)
              .build()));
      String id = whole.facts().run();
      assertThatThrownBy(() -> RunDifference.between(cut, other))
          .hasMessage("The runs " + id + " and " + id + " can't be compared\n"
              + "  Invalid balance of platform:spark: 20.00 (must be 0 at the end of run " + id
              + ")\n"
              + "  Invalid unit of bill:cur -> cost-center:ads: USD of scale 3 (run " + id
              + " has USD of scale 2)");
    }
  }
}
