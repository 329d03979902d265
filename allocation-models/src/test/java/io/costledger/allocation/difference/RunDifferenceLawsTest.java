package io.costledger.allocation.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.RunRefusedException;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds between any two or three runs of one currency, scale and basis. */
class RunDifferenceLawsTest {
  private static final Set<AccountKind> BEARING =
      Set.of(AccountKind.COST_CENTER, AccountKind.UNALLOCATED, AccountKind.VARIANCE);

  private static AuditedRun run(ReferenceScenario scenario) {
    try {
      return Chargeback.of(ScenarioInputs.policy(scenario).resolve())
          .run(ScenarioInputs.inputs(scenario), Instant.parse("2024-10-02T03:04:05Z"));
    } catch (RunRefusedException e) {
      Assume.that(false);
      throw e;
    }
  }

  /** The balance of an account of one measure, entry by entry. */
  private static BigInteger balance(AuditedRun run, Account account, Measure measure) {
    BigInteger balance = BigInteger.ZERO;
    for (LedgerEntry entry : run.run().entries()) {
      if (entry.measure() == measure && entry.to().equals(account)) {
        balance = balance.add(entry.amountUnits());
      }
      if (entry.measure() == measure && entry.from().equals(account)) {
        balance = balance.subtract(entry.amountUnits());
      }
    }
    return balance;
  }

  private static Set<Account> accounts(AuditedRun run) {
    Set<Account> accounts = new TreeSet<>();
    run.run().entries().each(entry -> accounts.addAll(List.of(entry.from(), entry.to())));
    return accounts;
  }

  @Property(tries = 500)
  void thePartsOfAnAccountSumToItsBalancesInBothRuns(@ForAll("three") List<ReferenceScenario> two) {
    AuditedRun before = run(two.get(0));
    AuditedRun after = run(two.get(1));
    RunDifference difference = RunDifference.between(before, after);
    Set<Account> bearing = accounts(before);
    bearing.addAll(accounts(after));
    bearing.removeIf(account -> !BEARING.contains(account.kind()));
    assertThat(difference.accounts().keySet()).isEqualTo(bearing);
    for (Account account : bearing) {
      for (Measure measure : Measure.values()) {
        Change sum = difference.only(measure).through(account).values().stream()
            .reduce(Change.NONE, Change::plus);
        assertThat(sum.beforeUnits()).isEqualTo(balance(before, account, measure));
        assertThat(sum.afterUnits()).isEqualTo(balance(after, account, measure));
      }
    }
  }

  @Property(tries = 500)
  void theAccountsSumToTheDifferenceOfTheBills(@ForAll("three") List<ReferenceScenario> two) {
    AuditedRun before = run(two.get(0));
    AuditedRun after = run(two.get(1));
    RunDifference difference = RunDifference.between(before, after);
    Account bill = Account.bill("focus");
    for (Measure measure : Measure.values()) {
      assertThat(difference.only(measure).total())
          .isEqualTo(Change.of(
              balance(before, bill, measure).negate(),
              balance(after, bill, measure).negate()));
    }
    assertThat(difference.total())
        .isEqualTo(difference.accounts().values().stream().reduce(Change.NONE, Change::plus));
  }

  @Property(tries = 300)
  void theOtherWayRoundIsTheNegative(@ForAll("three") List<ReferenceScenario> two) {
    AuditedRun before = run(two.get(0));
    AuditedRun after = run(two.get(1));
    RunDifference there = RunDifference.between(before, after);
    RunDifference back = RunDifference.between(after, before);
    assertThat(back.lines().size()).isEqualTo(there.lines().size());
    for (int i = 0; i < there.lines().size(); i++) {
      DifferenceLine one = there.lines().get(i);
      DifferenceLine other = back.lines().get(i);
      assertThat(List.of(other.account(), other.measure(), other.through()))
          .isEqualTo(List.of(one.account(), one.measure(), one.through()));
      assertThat(other.change().beforeUnits()).isEqualTo(one.change().afterUnits());
      assertThat(other.change().afterUnits()).isEqualTo(one.change().beforeUnits());
      assertThat(other.change().differenceUnits())
          .isEqualTo(one.change().differenceUnits().negate());
    }
  }

  @Property(tries = 300)
  void aRunDiffersFromItselfInNothing(@ForAll("three") List<ReferenceScenario> one) {
    RunDifference difference = RunDifference.between(run(one.get(0)), run(one.get(0)));
    assertThat(difference.isEmpty()).isTrue();
    assertThat(difference.total().differenceUnits()).isZero();
    assertThat(difference.inputs().sentence()).isEqualTo("The same policy, bill and usage.");
  }

  @Property(tries = 300)
  void overAChainOfRunsTheDifferencesAddUp(@ForAll("three") List<ReferenceScenario> three) {
    List<AuditedRun> runs = three.stream().map(RunDifferenceLawsTest::run).toList();
    Map<List<Object>, BigInteger> steps = units(RunDifference.between(runs.get(0), runs.get(1)));
    units(RunDifference.between(runs.get(1), runs.get(2)))
        .forEach((key, units) -> steps.merge(key, units, BigInteger::add));
    steps.values().removeIf(units -> units.signum() == 0);
    Map<List<Object>, BigInteger> whole = units(RunDifference.between(runs.get(0), runs.get(2)));
    whole.values().removeIf(units -> units.signum() == 0);
    assertThat(steps).isEqualTo(whole);
  }

  private static Map<List<Object>, BigInteger> units(RunDifference difference) {
    Map<List<Object>, BigInteger> units = new HashMap<>();
    for (DifferenceLine line : difference.lines()) {
      units.put(
          List.of(line.account(), line.measure(), line.through()), line.change().differenceUnits());
    }
    return units;
  }

  /** Of one scale, which a difference needs; bill, usage and policy are what they like. */
  @Provide
  Arbitrary<List<ReferenceScenario>> three() {
    return Arbitraries.randomValue(
        random -> List.of(counted(random), counted(random), counted(random)));
  }

  private static ReferenceScenario counted(Random random) {
    ReferenceScenario any = Scenarios.next(random);
    return new ReferenceScenario(
        LedgerUnit.MAX_SCALE,
        Optional.of(RoundingMode.HALF_EVEN),
        any.prefix(),
        any.grain(),
        any.centers(),
        any.platforms(),
        any.bill(),
        any.usage(),
        any.circles(),
        any.order(),
        any.proratedBill(),
        any.proratedUsage(),
        any.before());
  }
}
