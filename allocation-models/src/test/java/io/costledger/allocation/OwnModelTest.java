package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.direct;
import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.CannotWeighException;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What users write themselves (SPEC 4.6), good and bad. */
class OwnModelTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  private static final String ABOUT_A = "Invalid model of platform:a in " + AUGUST + ": custom@1";
  private static final String FIX = "; the model's author has to fix it)";

  /** What leaves platforms, of 9.00 for platform a and some hours of platform c. */
  private static List<LedgerEntry> entries(
      AllocationModel ofA, AllocationModel ofB, String hoursOfC) {
    Policy policy = Policy.builder("own")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(AUGUST))
        .costCenters("search", "o")
        .platform("a", p -> p.owner("o").model(ofA))
        .platform("b", p -> p.owner("o").model(ofB))
        .platform("c", p -> p.owner("o").model(proportional("h")))
        .addBillRules(BillRule.builder()
            .name("by target")
            .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("Platform")))
            .build())
        .build();
    RunInputs inputs = RunInputs.of(
        Bill.of(
            Delivery.of("bill", "bill", new byte[] {1}),
            List.of(BillRecord.of("row", AUGUST, "9.00", Map.of("Platform", "a")))),
        UsageBatch.of(List.of(
            UsageRecord.of("u1", "a", "cost-center:search", "1", "h", AUGUST, "usage"),
            UsageRecord.of("u2", "c", "cost-center:search", hoursOfC, "h", AUGUST, "usage"))),
        List.of(Delivery.of("usage", "usage", new byte[] {2})));
    return Chargeback.of(policy.resolve())
        .run(inputs, Instant.parse("2026-09-02T00:00:00Z"))
        .run()
        .entries()
        .reject(e -> e.from().kind() == AccountKind.BILL)
        .castToList();
  }

  private static RunRefusedException refusal(AllocationModel ofA, AllocationModel ofB) {
    return catchThrowableOfType(RunRefusedException.class, () -> entries(ofA, ofB, "-1"));
  }

  private static AllocationModel throwing(Throwable thrown) {
    return usage -> OwnModelTest.<RuntimeException>raise(thrown);
  }

  /** Throws even what need not be declared elsewhere. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> Weights raise(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @SuppressWarnings("NullAway")
  private static Weights nothing(PoolUsage usage) {
    return null;
  }

  @Nested
  @DisplayName("A model that breaks its contract")
  class Broken {
    @Test
    void refusesTheRunBesideAllOtherOffences() {
      RunRefusedException refused = refusal(
          throwing(new ArithmeticException("/ by zero")), throwing(new AssertionError("never")));

      assertThat(refused)
          .hasMessage("The run of policy own can't be made\n  "
              + ABOUT_A
              + " (its weights method threw java.lang.ArithmeticException: / by zero"
              + FIX
              + "\n  "
              + ABOUT_A.replace(":a", ":b")
              + " (its weights method threw java.lang.AssertionError: never"
              + FIX
              + "\n  Invalid sum of h: -1 (use of platform:c by cost-center:search in "
              + AUGUST
              + " must not be negative; usage records 'u2')");
    }

    @Test
    void keepsWhatWasThrownWithinReach() {
      ArithmeticException first = new ArithmeticException("/ by zero");
      IllegalStateException second = new IllegalStateException("no");

      RunRefusedException refused = refusal(throwing(first), throwing(second));

      assertThat(refused).cause().isSameAs(first);
      assertThat(refused.getSuppressed()).containsExactly(second);
    }

    @Test
    void mayReturnNull() {
      assertThat(refusal(OwnModelTest::nothing, proportional("h")).offences())
          .startsWith(ABOUT_A + " (its weights method returned null" + FIX);
    }

    @Test
    void mayThrowWhatIsNoException() {
      Throwable missing = new NoClassDefFoundError("com/acme/Rates");

      assertThat(refusal(throwing(missing), throwing(new StackOverflowError())).offences())
          .startsWith(
              ABOUT_A
                  + " (its weights method threw java.lang.NoClassDefFoundError: com/acme/Rates"
                  + FIX,
              ABOUT_A.replace(":a", ":b")
                  + " (its weights method threw java.lang.StackOverflowError"
                  + FIX);
    }

    @Test
    void mayWeighBelowZero() {
      AllocationModel negative =
          usage -> Weights.ofWhole(Map.of(Account.costCenter("search"), BigInteger.ONE.negate()));

      assertThat(refusal(negative, proportional("h")).offences())
          .startsWith(ABOUT_A
              + " (its weights method threw java.lang.IllegalArgumentException: Invalid weight: -1"
              + " of cost-center:search (must be 0 or more)"
              + FIX);
    }

    @Test
    void isNamedThroughTheModelAroundIt() {
      assertThat(refusal(direct(OwnModelTest::nothing), proportional("h")).offences())
          .startsWith(ABOUT_A.replace("custom@1", "direct@1['custom@1']")
              + " (its weights method returned null"
              + FIX);
    }
  }

  @Test
  void aModelMaySayWhatItCannotWeigh() {
    AllocationModel upToTen = usage -> {
      throw new CannotWeighException("Invalid quantity: 12 (the rule ends at 10)");
    };

    RunRefusedException refused = refusal(upToTen, proportional("h"));

    assertThat(refused.offences())
        .startsWith("platform:a in " + AUGUST + ": Invalid quantity: 12 (the rule ends at 10)");
    assertThat(refused).hasNoCause();
  }

  @Test
  void aPlatformsWeightForItselfIsDropped() {
    AllocationModel generous = usage -> Weights.ofWhole(Map.of(
        Account.platform("a"),
        BigInteger.valueOf(1000),
        Account.costCenter("search"),
        BigInteger.ONE));

    assertThat(entries(generous, proportional("h"), "1"))
        .extracting(LedgerEntry::to, e -> e.amount().toString())
        .containsExactly(tuple(Account.costCenter("search"), "USD 9.00"));
  }

  @Test
  void aPlatformThatAloneHasWeightHasNoUsage() {
    AllocationModel selfish =
        usage -> Weights.ofWhole(Map.of(Account.platform("a"), BigInteger.ONE));

    assertThat(entries(selfish, proportional("h"), "1"))
        .extracting(LedgerEntry::to, LedgerEntry::reasons)
        .containsExactly(tuple(Account.unallocated("a"), List.of(FaultReason.NO_USAGE)));
  }
}
