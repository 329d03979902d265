package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.explain.EntryExplanation;
import io.costledger.allocation.explain.GroupExplanation;
import io.costledger.allocation.explain.Part;
import io.costledger.allocation.explain.PoolExplanation;
import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.RateLine;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SPEC section 8 on generated scenarios: every entry explains itself, to the last unit. */
class ExplainLawsTest {
  private static AuditedRun run(ReferenceScenario scenario) {
    Assume.that(Outcomes.hasLedger(scenario));
    return Chargeback.of(ScenarioInputs.policy(scenario).resolve())
        .run(ScenarioInputs.inputs(scenario), Outcomes.RECORDED);
  }

  @Property(tries = 1500)
  void thePartsOfEveryEntrySumToIt(@ForAll("scenarios") ReferenceScenario scenario) {
    AuditedRun run = run(scenario);
    Explain explain = Explain.of(run);
    for (LedgerEntry entry : run.run().entries()) {
      EntryExplanation explained = explain.entry(entry);
      assertThat(
              explained.parts().stream().map(Part::units).reduce(BigInteger.ZERO, BigInteger::add))
          .isEqualTo(entry.amountUnits());
      assertThat(explained.parts()).noneMatch(part -> part instanceof Part.AsBooked);
      assertThat(explained.pool().isPresent())
          .isEqualTo(entry.from().kind() == AccountKind.PLATFORM
              || entry.from().kind() == AccountKind.VARIANCE);
      assertThat(explained.group().isPresent()).isEqualTo(entry.from().kind() == AccountKind.GROUP);
      assertThat(explained.paragraph()).doesNotContain("\n").endsWith(".");
    }
  }

  @Property(tries = 500)
  void aPoolIsWhatCameInLessWhatIsGivenAndKept(@ForAll("scenarios") ReferenceScenario scenario) {
    AuditedRun run = run(scenario);
    Explain explain = Explain.of(run);
    for (LedgerEntry entry : run.run().entries()) {
      if (entry.from().kind() == AccountKind.PLATFORM) {
        PoolExplanation pool = explain.entry(entry).pool().orElseThrow();
        BigInteger cameIn = run.run().entries().castToList().stream()
            .filter(in -> in.to().equals(entry.from()))
            .filter(in -> in.from().kind() != AccountKind.VARIANCE)
            .filter(in -> in.chargePeriod().equals(entry.chargePeriod()))
            .filter(in -> in.measure() == entry.measure())
            .map(LedgerEntry::amountUnits)
            .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(pool.cameIn()).isEqualTo(cameIn);
        assertThat(pool.given().add(pool.kept()).add(pool.passedOn())).isEqualTo(cameIn);
      }
    }
  }

  @Property(tries = 500)
  void aShareIsTheExactQuotientCutToUnitsAndPerhapsOneMore(
      @ForAll("scenarios") ReferenceScenario scenario) {
    AuditedRun run = run(scenario);
    Explain explain = Explain.of(run);
    for (LedgerEntry entry : run.run().entries()) {
      EntryExplanation explained = explain.entry(entry);
      for (Part part : explained.parts()) {
        if (part instanceof Part.Share share) {
          BigInteger pool = explained.pool().orElseThrow().passedOn();
          Fraction exact = Fraction.of(pool)
              .times(Fraction.of(share.weight()))
              .over(Fraction.of(share.totalWeight()));
          assertThat(share.quotient()).hasToString(exact.toString());
          if (share.bound().isPresent()) {
            assertThat(share.extra()).isFalse();
            continue;
          }
          assertThat(share.units().subtract(share.floor()).abs())
              .isEqualTo(share.extra() ? BigInteger.ONE : BigInteger.ZERO);
          Fraction off = exact.minus(Fraction.of(share.units()));
          assertThat(off.times(off)).isLessThan(Fraction.ONE);
        }
      }
    }
  }

  @Property(tries = 500)
  void aChargeIsQuantityByRateRoundedHalfEvenAndATrueUpTheShareLessIt(
      @ForAll("scenarios") ReferenceScenario scenario) {
    AuditedRun run = run(scenario);
    Explain explain = Explain.of(run);
    Fraction perCurrency = Fraction.of(BigInteger.TEN.pow(scenario.scale()));
    for (LedgerEntry entry : run.run().entries()) {
      for (Part part : explain.entry(entry).parts()) {
        if (part instanceof Part.Charge charge) {
          Fraction sum = Fraction.ZERO;
          for (RateLine line : charge.lines()) {
            Fraction rate = new Fraction(line.rate().numerator(), line.rate().denominator());
            sum = sum.plus(rate.times(Fraction.of(line.quantity())).times(perCurrency));
          }
          assertThat(charge.quotient()).hasToString(sum.toString());
          assertThat(charge.units()).isEqualTo(sum.roundHalfEven());
        } else if (part instanceof Part.TrueUp trueUp) {
          assertThat(trueUp.units()).isEqualTo(trueUp.total().subtract(trueUp.charge()));
          Fraction off = Fraction.of(trueUp.total()).minus(fraction(trueUp.quotient()));
          assertThat(off.times(off)).isLessThan(Fraction.ONE);
        } else if (part instanceof Part.Variance variance) {
          assertThat(variance.units().abs())
              .isEqualTo(variance.pool().subtract(variance.charged()).abs());
        }
      }
    }
  }

  @Property(tries = 500)
  void aGroupsShareIsWeightByPriceAndItsPricesAccountForAllThatCameIn(
      @ForAll("scenarios") ReferenceScenario scenario) {
    Assume.that(scenario.circles() == ReferenceScenario.Circles.RECIPROCAL);
    AuditedRun run = run(scenario);
    Explain explain = Explain.of(run);
    for (LedgerEntry entry : run.run().entries()) {
      EntryExplanation explained = explain.entry(entry);
      for (Part part : explained.parts()) {
        if (part instanceof Part.GroupShare share) {
          Fraction sum = Fraction.ZERO;
          for (GroupExplanation.Member member : explained.group().orElseThrow().members()) {
            BigInteger weight = share.weights().getOrDefault(member.platform(), BigInteger.ZERO);
            sum = sum.plus(Fraction.of(weight).times(fraction(member.price())));
            assertThat(fraction(member.price()).times(Fraction.of(member.weight())))
                .isEqualTo(fraction(member.gross()));
            assertThat(
                    fraction(member.gross()).minus(Fraction.of(member.inflow())).signum())
                .isNotEqualTo(-entry.amountUnits().signum());
          }
          assertThat(share.quotient()).hasToString(sum.toString());
          Fraction off = sum.minus(Fraction.of(share.units()));
          assertThat(off.times(off)).isLessThan(Fraction.ONE);
        }
      }
    }
  }

  private static Fraction fraction(Ratio ratio) {
    return new Fraction(ratio.numerator(), ratio.denominator());
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
