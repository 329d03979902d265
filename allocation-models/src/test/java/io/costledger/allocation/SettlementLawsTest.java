package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.ReferenceLedger;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceSettlement;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.ledger.Statement;
import io.costledger.core.ledger.StatementLine;
import io.costledger.core.money.Measure;
import io.costledger.invariants.AuditedRun;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.StandardInvariants;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SPEC section 9 on generated ledgers, against the reference's entries settled by themselves. */
class SettlementLawsTest {
  @Property(tries = 700)
  void everyLineIsThatOfTheReference(@ForAll("scenarios") ReferenceScenario scenario) {
    Assume.that(Outcomes.hasLedger(scenario));
    Map<String, BigInteger> exact = exact(scenario);
    Map<String, BigInteger> settled = ReferenceSettlement.hundredths(exact, scenario.scale());
    Map<String, String> expected = new LinkedHashMap<>();
    exact.forEach((line, units) -> expected.put(
        line, new BigDecimal(units, scenario.scale()) + " " + dollars(settled.get(line))));

    Map<String, String> actual = new LinkedHashMap<>();
    for (StatementLine line : statement(scenario).lines()) {
      actual.put(
          key(line.account().toString(), line.measure()),
          line.exact().getAmount() + " " + line.settled().getAmount());
    }
    assertThat(actual).as("statement of %s", scenario).isEqualTo(expected);
  }

  @Property(tries = 400)
  void theLinesSumToTheRoundedTotal(@ForAll("scenarios") ReferenceScenario scenario) {
    Assume.that(Outcomes.hasLedger(scenario));
    BigInteger total = exact(scenario).values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    Fraction hundredths = Fraction.of(new BigDecimal(total, scenario.scale()).movePointRight(2));
    Statement statement = statement(scenario);
    BigDecimal sum = statement.lines().toList().stream()
        .map(line -> line.settled().getAmount())
        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    assertThat(sum).isEqualTo(dollars(hundredths.roundHalfEven()));
    assertThat(statement.settledTotal().getAmount()).isEqualTo(sum);
    assertThat(statement.exactTotal().getAmount())
        .isEqualTo(new BigDecimal(total, scenario.scale()));
  }

  @Property(tries = 400)
  void everyStatementKeepsItsLaw(@ForAll("scenarios") ReferenceScenario scenario) {
    Assume.that(Outcomes.hasLedger(scenario));
    AuditedRun run = Chargeback.of(ScenarioInputs.policy(scenario).resolve())
        .run(ScenarioInputs.inputs(scenario), Outcomes.RECORDED);

    Invariant foots = StandardInvariants.settlementFoots(Settlement.statement(run));

    assertThat(foots.check(run.run())).as("statement of %s", scenario).isEmpty();
  }

  /** Cost centers and accounts without a home, by account and measure, over all periods. */
  private static Map<String, BigInteger> exact(ReferenceScenario scenario) {
    Map<String, BigInteger> exact = new HashMap<>();
    ReferenceLedger.of(scenario).forEach((key, line) -> {
      if (!key.to().startsWith("platform:") && !key.to().startsWith("group:")) {
        exact.merge(key(key.to(), key.measure()), line.units(), BigInteger::add);
      }
      if (key.from().startsWith("variance:")) {
        exact.merge(key(key.from(), key.measure()), line.units().negate(), BigInteger::add);
      }
    });
    exact.values().removeIf(units -> units.signum() == 0);
    return exact;
  }

  private static Statement statement(ReferenceScenario scenario) {
    return Settlement.statement(Chargeback.of(ScenarioInputs.policy(scenario).resolve())
        .run(ScenarioInputs.inputs(scenario), Outcomes.RECORDED));
  }

  /** Only lines of one measure are ever compared, so the measure may stand behind the account. */
  private static String key(String account, Measure measure) {
    return account + "\0" + measure;
  }

  private static BigDecimal dollars(BigInteger hundredths) {
    return new BigDecimal(hundredths, 2);
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
