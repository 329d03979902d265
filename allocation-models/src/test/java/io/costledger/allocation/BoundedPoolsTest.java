package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.Bounds.Bound;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Runs with bounds that a reader can follow with pencil and paper. */
@DisplayName("minimum and cap in a run (SPEC 4.2)")
class BoundedPoolsTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  private static final Account A = Account.costCenter("a");
  private static final Account B = Account.costCenter("b");
  private static final Account NEXT = Account.platform("next");

  private final List<BillRecord> rows = new ArrayList<>();
  private final List<UsageRecord> uses = new ArrayList<>();

  private void row(String platform, String cost) {
    rows.add(BillRecord.of("row " + rows.size(), AUGUST, cost, Map.of("Platform", platform)));
  }

  private void use(String platform, String consumer, String hours) {
    uses.add(UsageRecord.of(
        "use " + uses.size(), platform, consumer, hours, "hours", AUGUST, "usage-08"));
  }

  /** Platform p with a retained share of 1/10 and bounds, and one after it. */
  private List<String> run(Bounds ofP, Bounds ofNext) {
    Policy policy = Policy.builder("showback")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(AUGUST))
        .costCenters("a", "b", "infra")
        .platform(
            "p",
            p -> p.owner("infra").retain("0.1").model(proportional("hours")).bounds(ofP))
        .platform("next", p -> p.owner("infra").model(proportional("hours")).bounds(ofNext))
        .addBillRules(BillRule.builder()
            .name("by target")
            .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("Platform")))
            .build())
        .build();
    RunInputs inputs = RunInputs.of(
        Bill.of(Delivery.of("bill", "bill-08", new byte[] {1}), rows),
        UsageBatch.of(uses),
        List.of(Delivery.of("usage", "usage-08", new byte[] {2})));
    return Chargeback.of(policy.resolve())
        .run(inputs, Instant.parse("2026-09-02T00:00:00Z"))
        .run()
        .entries()
        .select(entry -> entry.from().kind() == AccountKind.PLATFORM)
        .collect(e -> e.from().id() + " -> " + e.to() + " " + e.amount().getAmount())
        .castToList();
  }

  private List<String> offences(Bounds ofP, Bounds ofNext) {
    return catchThrowableOfType(RunRefusedException.class, () -> run(ofP, ofNext))
        .offences();
  }

  @Nested
  class Splitting {
    /** 100.00 less a tenth: 90.00 by 8 : 1 is 80 and 10; at most 50.00 leaves 40.00. */
    @Test
    void comesAfterRetention() {
      row("p", "100.00");
      use("p", "cost-center:a", "8");
      use("p", "cost-center:b", "1");
      assertThat(run(Bounds.of(Map.of(A, Bound.atMost("50.00"))), Bounds.NONE))
          .containsExactly(
              "p -> cost-center:a 50.00",
              "p -> cost-center:b 40.00",
              "p -> cost-center:infra 10.00");
    }

    /** -90.00 by 8 : 1 is -80.00 and -10.00, whatever the bounds. */
    @Test
    void leavesCreditsAlone() {
      row("p", "-100.00");
      row("p", "100.00");
      use("p", "cost-center:a", "8");
      use("p", "cost-center:b", "1");
      assertThat(run(Bounds.of(Map.of(A, Bound.atMost("50.00"))), Bounds.NONE))
          .containsExactly(
              "p -> cost-center:a 50.00",
              "p -> cost-center:a -80.00",
              "p -> cost-center:b 40.00",
              "p -> cost-center:b -10.00",
              "p -> cost-center:infra 10.00",
              "p -> cost-center:infra -10.00");
    }

    /** Of 90.00, at most 30.00 each but for a: the unknown consumer is one of these. */
    @Test
    void boundsAllOthersKnownOrNot() {
      row("p", "100.00");
      use("p", "cost-center:a", "1");
      use("p", "cost-center:who", "8");
      assertThat(run(Bounds.of(Bound.atMost("30.00"), Map.of(A, Bound.NONE)), Bounds.NONE))
          .containsExactly(
              "p -> cost-center:a 60.00",
              "p -> cost-center:infra 10.00",
              "p -> unallocated:p 30.00");
    }

    @Test
    void doesNotCountAMinimumOfWhoHasNoWeight() {
      row("p", "1.00");
      use("p", "cost-center:a", "0");
      use("p", "cost-center:b", "1");
      assertThat(run(Bounds.of(Map.of(A, Bound.atLeast("50.00"))), Bounds.NONE))
          .containsExactly("p -> cost-center:b 0.90", "p -> cost-center:infra 0.10");
    }
  }

  @Nested
  class Refusing {
    @Test
    void namesEveryPoolThatItsBoundsDontFit() {
      row("p", "100.00");
      row("next", "7.00");
      use("p", "cost-center:a", "1");
      use("p", "cost-center:b", "1");
      use("next", "cost-center:b", "1");
      assertThat(offences(
              Bounds.of(Map.of(A, Bound.atLeast("60.00"), B, Bound.atLeast("30.01"))),
              Bounds.of(Map.of(B, Bound.atMost("6.99")))))
          .containsExactlyInAnyOrder(
              "Invalid minimums of platform:p in "
                  + AUGUST
                  + ": 90.01 USD (must sum to the pool at the most, 90.00 USD;"
                  + " those of cost-center:a, cost-center:b)",
              "Invalid maximums of platform:next in "
                  + AUGUST
                  + ": 6.99 USD (must sum to the pool at least, 7.00 USD; those of cost-center:b)");
    }

    /** What p passes on to next isn't known, so nothing is said of next. */
    @Test
    void doesNotJudgeAPoolThatAnotherLeavesUnsure() {
      row("p", "100.00");
      use("p", "platform:next", "1");
      use("next", "cost-center:b", "1");
      assertThat(offences(
              Bounds.of(Map.of(NEXT, Bound.atMost("80.00"))),
              Bounds.of(Map.of(B, Bound.atMost("1.00")))))
          .containsExactly("Invalid maximums of platform:p in "
              + AUGUST
              + ": 80.00 USD (must sum to the pool at least, 90.00 USD; those of platform:next)");
    }

    @Test
    void holdsForAnEmptyPoolToo() {
      use("p", "cost-center:a", "1");
      assertThat(offences(Bounds.of(Map.of(A, Bound.atLeast("0.01"))), Bounds.NONE))
          .containsExactly("Invalid minimums of platform:p in "
              + AUGUST
              + ": 0.01 USD (must sum to the pool at the most, 0.00 USD; those of cost-center:a)");
    }
  }
}
