package io.costledger.invariants.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.ledger.Responsible;
import io.costledger.invariants.Violation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a report says of what is wrong: its rows, figures, order and bounds. */
class ForeignReportTest {
  private static final ForeignRules RULES = ForeignRules.strict("bill", "sql");
  private static final ForeignRules TIERS = RULES.withTiers();
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private static CheckResult of(ForeignCheck check, ForeignReport report) {
    return report.results().stream()
        .filter(result -> result.check() == check)
        .findFirst()
        .orElseThrow();
  }

  private static Violation first(ForeignCheck check, ForeignReport report) {
    return of(check, report).violations().get(0);
  }

  private static Set<ForeignCheck> spoke(ForeignReport report) {
    return report.results().stream()
        .filter(result -> !result.holds())
        .map(CheckResult::check)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ForeignCheck.class)));
  }

  @Nested
  class TheReport {
    @Test
    void countsTheRowsOfBothTables() {
      ForeignReport report = new Tables()
          .origin("a", "10.00")
          .origin("b", "1.00")
          .row("a", "x", "4.00")
          .row("a", "y", "6.00")
          .row("b", "x", "1.00")
          .check(RULES);
      assertThat(report.originRows()).isEqualTo(2);
      assertThat(report.allocatedRows()).isEqualTo(3);
      assertThat(spoke(report)).isEmpty();
    }

    @Test
    void hasTheChecksThatTheTablesAllow() {
      ForeignReport report = new Tables().check(RULES.without(Set.of(ForeignCheck.ROUNDING)));
      assertThat(report.results().stream().map(CheckResult::check))
          .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(
              ForeignCheck.ROUNDING,
              ForeignCheck.CONSERVATION_TIER,
              ForeignCheck.DOUBLE_ATTRIBUTION,
              ForeignCheck.TIER_ORDER,
              ForeignCheck.CONSERVATION_GROUP,
              ForeignCheck.GROUP)));
    }

    @Test
    void hasALawInWordsForEachCheck() {
      assertThat(Arrays.stream(ForeignCheck.values()).map(ForeignCheck::statement))
          .doesNotHaveDuplicates()
          .allSatisfy(statement -> assertThat(statement).hasSizeGreaterThan(20));
    }

    @Test
    void namesTheFirstRowOfWhatMakesTheTotalWrong() {
      ForeignReport report = new Tables()
          .origin("a", "10.00")
          .origin("b", "2.00")
          .row("a", "x", "4.00")
          .row("a", "y", "5.00")
          .check(RULES);
      Violation total = first(ForeignCheck.CONSERVATION_TOTAL, report);
      assertThat(total.offenders())
          .containsExactly("origin row 1 a 10.00 USD", "origin row 2 b 2.00 USD");
      assertThat(total.message())
          .isEqualTo("Invalid total: 9.00 USD (must be 12.00 USD, the sum of the origins;"
              + " 3.00 USD too little: the checks by origin name the rows)");
    }

    @Test
    void namesTheGroupWhoseTotalIsWrong() {
      ForeignReport report = new Tables()
          .origin("a", "10.00", "USD", "july")
          .row("a", "x", "9.00", AllocatedRow.NO_TIER, "USD", "july")
          .check(RULES.withGroups());
      assertThat(first(ForeignCheck.CONSERVATION_GROUP, report).message())
          .startsWith("Invalid total of group july: 9.00 USD (must be 10.00 USD");
      assertThat(first(ForeignCheck.CONSERVATION_ORIGIN, report).offenders())
          .containsExactly(
              "origin row 1 a 10.00 USD in july", "allocated row 1 a -> x 9.00 USD in july");
    }

    @Test
    void tellsWhatATotalMayBeOffBy() {
      ForeignRules tolerant =
          RULES.withTolerance(new ForeignRules.Tolerance(BigDecimal.ZERO, CENT, "agreed"));
      ForeignReport report = new Tables().origin("a", "0.01").check(tolerant);
      CheckResult total = of(ForeignCheck.CONSERVATION_TOTAL, report);
      assertThat(total.count()).isZero();
      assertThat(total.toleratedCount()).isEqualTo(1);
      assertThat(of(ForeignCheck.ORIGIN_UNALLOCATED, report).count()).isEqualTo(1);
    }

    @Test
    void holdsTheTwentyLargestInOrderOfTheirSizeAndCountsAll() {
      Tables tables = new Tables();
      IntStream.rangeClosed(1, 25).forEach(i -> tables.origin("o" + i, i + ".00"));
      CheckResult result = of(ForeignCheck.ORIGIN_UNALLOCATED, tables.check(RULES));
      assertThat(result.count()).isEqualTo(25);
      assertThat(result.violations().stream().map(Violation::offenders))
          .containsExactlyElementsOf(IntStream.iterate(25, i -> i > 5, i -> i - 1)
              .mapToObj(i -> List.of("origin row " + i + " o" + i + " " + i + ".00 USD"))
              .toList());
    }

    @Test
    void putsWhatIsOfOneSizeInTheOrderOfRows() {
      ForeignReport report = new Tables()
          .origin("b", "1.00")
          .origin("a", "1.00")
          .row("d", "x", "1.00")
          .row("c", "x", "1.00")
          .check(RULES);
      assertThat(of(ForeignCheck.ORIGIN_UNALLOCATED, report).violations().stream()
              .map(Violation::message))
          .satisfiesExactly(
              one -> assertThat(one).contains("origin b"),
              two -> assertThat(two).contains("origin a"));
      assertThat(of(ForeignCheck.ORPHAN, report).violations().stream().map(Violation::message))
          .satisfiesExactly(
              one -> assertThat(one).startsWith("Invalid origin of 1 row: d (no such origin"),
              two -> assertThat(two).startsWith("Invalid origin of 1 row: c (no such origin"));
    }

    @Test
    void putsPlatformsThatAreOffAlikeInTheOrderOfRows() {
      ForeignReport report = new Tables()
          .origin("ec2", "20.00")
          .row(1, "ec2", "q", "10.00")
          .row(1, "ec2", "p", "10.00")
          .row(2, "p", "ads", "9.00")
          .row(2, "q", "ads", "9.00")
          .check(TIERS);
      assertThat(of(ForeignCheck.CONSERVATION_TIER, report).violations().stream()
              .map(Violation::owner))
          .containsExactly(
              new Responsible(Responsible.Role.PLATFORM_OWNER, "q"),
              new Responsible(Responsible.Role.PLATFORM_OWNER, "p"));
    }
  }

  @Nested
  class TheRowsThatShowIt {
    @Test
    void areTheFirstTwentyAndAllAreCounted() {
      Tables tables = new Tables().origin("a", "10.00");
      IntStream.range(0, 25).forEach(i -> tables.row("a", "r" + i, "0.30"));
      Violation violation = first(ForeignCheck.CONSERVATION_ORIGIN, tables.check(RULES));
      assertThat(violation.offenders()).hasSize(20).startsWith("origin row 1 a 10.00 USD");
      assertThat(violation.offenders().get(19)).isEqualTo("allocated row 19 a -> r18 0.30 USD");
      assertThat(violation.offenderCount()).isEqualTo(26);
    }

    @Test
    void ofAnOriginThatStandsTwiceAreItsOwn() {
      Tables tables = new Tables();
      IntStream.range(0, 25).forEach(i -> tables.origin("a", "0.10"));
      tables.row("a", "x", "1.50").row("a", "y", "1.00");
      ForeignReport report = tables.check(RULES);
      assertThat(spoke(report)).containsExactly(ForeignCheck.ORIGIN_UNIQUE);
      Violation violation = first(ForeignCheck.ORIGIN_UNIQUE, report);
      assertThat(violation.offenders())
          .hasSize(20)
          .allSatisfy(row -> assertThat(row).startsWith("origin row "));
      assertThat(violation.offenderCount()).isEqualTo(25);
    }

    @Test
    void ofAPlatformAreWhatCameAndWhatWentOn() {
      ForeignReport report = new Tables()
          .origin("ec2", "100.00")
          .origin("spark", "5.00")
          .row(1, "ec2", "spark", "100.00")
          .row(2, "spark", "ads", "90.00")
          .row(2, "spark", "spark", "10.00")
          .check(TIERS);
      Violation violation = first(ForeignCheck.CONSERVATION_TIER, report);
      assertThat(violation.offenders())
          .containsExactly(
              "origin row 2 spark 5.00 USD",
              "allocated row 1 ec2 -> spark 100.00 USD tier 1",
              "allocated row 2 spark -> ads 90.00 USD tier 2",
              "allocated row 3 spark -> spark 10.00 USD tier 2");
      assertThat(violation.offenderCount()).isEqualTo(4);
      assertThat(violation.message())
          .isEqualTo("Invalid sum passed on by spark: 100.00 USD (must be 105.00 USD, what it"
              + " received and its own cost; 5.00 USD too little: pass on or keep the rest)");
    }

    @Test
    void thatAreEqualAreNamedWithTheFirst() {
      Tables tables = new Tables().origin("a", "8.00").origin("b", "25.00");
      tables.row("a", "y", "4.00").row("a", "y", "4.0");
      IntStream.range(0, 25).forEach(i -> tables.row("b", "x", "1.00"));
      List<Violation> copies = of(ForeignCheck.ROW_UNIQUE, tables.check(RULES)).violations();
      assertThat(copies.get(0).offenders())
          .hasSize(20)
          .startsWith("allocated row 3 b -> x 1.00 USD", "allocated row 4 b -> x 1.00 USD");
      assertThat(copies.get(0).offenderCount()).isEqualTo(25);
      assertThat(copies.get(1).offenders())
          .containsExactly("allocated row 1 a -> y 4.00 USD", "allocated row 2 a -> y 4.0 USD");
    }

    @Test
    void ofRatiosAreTheFirstTwentyAndAllAreCounted() {
      Tables tables = new Tables().origin("a", "1.00").row("a", "x", "1.00");
      IntStream.range(0, 25).forEach(i -> tables.ratio("a", "0.05"));
      Violation violation = first(ForeignCheck.SPLIT_RATIO, tables.check(RULES));
      assertThat(violation.discrepancy()).contains(new BigDecimal("0.25"));
      assertThat(violation.offenders()).hasSize(20);
      assertThat(violation.offenderCount()).isEqualTo(25);
    }

    @Test
    void areThoseOfTheTableWhoseAmountIsNoNumber() {
      ForeignFindings findings = ForeignAudit.of(RULES).nothing();
      findings.unreadable(true, 2, "Invalid amount: 'NaN' (must be a number)");
      findings.unreadable(false, 3, "Invalid amount: '' (must be a number)");
      List<Violation> amounts =
          of(ForeignCheck.AMOUNT, ForeignAudit.of(RULES).report(findings)).violations();
      assertThat(amounts.get(0).offenders()).containsExactly("origin row 2");
      assertThat(amounts.get(0).owner()).isEqualTo(RULES.feed());
      assertThat(amounts.get(1).offenders()).containsExactly("allocated row 3");
      assertThat(amounts.get(1).owner()).isEqualTo(RULES.author());
    }
  }

  @Nested
  class WhatIsWrong {
    @Test
    void isRoundingUpToHalfTheLastDigitOfEachRow() {
      ForeignReport half = new Tables()
          .origin("a", "10.00")
          .row("a", "x", "5.00")
          .row("a", "y", "4.99")
          .check(RULES);
      assertThat(spoke(half)).contains(ForeignCheck.ROUNDING);
      ForeignReport one =
          new Tables().origin("a", "0.016").row("a", "x", "0.02").check(RULES);
      assertThat(first(ForeignCheck.ROUNDING, one).message())
          .startsWith("Invalid rounding of a: 0.02 USD in 1 row (must be 0.016 USD");
      ForeignReport more =
          new Tables().origin("a", "10.00").row("a", "y", "9.99").check(RULES);
      assertThat(spoke(more)).doesNotContain(ForeignCheck.ROUNDING);
    }

    @Test
    void isTheSignOfWhatComesFromNothing() {
      ForeignReport report = new Tables()
          .origin("a", "0.00")
          .row("a", "x", "5.00")
          .row("a", "y", "-5.00")
          .check(RULES);
      assertThat(spoke(report)).containsExactly(ForeignCheck.SIGN);
      assertThat(of(ForeignCheck.SIGN, report).count()).isEqualTo(2);
    }

    @Test
    void isNotTheSignWhereTheOriginsAmountIsNoNumber() {
      ForeignReport report = ForeignAudit.of(RULES)
          .check(ForeignRows.of(
              List.of(new OriginRow(1, "a", Optional.empty(), "USD", "")),
              new Tables().row("a", "x", "5.00").row("a", "y", "-5.00").allocated));
      assertThat(spoke(report)).isEmpty();
    }

    @Test
    void isNotTheSignWhereWhatAPlatformGotIsNoNumber() {
      ForeignReport report = new Tables()
          .row(1, "ec2", "p", "")
          .row(2, "p", "x", "5.00")
          .row(2, "p", "y", "-5.00")
          .origin("ec2", "0.00")
          .check(TIERS);
      assertThat(spoke(report)).isEmpty();
    }

    @Test
    void isNoSumOfARowInAnotherCurrency() {
      ForeignReport report = new Tables()
          .origin("a", "10.00")
          .row("a", "x", "6.00")
          .row("a", "y", "4.00", AllocatedRow.NO_TIER, "EUR", "")
          .check(RULES);
      assertThat(of(ForeignCheck.CONSERVATION_ORIGIN, report).sums())
          .containsExactly(new UnitSum("USD", new BigDecimal("-4.00"), new BigDecimal("4.00")));
    }

    @Test
    void mayBeNothingAtAllByTolerance() {
      assertThat(new ForeignRules.Tolerance(BigDecimal.ZERO, BigDecimal.ZERO, "none").total())
          .isZero();
    }
  }

  @Nested
  class Bounds {
    private static Tables units(int from, int to) {
      Tables tables = new Tables();
      IntStream.range(from, to).forEach(i -> tables.origin("a" + i, "0", "U" + i, ""));
      return tables;
    }

    private static ForeignFindings found(Tables tables) {
      return ForeignAudit.of(RULES).checkIds(ForeignRows.of(tables.origins, tables.allocated));
    }

    @Test
    void areAThousandUnits() {
      ForeignFindings most = found(units(0, ForeignFindings.MOST_UNITS));
      assertThat(most.totals()).hasSize(ForeignFindings.MOST_UNITS);
      refuse(() -> found(units(0, ForeignFindings.MOST_UNITS + 1)));
    }

    @Test
    void holdWhenPartitionsMerge() {
      ForeignFindings other = found(units(1, ForeignFindings.MOST_UNITS + 1));
      refuse(() -> found(units(0, ForeignFindings.MOST_UNITS)).merge(other));
      refuse(() -> found(units(0, ForeignFindings.MOST_UNITS)).merge(other.toBytes()));
    }

    @Test
    void areAHundredThousandGroups() {
      UnitTotal total = new UnitTotal("USD", BigDecimal.ONE, BigDecimal.ONE);
      ForeignFindings findings = ForeignAudit.of(RULES).nothing();
      for (int i = 0; i < ForeignFindings.MOST_GROUPS; i++) {
        findings.addGroup("g" + i, total);
      }
      findings.merge(ForeignAudit.of(RULES).nothing());
      findings.addGroup("one more", total);
      assertThatThrownBy(() -> findings.merge(ForeignAudit.of(RULES).nothing()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid group: more than 100000 (the tables must have fewer groups)");
    }

    private static void refuse(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid currency: more than 1000 (is the mapped column a currency?)");
    }
  }
}
