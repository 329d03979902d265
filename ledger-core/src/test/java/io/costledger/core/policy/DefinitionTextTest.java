package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Grain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("the definition of a run: equal policies, equal text; else another (SPEC 2.1, 10.2)")
class DefinitionTextTest {
  private static final Account EC2 = Account.platform("ec2");
  private static final RowField TEAM = RowField.tag("team");

  private static String text(Policy.Builder policy) {
    return policy.build().resolve().definition();
  }

  private static Policy.Builder base() {
    return Policies.small().platform("ec2", p -> p.owner("infra").model(Policies.model("x")));
  }

  private static Policy.Builder ec2(Platform.Builder platform) {
    return Policies.small().addPlatforms(platform.build());
  }

  private static Platform.Builder owned() {
    return Platform.builder("ec2").owner("infra").model(Policies.model("x"));
  }

  private static Policy.Builder unplaced(Unplaced choice) {
    return ec2(Policies.placing(owned(), FaultReason.NO_USAGE, choice));
  }

  private static Policy.Builder retaining(Retention retention) {
    return ec2(Policies.retaining(owned(), Dated.always(retention)));
  }

  private static BillRule.Builder rule(String name) {
    BillRule.Builder rule = BillRule.builder();
    rule.name(name).to(new AccountNaming.Fixed(EC2));
    return rule;
  }

  private static Policy.Builder when(RowCondition condition) {
    BillRule.Builder rule = rule("r");
    rule.when(condition);
    return base().addBillRules(rule.build());
  }

  private static Policy.Builder naming(AccountNaming naming) {
    BillRule.Builder rule = rule("r");
    rule.to(naming);
    return base().addBillRules(rule.build());
  }

  private static Policy.Builder fromTeam(List<String> endings, Map<String, String> table) {
    return naming(new AccountNaming.FromField(AccountKind.PLATFORM, TEAM, endings, table));
  }

  private static void assertAllDiffer(List<Policy.Builder> policies) {
    assertThat(policies.stream().map(DefinitionTextTest::text)).doesNotHaveDuplicates();
  }

  @Nested
  class Cycle {
    private String with(Cycles cycles) {
      return text(base().platform("s3", p -> p.owner("infra")).cycles(cycles));
    }

    @Test
    void aStepDownNamesItsPlatformsInOrder() {
      String refused = with(new Cycles.Refused());
      assertThat(with(new Cycles.StepDown(List.of("s3", "ec2"))).lines())
          .filteredOn(line -> line.startsWith("step-down"))
          .containsExactly("step-down=2:s3", "step-down=3:ec2");
      assertThat(with(new Cycles.StepDown(List.of("ec2", "s3"))))
          .isNotEqualTo(with(new Cycles.StepDown(List.of("s3", "ec2"))));
      assertThat(refused).doesNotContain("step-down").doesNotContain("cycles");
    }

    @Test
    void reciprocalAndDirectAreNotTheDefault() {
      assertThat(List.of(
              with(new Cycles.Refused()), with(new Cycles.Reciprocal()), with(new Cycles.Direct())))
          .doesNotHaveDuplicates();
    }
  }

  @Nested
  class Changes {
    @Test
    void ofTheHeadChangeIt() {
      assertAllDiffer(List.of(
          base(),
          base().name("chargeback"),
          base().unit(LedgerUnit.of(CurrencyUnit.EUR, 2)),
          base().unit(LedgerUnit.of(CurrencyUnit.USD, 3)),
          base().basis(Basis.EFFECTIVE),
          base().billProration(Proration.BY_DURATION),
          base().usageProration(Proration.BY_DURATION),
          base().rounding(RoundingMode.HALF_EVEN),
          base().rounding(RoundingMode.HALF_UP),
          base().grain(Grain.of(Samples.OCTOBER)),
          base().grain(Grain.of(Samples.SEPTEMBER, Samples.OCTOBER)),
          base().posting(Samples.OCTOBER),
          base().apportionment(ApportionmentRule.PREFIX),
          base().billSource("focus"),
          base().addBlocking(FaultReason.NO_USAGE),
          base().addBlocking(FaultReason.NO_RULE)));
    }

    @Test
    void ofProrationAreWrittenUnlessItIsTheDefault() {
      assertThat(text(base())).doesNotContain("proration");
      assertThat(text(base().billProration(Proration.BY_DURATION)))
          .contains("bill-proration=11:BY_DURATION\n")
          .doesNotContain("usage-proration");
      assertThat(text(base().usageProration(Proration.BY_DURATION)))
          .contains("usage-proration=11:BY_DURATION\n")
          .doesNotContain("bill-proration");
    }

    @Test
    void ofBoundsChangeItByTheirValue() {
      Account infra = Account.costCenter("infra");
      Bounds.Bound one = Bounds.Bound.atLeast("1.00");
      assertAllDiffer(List.of(
          base(),
          ec2(owned().bounds(Bounds.of(one, Map.of()))),
          ec2(owned().bounds(Bounds.of(Bounds.Bound.atMost("1.00"), Map.of()))),
          ec2(owned().bounds(Bounds.of(Map.of(infra, one)))),
          ec2(owned().bounds(Bounds.of(Map.of(Account.costCenter("ads"), one)))),
          ec2(owned().bounds(Bounds.of(Map.of(infra, Bounds.Bound.atLeast("2.00"))))),
          ec2(owned().bounds(Bounds.of(Map.of(infra, Bounds.Bound.atMost("1.00"))))),
          ec2(owned().bounds(Bounds.of(Map.of(infra, Bounds.Bound.between("1.00", "2")))))));
      assertThat(text(ec2(owned().bounds(Bounds.of(Map.of(infra, Bounds.Bound.atLeast("1")))))))
          .isEqualTo(text(ec2(owned().bounds(Bounds.of(Map.of(infra, one))))));
      assertThat(text(ec2(owned().bounds(Bounds.NONE)))).isEqualTo(text(base()));
    }

    @Test
    void ofCostCentersChangeIt() {
      CostCenter dated =
          new CostCenter("x", Optional.of(Samples.SEPTEMBER.start()), Optional.empty());
      CostCenter ending =
          new CostCenter("x", Optional.empty(), Optional.of(Samples.SEPTEMBER.end()));
      assertAllDiffer(List.of(
          base(),
          base().costCenters("x"),
          base().addCostCenters(dated),
          base().addCostCenters(ending)));
    }

    @Test
    void ofPlatformsChangeIt() {
      assertAllDiffer(List.of(
          Policies.small(),
          base(),
          base().platform("s3", p -> p.owner("infra")),
          Policies.small().platform("s3", p -> p.owner("infra").model(Policies.model("x"))),
          ec2(owned().owner("ads")),
          ec2(Platform.builder("ec2").owner("infra")),
          ec2(owned().model(Policies.model("y"))),
          ec2(owned().retain("0.15")),
          ec2(owned().retain("1/3")),
          retaining(new Retention.Amount(new BigDecimal("0.15"))),
          unplaced(new Unplaced.Owner()),
          unplaced(new Unplaced.Fail()),
          unplaced(new Unplaced.PreviousPeriod()),
          unplaced(new Unplaced.Even(List.of(Account.costCenter("ads")))),
          unplaced(new Unplaced.Even(List.of(Account.costCenter("infra")))),
          unplaced(
              new Unplaced.Even(List.of(Account.costCenter("ads"), Account.costCenter("infra")))),
          ec2(Policies.placing(owned(), FaultReason.NO_MODEL, new Unplaced.Owner()))));
    }

    @Test
    void ofTheDateOfAnOwnerChangeIt() {
      Policy.Builder early = ec2(
          Platform.builder("ec2").owner(Policies.changing("infra", "2024-08-01T00:00:00Z", "ads")));
      Policy.Builder late = ec2(
          Platform.builder("ec2").owner(Policies.changing("infra", "2024-10-01T00:00:00Z", "ads")));
      assertAllDiffer(List.of(early, late));
      assertAllDiffer(List.of(
          ownedFrom("2024-08-01T00:00:00Z"),
          ownedFrom("2024-09-01T00:00:00Z"),
          ownedTo("2024-10-01T00:00:00Z"),
          ownedTo("2024-11-01T00:00:00Z")));
    }

    private Policy.Builder ownedFrom(String at) {
      return ownedOver(Optional.of(Samples.at(at)), Optional.empty());
    }

    private Policy.Builder ownedTo(String at) {
      return ownedOver(Optional.empty(), Optional.of(Samples.at(at)));
    }

    private Policy.Builder ownedOver(Optional<Instant> from, Optional<Instant> to) {
      return ec2(owned().owner(Dated.of(List.of(new Dated.Version<>(from, to, "infra")))));
    }

    @Test
    void ofBillRulesChangeIt() {
      BillRule.Builder retained = rule("a");
      retained.retained(true);
      BillRule.Builder consumer = rule("a");
      consumer.consumer(new AccountNaming.Fixed(Account.costCenter("ads")));
      BillRule.Builder otherConsumer = rule("a");
      otherConsumer.consumer(new AccountNaming.Fixed(Account.costCenter("infra")));
      BillRule.Builder conditional = rule("a");
      conditional.when(new RowCondition.Present(TEAM, true));
      assertAllDiffer(List.of(
          base(),
          base().addBillRules(rule("a").build()),
          base().addBillRules(conditional.build()),
          base().addBillRules(retained.build()),
          base().addBillRules(consumer.build()),
          base().addBillRules(otherConsumer.build()),
          base().addBillRules(conditional.build(), rule("b").build()),
          base().addBillRules(rule("b").build(), conditional.build())));
    }

    @Test
    void ofConditionsChangeIt() {
      RowCondition a = new RowCondition.StartsWith(TEAM, "a");
      RowCondition b = new RowCondition.StartsWith(TEAM, "b");
      assertAllDiffer(List.of(
          when(a),
          when(b),
          when(new RowCondition.EndsWith(TEAM, "a")),
          when(new RowCondition.EndsWith(TEAM, "b")),
          when(new RowCondition.StartsWith(RowField.column("team"), "a")),
          when(new RowCondition.In(TEAM, Set.of("a"))),
          when(new RowCondition.In(TEAM, Set.of("a", "b"))),
          when(new RowCondition.Present(TEAM, true)),
          when(new RowCondition.Present(TEAM, false)),
          when(new RowCondition.Not(a)),
          when(new RowCondition.All(List.of(a, b))),
          when(new RowCondition.Any(List.of(a, b))),
          when(new RowCondition.All(List.of(a))),
          when(new RowCondition.All(List.of()))));
    }

    @Test
    void ofNamingsChangeIt() {
      assertAllDiffer(List.of(
          naming(new AccountNaming.Fixed(EC2)),
          naming(new AccountNaming.Fixed(Account.costCenter("ads"))),
          fromTeam(List.of(), Map.of()),
          naming(new AccountNaming.FromField(AccountKind.COST_CENTER, TEAM, List.of(), Map.of())),
          naming(new AccountNaming.FromField(
              AccountKind.PLATFORM, RowField.column("team"), List.of(), Map.of())),
          fromTeam(List.of("a"), Map.of()),
          fromTeam(List.of("a", "b"), Map.of()),
          fromTeam(List.of(), Map.of("a", "b")),
          fromTeam(List.of(), Map.of("b", "a"))));
    }
  }

  @Nested
  @DisplayName("texts that imitate others")
  class Imitations {
    @Test
    void ofListsOfTextsChangeIt() {
      assertAllDiffer(List.of(
          when(new RowCondition.In(TEAM, Set.of("a", "b"))),
          when(new RowCondition.In(TEAM, Set.of("a, b"))),
          when(new RowCondition.In(TEAM, Set.of("a', 'b"))),
          when(new RowCondition.In(TEAM, Set.of("a\\', \\'b")))));
      assertAllDiffer(List.of(
          fromTeam(List.of("a", "b"), Map.of()),
          fromTeam(List.of("a, b"), Map.of()),
          fromTeam(List.of("a', 'b"), Map.of())));
      assertAllDiffer(List.of(
          fromTeam(List.of(), Map.of("a", "b", "c", "d")),
          fromTeam(List.of(), Map.of("a", "b, c=d")),
          fromTeam(List.of(), Map.of("a", "b', 'c'='d")),
          fromTeam(List.of(), Map.of("a=b, c", "d"))));
    }

    @Test
    void ofFieldsChangeIt() {
      assertAllDiffer(List.of(
          when(new RowCondition.StartsWith(RowField.tag("a"), "b, prefix=c")),
          when(new RowCondition.StartsWith(RowField.tag("a, prefix=b"), "c")),
          when(new RowCondition.StartsWith(RowField.tag("a', prefix='b"), "c"))));
    }

    @Test
    void ofConsumersOfAnEvenSplitChangeIt() {
      List<String> ids = List.of("a", "b", "a, cost-center:b");
      List<Account> one = List.of(Account.costCenter("a, cost-center:b"));
      List<Account> two = List.of(Account.costCenter("a"), Account.costCenter("b"));
      assertAllDiffer(List.of(
          unplaced(new Unplaced.Even(one)).costCenters(ids.toArray(String[]::new)),
          unplaced(new Unplaced.Even(two)).costCenters(ids.toArray(String[]::new))));
    }

    @Test
    void ofLinesChangeIt() {
      assertAllDiffer(List.of(
          base().addBillRules(rule("r\nwhen=8:Always[]").build()),
          base().addBillRules(rule("r").build())));
    }
  }

  @Nested
  class WhatMovesNoUnit {
    @Test
    void leavesItAlone() {
      Policy.Builder there = Policies.bare()
          .costCenters("infra", "ads")
          .platform("s3", p -> p.owner("infra"))
          .platform("ec2", p -> p.owner("infra"))
          .addBlocking(FaultReason.NO_RULE, FaultReason.NO_USAGE);
      Policy.Builder back = Policies.bare()
          .costCenters("ads", "infra")
          .platform("ec2", p -> p.owner("infra"))
          .platform("s3", p -> p.owner("infra"))
          .addBlocking(FaultReason.NO_USAGE, FaultReason.NO_RULE);
      assertThat(text(there)).isEqualTo(text(back));
    }

    @Test
    void theOrderOfAnEvenSplitLeavesItAlone() {
      Account ads = Account.costCenter("ads");
      Account infra = Account.costCenter("infra");
      assertThat(text(unplaced(new Unplaced.Even(List.of(ads, infra)))))
          .isEqualTo(text(unplaced(new Unplaced.Even(List.of(infra, ads)))));
    }

    @Test
    void theOrderOfATableAndOfEndingsLeavesItAlone() {
      List<Integer> numbers = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
      Map<String, String> up = new LinkedHashMap<>();
      numbers.forEach(n -> up.put("k" + n, "v" + n));
      Collections.reverse(numbers);
      Map<String, String> down = new LinkedHashMap<>();
      numbers.forEach(n -> down.put("k" + n, "v" + n));
      assertThat(text(fromTeam(List.of("a", "b"), up)))
          .isEqualTo(text(fromTeam(List.of("b", "a"), down)));
    }

    @Test
    void aTableIsWrittenInTheOrderOfKeysWhateverTheHashing() {
      Map<String, String> table = Map.of("b", "2", "\uD83D\uDE00", "4", "\uFFFD", "3", "a", "1");
      assertThat(new AccountNaming.FromField(AccountKind.PLATFORM, TEAM, List.of("it's"), table))
          .hasToString("FromField[kind=PLATFORM, field=tag 'team', endings=['it\\'s'],"
              + " table={'a'='1', 'b'='2', '\uFFFD'='3', '\uD83D\uDE00'='4'}]");
    }

    @Test
    void anEqualRatioLeavesItAlone() {
      assertThat(text(retaining(new Retention.Share(Ratio.parse("0.50")))))
          .isEqualTo(text(retaining(new Retention.Share(Ratio.parse("1/2")))));
    }
  }

  @Nested
  class Audits {
    @Test
    void moveNoUnitAndAreNoPartOfTheDefinition() {
      AuditTerms strict = AuditTerms.builder()
          .putSeverity(
              SoftLaw.PERIOD_COVERAGE, AuditTerms.Severities.of(true, Map.of("ec2", false)))
          .unallocatedShare(new AuditTerms.ShareLimit(Ratio.ZERO, "all of it has a home"))
          .build();

      assertThat(text(base().audit(strict))).isEqualTo(text(base()));
    }
  }
}
