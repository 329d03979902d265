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
import static io.costledger.invariants.foreign.ForeignCheck.SPLIT_TAGS;
import static io.costledger.invariants.foreign.ForeignCheck.TIER_ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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
    return Stream.of(losses(), sumsThatHold(), amountsBesideTheirPlace(), tiersAndRatios())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Broken> losses() {
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

  /** What no sum shows, so that one check alone sees it. */
  private static List<Broken> sumsThatHold() {
    return List.of(
        broken(
            "a charge that is balanced by more of another",
            RULES,
            a().row("a", "x", "14.00").row("a", "y", "-4.00"),
            SIGN,
            "-4.00",
            NO_REASON),
        broken(
            "one row twice, in the place of another",
            RULES,
            new Tables().origin("a", "8.00").row("a", "x", "4.00").row("a", "x", "4.00"),
            ROW_UNIQUE,
            "4.00",
            NO_REASON),
        broken(
            "months swapped",
            RULES,
            new Tables()
                .origin("a", "10.00", "USD", "july")
                .origin("b", "10.00", "USD", "august")
                .row("a", "x", "10.00", -1, "USD", "august")
                .row("b", "x", "10.00", -1, "USD", "july"),
            GROUP,
            "20.00",
            NO_REASON),
        broken(
            "a row of nothing in another currency",
            RULES,
            a().row("a", "x", "10.00").row("a", "y", "0.00", -1, "EUR", ""),
            CURRENCY,
            "0.00",
            NO_REASON),
        broken(
            "an orphan of nothing",
            RULES,
            a().row("a", "x", "10.00").row("b", "x", "0.00"),
            ORPHAN,
            "0.00",
            NO_REASON),
        broken(
            "orphans that cancel",
            RULES,
            a().row("a", "x", "10.00").row("b", "x", "2.00").row("b", "y", "-2.00"),
            ORPHAN,
            "0.00",
            NO_REASON),
        broken(
            "an origin twice, and rows for both",
            RULES,
            a().origin("a", "10.00").row("a", "x", "12.00").row("a", "y", "8.00"),
            ORIGIN_UNIQUE,
            "",
            NO_REASON),
        broken(
            "a row of nothing without origin",
            RULES,
            a().row("a", "x", "10.00").row("", "x", "0.00"),
            ORIGIN_NAMED,
            "0.00",
            NO_REASON),
        broken(
            "nobody bears a credit",
            RULES,
            new Tables().origin("c", "-4.00").row("c", "", "-4.00"),
            RECIPIENT_NAMED,
            "-4.00",
            NO_REASON),
        broken(
            "shares of two origins exchanged",
            RULES,
            a().origin("b", "5.00").row("a", "x", "5.00").row("b", "x", "10.00"),
            CONSERVATION_ORIGIN,
            "0.00",
            NO_REASON));
  }

  private static List<Broken> amountsBesideTheirPlace() {
    ForeignCheck[] totals = {CONSERVATION_GROUP, CONSERVATION_TOTAL};
    ForeignCheck[] sums = {CONSERVATION_ORIGIN, CONSERVATION_GROUP, CONSERVATION_TOTAL};
    return List.of(
        broken(
            "two currencies swapped",
            RULES,
            new Tables()
                .origin("a", "10.00", "USD", "")
                .origin("b", "10.00", "EUR", "")
                .row("a", "x", "10.00", -1, "EUR", "")
                .row("b", "x", "10.00", -1, "USD", ""),
            CURRENCY,
            "20.00",
            "neither origin has rows in its currency; in all there is as much of each",
            CONSERVATION_ORIGIN),
        broken(
            "a credit shared as a charge",
            RULES,
            new Tables().origin("c", "-20.00").row("c", "x", "20.00"),
            SIGN,
            "20.00",
            "it counts twice over; " + TOTALS,
            sums),
        broken(
            "a credit given twice",
            RULES,
            new Tables().origin("c", "-20.00").row("c", "x", "-20.00").row("c", "y", "-20.00"),
            CONSERVATION_ORIGIN,
            "-20.00",
            TOTALS,
            totals),
        broken(
            "all of an origin to each of two",
            RULES,
            a().row("a", "x", "10.00").row("a", "y", "10.00"),
            CONSERVATION_ORIGIN,
            "10.00",
            TOTALS,
            totals),
        broken(
            "an origin that another pays for",
            RULES,
            a().origin("b", "5.00").row("a", "x", "15.00"),
            ORIGIN_UNALLOCATED,
            "-5.00",
            "the other is over by as much",
            CONSERVATION_ORIGIN),
        broken(
            "a charge and a credit that nobody got",
            RULES,
            new Tables().origin("a", "20.00").origin("c", "-20.00"),
            NETTED_CREDIT,
            "20.00",
            "the charge has no rows either",
            ORIGIN_UNALLOCATED),
        broken(
            "an id in other letters",
            RULES,
            a().row("A", "x", "10.00"),
            ORPHAN,
            "10.00",
            "and so the origin has no rows",
            ORIGIN_UNALLOCATED),
        broken(
            "an id with a blank behind",
            RULES,
            a().row("a ", "x", "10.00"),
            ORPHAN,
            "10.00",
            "and so the origin has no rows",
            ORIGIN_UNALLOCATED),
        broken(
            "a row without group",
            RULES,
            new Tables()
                .origin("a", "10.00", "USD", "july")
                .row("a", "x", "6.00", -1, "USD", "july")
                .row("a", "y", "4.00", -1, "USD", ""),
            GROUP,
            "4.00",
            "its group is short by it",
            CONSERVATION_GROUP),
        broken(
            "rounded up each",
            RULES,
            roundedUp(),
            CONSERVATION_ORIGIN,
            "0.04",
            TOTALS + "; it is rounding",
            CONSERVATION_GROUP,
            CONSERVATION_TOTAL,
            ROUNDING),
        broken(
            "two units at the end of 38 digits",
            RULES,
            new Tables()
                .origin("a", "99999999999999999999999999999999999999")
                .row("a", "x", "99999999999999999999999999999999999997"),
            CONSERVATION_ORIGIN,
            "-2",
            TOTALS,
            totals),
        broken(
            "a float's noise",
            RULES,
            new Tables()
                .origin("a", "0.3")
                .row("a", "x", "0.1")
                .row("a", "y", "0.20000000000000004"),
            CONSERVATION_ORIGIN,
            "0.00000000000000004",
            TOTALS,
            totals));
  }

  /** 0.16 over ten recipients, each of whom gets 0.016 rounded to 0.02. */
  private static Tables roundedUp() {
    Tables tables = new Tables().origin("a", "0.16");
    for (int i = 0; i < 10; i++) {
      tables.row("a", "r" + i, "0.02");
    }
    return tables;
  }

  private static List<Broken> tiersAndRatios() {
    return List.of(
        broken(
            "a platform passes on more than it got",
            TIERS,
            new Tables()
                .origin("ec2", "100.00")
                .row(1, "ec2", "spark", "100.00")
                .row(2, "spark", "ads", "130.00"),
            DOUBLE_ATTRIBUTION,
            "30.00",
            TOTALS,
            CONSERVATION_TOTAL),
        broken(
            "a platform passes on in the tier in which it gets",
            TIERS,
            new Tables()
                .origin("ec2", "100.00")
                .row(1, "ec2", "spark", "100.00")
                .row(1, "spark", "ads", "100.00"),
            TIER_ORDER,
            "100.00",
            NO_REASON),
        broken(
            "a platform passes on what nobody gave it",
            TIERS,
            new Tables()
                .origin("ec2", "100.00")
                .row(1, "ec2", "ads", "100.00")
                .row(2, "spark", "ads", "7.00"),
            ORPHAN,
            "7.00",
            TOTALS,
            CONSERVATION_TOTAL),
        broken(
            "a platform's credit stays with it",
            TIERS,
            new Tables()
                .origin("ec2", "100.00")
                .origin("spark", "-5.00")
                .row(1, "ec2", "spark", "100.00")
                .row(2, "spark", "ads", "100.00"),
            DOUBLE_ATTRIBUTION,
            "5.00",
            TOTALS,
            CONSERVATION_TOTAL),
        broken(
            "ratios sum to 1.2",
            RULES,
            a().row("a", "x", "10.00").ratio("a", "0.6").ratio("a", "0.6"),
            SPLIT_RATIO,
            "0.2",
            NO_REASON),
        broken(
            "ratios in percent",
            RULES,
            a().row("a", "x", "10.00").ratio("a", "60").ratio("a", "40"),
            SPLIT_RATIO,
            "99",
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
  void thereAreFortyWaysAndEachCheckIsShown() {
    List<Broken> corpus = corpus();
    assertThat(corpus.stream().map(Broken::name).distinct().count()).isGreaterThanOrEqualTo(40);
    Set<ForeignCheck> first = corpus.stream().map(Broken::caughtBy).collect(Collectors.toSet());
    // The total and a group are sums of what is off elsewhere, and rounding says why it is; amounts
    // and tags have tests of their own, since no row can hold what they see.
    assertThat(first)
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(
            EnumSet.of(CONSERVATION_TOTAL, CONSERVATION_GROUP, ROUNDING, AMOUNT, SPLIT_TAGS)));
    // These never come alone: cost that an origin or a platform lacks is missing below, too.
    Set<ForeignCheck> alone = corpus.stream()
        .filter(one -> one.alsoBy().isEmpty())
        .map(Broken::caughtBy)
        .collect(Collectors.toSet());
    assertThat(alone)
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(
            CONSERVATION_TOTAL,
            CONSERVATION_GROUP,
            ROUNDING,
            AMOUNT,
            SPLIT_TAGS,
            CONSERVATION_TIER,
            DOUBLE_ATTRIBUTION,
            ORIGIN_UNALLOCATED,
            NETTED_CREDIT)));
  }

  @Test
  void tagsThatAreRepeatedAreSeenAlone() {
    ForeignAudit audit = ForeignAudit.of(RULES);
    Tables tables = a().row("a", "x", "10.00");
    ForeignFindings findings = audit.checkIds(ForeignRows.of(tables.origins, tables.allocated));
    findings.repeatedTags(1, "Invalid AllocatedTags of row 1: app (must not repeat Tags)");
    ForeignReport report = audit.report(findings);
    assertThat(spoke(report)).containsExactly(SPLIT_TAGS);
    assertThat(report.isBlocked()).isTrue();
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
  void bytesThatAreNotWholeAreRefused() {
    ForeignFindings findings = ForeignAudit.of(RULES).nothing();
    byte[] bytes = findings.toBytes();
    assertThatThrownBy(() -> findings.merge(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid findings: " + (bytes.length - 1) + " bytes (must be whole)");
    byte[] rules = RULES.toBytes();
    assertThatThrownBy(() -> ForeignRules.ofBytes(Arrays.copyOf(rules, rules.length + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid rules: " + (rules.length + 1) + " bytes (must be whole)");
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
