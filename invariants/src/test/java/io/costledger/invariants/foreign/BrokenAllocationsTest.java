package io.costledger.invariants.foreign;

import static io.costledger.invariants.foreign.ForeignCheck.AMOUNT;
import static io.costledger.invariants.foreign.ForeignCheck.CONSERVATION_GROUP;
import static io.costledger.invariants.foreign.ForeignCheck.CONSERVATION_ORIGIN;
import static io.costledger.invariants.foreign.ForeignCheck.CONSERVATION_TIER;
import static io.costledger.invariants.foreign.ForeignCheck.CONSERVATION_TOTAL;
import static io.costledger.invariants.foreign.ForeignCheck.CURRENCY;
import static io.costledger.invariants.foreign.ForeignCheck.DOUBLE_ATTRIBUTION;
import static io.costledger.invariants.foreign.ForeignCheck.GROUP;
import static io.costledger.invariants.foreign.ForeignCheck.NETTED_CREDIT;
import static io.costledger.invariants.foreign.ForeignCheck.ORIGIN_NAMED;
import static io.costledger.invariants.foreign.ForeignCheck.ORIGIN_UNALLOCATED;
import static io.costledger.invariants.foreign.ForeignCheck.ORIGIN_UNIQUE;
import static io.costledger.invariants.foreign.ForeignCheck.ORPHAN;
import static io.costledger.invariants.foreign.ForeignCheck.RECIPIENT_NAMED;
import static io.costledger.invariants.foreign.ForeignCheck.ROUNDING;
import static io.costledger.invariants.foreign.ForeignCheck.ROW_UNIQUE;
import static io.costledger.invariants.foreign.ForeignCheck.SIGN;
import static io.costledger.invariants.foreign.ForeignCheck.SPLIT_RATIO;
import static io.costledger.invariants.foreign.ForeignCheck.TIER_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One allocation for each way of being wrong. Each is caught by the check that is named first; the
 * others say the same in another way, for the reason that is given. No further check may speak.
 */
class BrokenAllocationsTest {
  private static final ForeignRules RULES = ForeignRules.strict("bill", "sql").withGroups();
  private static final ForeignRules TIERS = ForeignRules.strict("bill", "sql").withTiers();
  private static final String NO_REASON = "";
  private static final String TOTALS = "what is off for an origin is off in its group and in all";

  /** Rows of a table in the making. */
  private static final class Tables {
    final List<OriginRow> origins = new ArrayList<>();
    final List<AllocatedRow> allocated = new ArrayList<>();
    final List<SplitRatio> ratios = new ArrayList<>();

    Tables origin(String id, String amount, String unit, String group) {
      origins.add(
          new OriginRow(origins.size() + 1, id, Optional.of(new BigDecimal(amount)), unit, group));
      return this;
    }

    Tables origin(String id, String amount) {
      return origin(id, amount, "USD", "");
    }

    Tables row(
        String origin, String recipient, String amount, int tier, String unit, String group) {
      Optional<BigDecimal> number =
          amount.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(amount));
      allocated.add(
          new AllocatedRow(allocated.size() + 1, origin, number, recipient, tier, unit, group, ""));
      return this;
    }

    Tables row(String origin, String recipient, String amount) {
      return row(origin, recipient, amount, AllocatedRow.NO_TIER, "USD", "");
    }

    Tables row(int tier, String origin, String recipient, String amount) {
      return row(origin, recipient, amount, tier, "USD", "");
    }

    Tables ratio(String origin, String ratio) {
      ratios.add(new SplitRatio(ratios.size() + 1, origin, new BigDecimal(ratio)));
      return this;
    }

    ForeignReport check(ForeignRules rules) {
      return ForeignAudit.of(rules).check(ForeignRows.of(origins, allocated, ratios));
    }
  }

  private record Broken(
      String name,
      ForeignRules rules,
      Tables tables,
      ForeignCheck caughtBy,
      String net,
      String reason,
      Set<ForeignCheck> alsoBy) {}

  private static Broken broken(
      String name,
      ForeignRules rules,
      Tables tables,
      ForeignCheck caughtBy,
      String net,
      String reason,
      ForeignCheck... alsoBy) {
    return new Broken(name, rules, tables, caughtBy, net, reason, Set.of(alsoBy));
  }

  private static Tables a() {
    return new Tables().origin("a", "10.00");
  }

  private static List<Broken> corpus() {
    ForeignCheck[] totals = {CONSERVATION_GROUP, CONSERVATION_TOTAL};
    ForeignCheck[] sums = {CONSERVATION_ORIGIN, CONSERVATION_GROUP, CONSERVATION_TOTAL};
    return List.of(
        broken(
            "lost cent",
            RULES,
            a().row("a", "x", "3.33").row("a", "y", "3.33").row("a", "z", "3.33"),
            CONSERVATION_ORIGIN,
            "-0.01",
            TOTALS + "; it is rounding",
            CONSERVATION_GROUP,
            CONSERVATION_TOTAL,
            ROUNDING),
        broken(
            "gained cent",
            RULES,
            new Tables()
                .origin("a", "20.00")
                .row("a", "x", "6.67")
                .row("a", "y", "6.67")
                .row("a", "z", "6.67"),
            CONSERVATION_ORIGIN,
            "0.01",
            TOTALS + "; it is rounding",
            CONSERVATION_GROUP,
            CONSERVATION_TOTAL,
            ROUNDING),
        broken(
            "lost dollar",
            RULES,
            a().row("a", "x", "4.00").row("a", "y", "5.00"),
            CONSERVATION_ORIGIN,
            "-1.00",
            TOTALS,
            totals),
        broken(
            "orphan",
            RULES,
            a().row("a", "x", "10.00").row("b", "x", "2.00"),
            ORPHAN,
            "2.00",
            TOTALS,
            totals),
        broken(
            "unallocated origin",
            RULES,
            a().origin("b", "3.00").row("a", "x", "10.00"),
            ORIGIN_UNALLOCATED,
            "-3.00",
            TOTALS,
            totals),
        broken(
            "duplicate row",
            RULES,
            a().row("a", "x", "6.00").row("a", "y", "4.00").row("a", "y", "4.0"),
            ROW_UNIQUE,
            "4.00",
            "the copy counts too; " + TOTALS,
            sums),
        broken(
            "sign flipped",
            RULES,
            a().row("a", "x", "6.00").row("a", "y", "-4.00"),
            SIGN,
            "-4.00",
            "it is missing twice over; " + TOTALS,
            sums),
        broken(
            "other currency",
            RULES,
            a().row("a", "x", "6.00").row("a", "y", "4.00", -1, "EUR", ""),
            CURRENCY,
            "4.00",
            "another currency is no part of the sum; " + TOTALS,
            sums),
        broken(
            "netted credit",
            RULES,
            new Tables().origin("a", "100.00").origin("c", "-20.00").row("a", "x", "80.00"),
            NETTED_CREDIT,
            "20.00",
            "the charge is short by the credit",
            CONSERVATION_ORIGIN),
        broken(
            "a platform's cost both kept and passed on",
            TIERS,
            new Tables()
                .origin("ec2", "100.00")
                .row(1, "ec2", "spark", "100.00")
                .row(2, "spark", "ads", "100.00")
                .row(2, "spark", "spark", "100.00"),
            DOUBLE_ATTRIBUTION,
            "100.00",
            TOTALS,
            CONSERVATION_TOTAL),
        broken(
            "a platform passes on less than it got",
            TIERS,
            new Tables()
                .origin("ec2", "100.00")
                .origin("spark", "5.00")
                .row(1, "ec2", "spark", "100.00")
                .row(2, "spark", "ads", "100.00"),
            CONSERVATION_TIER,
            "-5.00",
            TOTALS,
            CONSERVATION_TOTAL),
        broken(
            "a platform passes on before it got all",
            TIERS,
            new Tables()
                .origin("ec2", "100.00")
                .row(2, "ec2", "spark", "100.00")
                .row(1, "spark", "ads", "100.00"),
            TIER_ORDER,
            "100.00",
            NO_REASON),
        broken(
            "row split to the wrong origin",
            RULES,
            a().origin("b", "5.00")
                .row("a", "x", "6.00")
                .row("b", "x", "5.00")
                .row("b", "y", "4.00"),
            CONSERVATION_ORIGIN,
            "0.00",
            NO_REASON),
        broken(
            "rounding of many tiny rows",
            RULES,
            tiny(),
            CONSERVATION_ORIGIN,
            "-0.04",
            TOTALS + "; it is rounding",
            CONSERVATION_GROUP,
            CONSERVATION_TOTAL,
            ROUNDING),
        broken(
            "group mismatch",
            RULES,
            new Tables()
                .origin("a", "10.00", "USD", "july")
                .origin("b", "1.00", "USD", "august")
                .row("a", "x", "10.00", -1, "USD", "august")
                .row("b", "x", "1.00", -1, "USD", "august"),
            GROUP,
            "10.00",
            "one group is short, the other over",
            CONSERVATION_GROUP),
        broken(
            "duplicated origin id",
            RULES,
            a().origin("a", "10.00").row("a", "x", "10.00"),
            ORIGIN_UNIQUE,
            "",
            "both rows count; " + TOTALS,
            sums),
        broken(
            "recipient empty",
            RULES,
            a().row("a", "x", "6.00").row("a", "", "4.00"),
            RECIPIENT_NAMED,
            "4.00",
            NO_REASON),
        broken(
            "allocated row without origin",
            RULES,
            a().row("a", "x", "10.00").row("", "x", "4.00"),
            ORIGIN_NAMED,
            "4.00",
            TOTALS,
            totals),
        broken(
            "origin without id",
            RULES,
            a().origin("", "4.00").row("a", "x", "10.00"),
            ORIGIN_NAMED,
            "",
            TOTALS,
            totals),
        broken(
            "ratio sums to 0.999999",
            RULES,
            a().row("a", "x", "10.00")
                .ratio("a", "0.333333")
                .ratio("a", "0.333333")
                .ratio("a", "0.333333"),
            SPLIT_RATIO,
            "-0.000001",
            NO_REASON));
  }

  /** 0.14 over ten recipients, each of whom gets 0.014 rounded to 0.01. */
  private static Tables tiny() {
    Tables tables = new Tables().origin("a", "0.14");
    for (int i = 0; i < 10; i++) {
      tables.row("a", "r" + i, "0.01");
    }
    return tables;
  }

  @TestFactory
  Stream<DynamicTest> isCaughtByItsCheckAndByNoOther() {
    return corpus().stream()
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
          ForeignReport report = one.tables().check(one.rules());
          Set<ForeignCheck> expected = EnumSet.of(one.caughtBy());
          expected.addAll(one.alsoBy());
          assertThat(spoke(report)).isEqualTo(expected);
          assertThat(one.reason().isEmpty()).isEqualTo(one.alsoBy().isEmpty());
          CheckResult result = report.results().stream()
              .filter(r -> r.check() == one.caughtBy())
              .findFirst()
              .orElseThrow();
          if (one.net().isEmpty()) {
            assertThat(result.sums()).isEmpty();
          } else {
            assertThat(result.sums().stream()
                    .map(UnitSum::net)
                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(one.net());
          }
          assertThat(result.violations()).isNotEmpty();
          assertThat(result.violations())
              .allSatisfy(v -> assertThat(v.offenders()).isNotEmpty());
          assertThat(report.isBlocked()).isTrue();
        }));
  }

  @Test
  void amountsThatAreNoNumbersCountAsNothing() {
    ForeignAudit audit = ForeignAudit.of(RULES);
    Tables tables = a().row("a", "x", "10.00").row("a", "y", "");
    ForeignFindings findings = audit.checkIds(ForeignRows.of(tables.origins, tables.allocated));
    findings.unreadable(false, 2, "Invalid amount: 'NaN' (must be a number)");
    ForeignReport report = audit.report(findings);
    assertThat(spoke(report)).containsExactly(AMOUNT);
    assertThat(report.isBlocked()).isTrue();
  }

  @Test
  void aSoundAllocationPassesThroughTiers() {
    Tables tables = new Tables()
        .origin("ec2", "100.00")
        .origin("spark", "5.00")
        .origin("refund", "-1.00")
        .row(1, "ec2", "spark", "75.00")
        .row(1, "ec2", "search", "25.00")
        .row(1, "refund", "search", "-1.00")
        .row(2, "spark", "spark", "20.00")
        .row(2, "spark", "ads", "60.00");
    ForeignReport report = tables.check(TIERS);
    assertThat(spoke(report)).isEmpty();
    assertThat(report.isBlocked()).isFalse();
    assertThat(report.totals())
        .containsExactly(new UnitTotal("USD", new BigDecimal("104.00"), new BigDecimal("104.00")));
  }

  @Test
  void theLostCentIsToldWithItsRows() {
    CheckResult result = a()
        .row("a", "x", "3.33")
        .row("a", "y", "3.33")
        .row("a", "z", "3.33")
        .check(RULES)
        .results()
        .stream()
        .filter(r -> r.check() == CONSERVATION_ORIGIN)
        .findFirst()
        .orElseThrow();
    assertThat(result.violations().get(0).message())
        .isEqualTo("Invalid sum of a: 9.99 USD in 3 rows (must be 10.00 USD; 0.01 USD too little:"
            + " look at these rows, and at rounding if that is named too)");
    assertThat(result.violations().get(0).offenders())
        .containsExactly(
            "origin row 1 a 10.00 USD",
            "allocated row 1 a -> x 3.33 USD",
            "allocated row 2 a -> y 3.33 USD",
            "allocated row 3 a -> z 3.33 USD");
  }

  @Test
  void aToleranceLetsPassAndStillTellsTheExactFigure() {
    ForeignRules tolerant = ForeignRules.strict("bill", "sql")
        .withTolerance(new ForeignRules.Tolerance(
            new BigDecimal("0.01"), new BigDecimal("0.01"), "agreed for 2026"));
    ForeignReport report = a().row("a", "x", "5.00").row("a", "y", "4.99").check(tolerant);
    assertThat(report.isBlocked()).isFalse();
    CheckResult result = report.results().stream()
        .filter(r -> r.check() == CONSERVATION_ORIGIN)
        .findFirst()
        .orElseThrow();
    assertThat(result.count()).isZero();
    assertThat(result.toleratedSums())
        .containsExactly(new UnitSum("USD", new BigDecimal("-0.01"), new BigDecimal("0.01")));
  }

  private static Set<ForeignCheck> spoke(ForeignReport report) {
    return report.results().stream()
        .filter(result -> !result.holds())
        .map(CheckResult::check)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ForeignCheck.class)));
  }
}
