package io.costledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What laws sum of usage by numbers and primitives is what decimals, added one by one, come to. */
class UsageSumsTest {
  private static NavigableMap<Account, NavigableMap<String, BigDecimal>> slow(
      ManyBooks books, String platform, Period day) {
    NavigableMap<Account, NavigableMap<String, BigDecimal>> sums = new TreeMap<>();
    for (int i = 0; i < books.usage.size(); i++) {
      UsageRecord use = books.usage.get(i);
      if (books.usagePlacements.get(i) == UsagePlacement.COUNTED
          && use.platform().equals(platform)
          && day.contains(use.chargePeriod())) {
        sums.computeIfAbsent(use.consumer(), consumer -> new TreeMap<>())
            .merge(use.unit(), use.quantity(), BigDecimal::add);
      }
    }
    return sums;
  }

  private static PeriodPolicy.Terms terms(Run run, String platform) {
    return run.policy().periods().get(0).platforms().get(platform);
  }

  /** Also at the same scale, which a model could show. */
  @Property(tries = 100)
  void sumsAreThoseOfDecimals(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int digits) {
    ManyBooks books = ManyBooks.correct(seed, 1, 300, digits);
    Run run = books.run();
    UsageSums sums = new UsageSums(Inspection.of(run));
    for (Period day : books.days) {
      for (String platform : ManyBooks.PLATFORMS) {
        assertThat(sums.of(day, terms(run, platform)).quantities())
            .isEqualTo(slow(books, platform, day));
      }
    }
  }

  /** As weights are compared: each by all of the others. Many records are summed for all pools. */
  @Property(tries = 200)
  void statedWeightsAreInProportion(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int digits,
      @ForAll @IntRange(min = 8, max = 700) int uses) {
    ManyBooks books = ManyBooks.correct(seed, 1, uses, digits);
    Run run = books.run();
    Inspection inspection = Inspection.of(run);
    Statistics.label("summed").collect(UnitWeights.areFew(inspection.usagePools()));
    PeriodPolicy.Terms terms = terms(run, "stated");
    UsageSums sums = new UsageSums(inspection);
    for (Period day : books.days) {
      Optional<Weighed> found = sums.unitWeights(terms.model().orElseThrow(), day, terms);
      if (digits < 10) { // 27 bits, a factor of 10^6, 7, and 700 records are below 63 bits
        assertThat(found).isPresent();
      }
      found.ifPresent(weighed -> assertProportion(weighed, slow(books, "stated", day)));
    }
  }

  private static void assertProportion(
      Weighed weighed, NavigableMap<Account, NavigableMap<String, BigDecimal>> quantities) {
    NavigableMap<Account, BigDecimal> expected = new TreeMap<>();
    quantities.forEach((consumer, byUnit) -> byUnit.forEach((unit, sum) -> expected.merge(
        consumer, sum.multiply(new BigDecimal(ManyBooks.weight(unit))), BigDecimal::add)));
    expected.values().removeIf(weight -> weight.signum() == 0);
    assertThat(weighed.consumers()).isEqualTo(List.copyOf(expected.keySet()));
    BigDecimal total = expected.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal found = new BigDecimal(Quotas.sum(weighed.weights()));
    for (int i = 0; i < weighed.consumers().size(); i++) {
      assertThat(new BigDecimal(weighed.weights().get(i)).multiply(total))
          .isEqualByComparingTo(expected.get(weighed.consumers().get(i)).multiply(found));
    }
  }

  @Property(tries = 50)
  void usedIsWhatHasARecordThatCounts(@ForAll long seed) {
    ManyBooks books = ManyBooks.correct(seed, 1, 8, 3);
    Set<UsagePools.Key> expected = new HashSet<>();
    for (int i = 0; i < books.usage.size(); i++) {
      UsageRecord use = books.usage.get(i);
      if (i % 2 == 0) {
        books.usage.set(i, UsageRecord.builder().copyOf(use).unit("bytes").build());
      } else {
        expected.add(new UsagePools.Key(books.day(use.chargePeriod()), use.platform()));
      }
    }

    assertThat(Inspection.of(books.run()).usagePools().used()).isEqualTo(expected);
  }

  /** 2^61 seven times is above 2^63, so the model is asked; and so it is for more of 2^60. */
  @ParameterizedTest
  @CsvSource({"61, 1, false", "60, 1, true", "60, 2, false", "60, 3, false"})
  void weightsThatDontFitAPrimitiveAreTheModelsOwn(int bits, int times, boolean fits) {
    ManyBooks books = ManyBooks.correct(1, 1, 8, 3);
    BigDecimal large = new BigDecimal(BigInteger.TWO.pow(bits));
    List<UsageRecord> once = List.copyOf(books.usage);
    books.usage.clear();
    for (int i = 0; i < times; i++) {
      once.forEach(
          u -> books.usage.add(UsageRecord.builder().copyOf(u).quantity(large).build()));
    }
    Run run = books.run();
    PeriodPolicy.Terms terms = terms(run, "stated");

    assertThat(new UsageSums(Inspection.of(run))
            .unitWeights(terms.model().orElseThrow(), books.days.get(0), terms)
            .isPresent())
        .isEqualTo(fits);
  }

  /** -1 hour weighs -7: no weight, and the model says so in its own words. */
  @Test
  void weightsBelowZeroAreTheModelsToRefuse() {
    ManyBooks books = ManyBooks.correct(1, 100, 8, 3);
    books.usage.replaceAll(
        u -> UsageRecord.builder().copyOf(u).quantity(BigDecimal.ONE.negate()).build());
    Run run = books.run();
    PeriodPolicy.Terms terms = terms(run, "stated");

    assertThat(new UsageSums(Inspection.of(run))
            .unitWeights(terms.model().orElseThrow(), books.days.get(0), terms))
        .isEmpty();
    assertThat(StandardInvariants.QUOTA.check(run))
        .extracting(Violation::message)
        .contains("Invalid weights of platform:stated in " + books.days.get(0)
            + ": none (the model refuses the run's usage: Invalid weight: -7 of "
            + books.usage.stream()
                .filter(u -> u.platform().equals("stated")
                    && books.day(u.chargePeriod()).equals(books.days.get(0)))
                .map(UsageRecord::consumer)
                .sorted()
                .findFirst()
                .orElseThrow()
            + " (must be 0 or more))");
  }
}
