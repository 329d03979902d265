package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Grain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyResolverTest {
  private static final Account ADS = Account.costCenter("ads");
  private static final Account NOBODY = Account.costCenter("nobody");
  private static final String SEPTEMBER = "2024-09-01T00:00:00Z/2024-10-01T00:00:00Z";

  private static List<String> mistakes(Policy.Builder policy) {
    return catchThrowableOfType(
            InvalidPolicyException.class, () -> policy.build().resolve())
        .mistakes()
        .stream()
        .map(PolicyMistake::toString)
        .toList();
  }

  private static BillRule.Builder rule(AccountNaming to) {
    BillRule.Builder builder = BillRule.builder();
    builder.name("r").to(to);
    return builder;
  }

  private static AccountNaming fixed(Account account) {
    return new AccountNaming.Fixed(account);
  }

  private static AccountNaming fromField(AccountKind kind) {
    return new AccountNaming.FromField(kind, RowField.tag("team"), List.of(), Map.of());
  }

  private static CostCenter from(String id, String at) {
    return new CostCenter(id, Optional.of(Samples.at(at)), Optional.empty());
  }

  private static CostCenter to(String id, String at) {
    return new CostCenter(id, Optional.empty(), Optional.of(Samples.at(at)));
  }

  @Nested
  @DisplayName("resolve of a policy that is right (SPEC 5.1)")
  class Resolve {
    @Test
    void takesAPolicyThatDeclaresNothing() {
      ResolvedPolicy resolved = Policies.bare().build().resolve();
      assertThat(resolved.periods()).hasSize(1);
      assertThat(resolved.periods().get(0).platforms()).isEmpty();
      assertThat(resolved.billAccount()).isEqualTo(Account.bill("bill"));
      assertThat(resolved.posting()).isEqualTo(Samples.SEPTEMBER);
    }

    @Test
    void postsWhereThePolicySays() {
      ResolvedPolicy resolved = Policies.bare().posting(Samples.OCTOBER).build().resolve();
      assertThat(resolved.posting()).isEqualTo(Samples.OCTOBER);
    }

    @Test
    void takesWhatHoldsInEachPeriod() {
      AllocationModel model = Policies.listing(ADS);
      ResolvedPolicy resolved = Policies.small()
          .grain(Grain.of(Samples.SEPTEMBER, Samples.OCTOBER))
          .platform(
              "ec2",
              p -> p.owner(Policies.changing("infra", "2024-10-01T00:00:00Z", "ads"))
                  .retain("0.15")
                  .model(model))
          .build()
          .resolve();
      PeriodPolicy.Terms september = resolved.periods().get(0).platforms().get("ec2");
      PeriodPolicy.Terms october = resolved.periods().get(1).platforms().get("ec2");
      assertThat(resolved.periods().get(0).period()).isEqualTo(Samples.SEPTEMBER);
      assertThat(resolved.periods().get(1).period()).isEqualTo(Samples.OCTOBER);
      assertThat(september.owner()).isEqualTo(Account.costCenter("infra"));
      assertThat(october.owner()).isEqualTo(ADS);
      assertThat(october.model()).contains(model);
      assertThat(october.retention())
          .isEqualTo(new Retention.Share(io.costledger.core.money.Ratio.parse("3/20")));
      assertThat(october.account()).isEqualTo(Account.platform("ec2"));
      assertThat(october.unplaced(FaultReason.NO_USAGE)).isEqualTo(new Unplaced.Unallocated());
    }

    @Test
    void letsACostCenterBeginAndEndOnACut() {
      ResolvedPolicy resolved = Policies.small()
          .grain(Grain.of(Samples.SEPTEMBER, Samples.OCTOBER))
          .addCostCenters(to("old", "2024-10-01T00:00:00Z"))
          .addCostCenters(from("new", "2024-10-01T00:00:00Z"))
          .build()
          .resolve();
      PeriodPolicy september = resolved.periods().get(0);
      PeriodPolicy october = resolved.periods().get(1);
      assertThat(september.knows(Account.costCenter("old"))).isTrue();
      assertThat(september.knows(Account.costCenter("new"))).isFalse();
      assertThat(october.knows(Account.costCenter("old"))).isFalse();
      assertThat(october.knows(Account.costCenter("new"))).isTrue();
    }

    @Test
    @DisplayName("PeriodPolicy.knows: declared platforms, and cost centers in effect")
    void knowsConsumersOnly() {
      PeriodPolicy policy = Policies.small()
          .platform("ec2", p -> p.owner("infra"))
          .build()
          .resolve()
          .periods()
          .get(0);
      assertThat(policy.knows(ADS)).isTrue();
      assertThat(policy.knows(Account.platform("ec2"))).isTrue();
      assertThat(policy.knows(NOBODY)).isFalse();
      assertThat(policy.knows(Account.platform("ads"))).isFalse();
      assertThat(policy.knows(Account.unallocated("ec2"))).isFalse();
      assertThat(policy.knows(Account.bill("bill"))).isFalse();
      assertThat(policy.knows(new Account(AccountKind.VARIANCE, "ec2"))).isFalse();
    }
  }

  @Nested
  @DisplayName("mistakes of the head and of ids (SPEC 5.1, 14)")
  class Ids {
    @Test
    void nameEmptyIdsAndUselessRounding() {
      Policy.Builder policy = Policies.small().name("").billSource("");
      assertThat(mistakes(policy.rounding(RoundingMode.UNNECESSARY)))
          .containsExactly(
              "name: Invalid policy name: '' (must not be empty)",
              "bill.source: Invalid bill source: '' (must not be empty)",
              "rounding: Invalid rounding: UNNECESSARY"
                  + " (leave it out to make a loss an error)");
    }

    @Test
    void nameWhatIsDeclaredTwice() {
      assertThat(mistakes(Policies.small()
              .costCenters("ads")
              .platform("ec2", p -> p.owner("infra"))
              .platform("ec2", p -> p.owner("ads"))))
          .containsExactly(
              "costCenters[2]: Invalid cost center: ads (is declared twice)",
              "platforms.ec2: Invalid platform: ec2 (is declared twice)");
    }

    @Test
    void nameAPlatformThatWouldShareTheBillsAccount() {
      assertThat(mistakes(Policies.small().platform("bill", p -> p.owner("infra"))))
          .containsExactly("platforms.bill: Invalid platform: bill"
              + " (unallocated:bill is the bill's own account)");
    }

    @Test
    void nameAnOwnerThatIsEmptyUnknownOrNotWellFormed() {
      assertThat(mistakes(Policies.small()
              .platform("a", p -> p.owner(""))
              .platform("b", p -> p.owner("nobody"))
              .platform("c", p -> p.owner("\uD83D"))))
          .containsExactly(
              "platforms.a.owner: Invalid owner: '' (must not be empty)",
              "platforms.b.owner: Invalid account: cost-center:nobody (is not declared)",
              "platforms.c.owner: Invalid owner: '\\uD83D' (must not hold an unpaired surrogate)");
    }

    @Test
    void nameAListedConsumerThatIsUnknown() {
      AllocationModel model = Policies.listing(NOBODY, ADS, Account.platform("p"));
      assertThat(mistakes(Policies.small().platform("a", p -> p.owner("infra").model(model))))
          .containsExactly(
              "platforms.a.model: Invalid account: cost-center:nobody (is not declared)",
              "platforms.a.model: Invalid account: platform:p (is not declared)");
    }

    @Test
    void nameARetainedAmountThatTheScaleCannotHold() {
      Dated<Retention> retention = Dated.always(new Retention.Amount(new BigDecimal("0.505")));
      assertThat(mistakes(
              Policies.small().platform("a", p -> Policies.retaining(p.owner("infra"), retention))))
          .containsExactly("platforms.a.retain: Invalid retained amount: 0.505"
              + " (scale 2 can't hold it without rounding)");
    }
  }

  @Nested
  class Audits {
    @Test
    void nameDeclaredPlatforms() {
      AuditTerms terms = AuditTerms.builder()
          .putSeverity(
              SoftLaw.PERIOD_COVERAGE,
              AuditTerms.Severities.of(true, Map.of("gone", true, "", false)))
          .build();
      assertThat(mistakes(Policies.small().audit(terms)))
          .containsExactly(
              "audit.severity.PERIOD_COVERAGE.: Invalid platform id: '' (must not be empty)",
              "audit.severity.PERIOD_COVERAGE.gone: Invalid platform: gone (must be a declared"
                  + " platform)");
    }
  }

  @Nested
  @DisplayName("minimum and cap (SPEC 4.2)")
  class Bounded {
    private Policy.Builder bounded(Bounds bounds) {
      return Policies.small().platform("a", p -> p.owner("infra").bounds(bounds));
    }

    @Test
    void holdInEachPeriod() {
      Bounds bounds = Bounds.of(Map.of(ADS, Bounds.Bound.between("1.00", "5.00")));
      PeriodPolicy.Terms terms =
          bounded(bounds).build().resolve().periods().get(0).platforms().get("a");
      assertThat(terms.bounds()).isEqualTo(bounds);
      assertThat(terms.bounds().of(NOBODY)).isEqualTo(Bounds.Bound.NONE);
    }

    @Test
    void nameAmountsThatTheScaleCannotHold() {
      Bounds bounds = Bounds.of(
          Bounds.Bound.atMost("9.999"), Map.of(ADS, Bounds.Bound.between("0.001", "0.0020")));
      assertThat(mistakes(bounded(bounds)))
          .containsExactly(
              "platforms.a.bounds: Invalid maximum: 9.999"
                  + " (scale 2 can't hold it without rounding)",
              "platforms.a.bounds: Invalid minimum: 0.001 of cost-center:ads"
                  + " (scale 2 can't hold it without rounding)",
              "platforms.a.bounds: Invalid maximum: 0.0020 of cost-center:ads"
                  + " (scale 2 can't hold it without rounding)");
    }

    @Test
    void nameAConsumerThatIsUnknownOrNotInEffect() {
      Bounds bounds = Bounds.of(
          Map.of(NOBODY, Bounds.Bound.NONE, Account.costCenter("late"), Bounds.Bound.atLeast("1")));
      assertThat(mistakes(bounded(bounds).addCostCenters(from("late", "2024-10-01T00:00:00Z"))))
          .containsExactly(
              "platforms.a.bounds: Invalid account: cost-center:nobody (is not declared)",
              "platforms.a.bounds: Invalid account: cost-center:late (is not in effect in "
                  + SEPTEMBER
                  + ")");
    }
  }

  @Nested
  @DisplayName("rate models (SPEC 4.2, 4.5)")
  class RateModels {
    private static final AllocationModel CARD = new Policies.Card("card");
    private static final AllocationModel WEIGHING = Policies.model("x");
    private static final Bounds CAPPED = Bounds.of(Bounds.Bound.atMost("5.00"), Map.of());
    private static final String AT = "2024-10-01T00:00:00Z";

    private Policy.Builder modelled(Platform.Builder platform) {
      return Policies.small()
          .grain(Grain.of(Samples.SEPTEMBER, Samples.OCTOBER))
          .addPlatforms(platform.build());
    }

    private Platform.Builder owned() {
      return Platform.builder("a").owner("infra");
    }

    private Platform.Builder estimated(Platform.Builder platform) {
      return Policies.placing(platform, FaultReason.NO_USAGE, new Unplaced.PreviousPeriod());
    }

    @Test
    void haveNoBoundsNotEvenLater() {
      String mistake = "platforms.a.bounds: Invalid bounds: card (no bounds with a rate model)";
      assertThat(mistakes(modelled(owned().model(CARD).bounds(CAPPED)))).containsExactly(mistake);
      assertThat(mistakes(
              modelled(owned().model(CARD).bounds(Policies.changing(Bounds.NONE, AT, CAPPED)))))
          .containsExactly(mistake);
      assertThat(mistakes(
              modelled(owned().model(Policies.changing(WEIGHING, AT, CARD)).bounds(CAPPED))))
          .containsExactly(mistake);
    }

    @Test
    void haveNoUsageThatCouldBeEstimated() {
      assertThat(mistakes(modelled(estimated(owned().model(CARD)))))
          .containsExactly("platforms.a.unplaced.NO_USAGE: Invalid unplaced: previous-period"
              + " (cost of a rate model is never without usage)");
    }

    @Test
    void areRightWithoutBoth() {
      PeriodPolicy.Terms terms = modelled(owned().model(CARD))
          .build()
          .resolve()
          .periods()
          .get(0)
          .platforms()
          .get("a");
      assertThat(terms.model()).contains(CARD);
      assertThat(terms.bounds()).isEqualTo(Bounds.NONE);
    }

    @Test
    void leaveBothToOtherModels() {
      PeriodPolicy.Terms weighing = modelled(estimated(owned().model(WEIGHING).bounds(CAPPED)))
          .build()
          .resolve()
          .periods()
          .get(0)
          .platforms()
          .get("a");
      assertThat(weighing.bounds()).isEqualTo(CAPPED);
      assertThat(weighing.unplaced(FaultReason.NO_USAGE)).isEqualTo(new Unplaced.PreviousPeriod());
      PeriodPolicy.Terms before = modelled(
              estimated(owned().model(Policies.changing(WEIGHING, AT, CARD))))
          .build()
          .resolve()
          .periods()
          .get(0)
          .platforms()
          .get("a");
      assertThat(before.unplaced(FaultReason.NO_USAGE)).isEqualTo(new Unplaced.PreviousPeriod());
      assertThat(modelled(estimated(owned())).build().resolve().periods()).hasSize(2);
    }
  }

  @Nested
  @DisplayName("a step-down order (SPEC 5.7: it names every platform once)")
  class StepDown {
    private Policy.Builder ordered(String... order) {
      return Policies.small()
          .platform("ec2", p -> p.owner("infra"))
          .platform("s3", p -> p.owner("infra"))
          .cycles(new Cycles.StepDown(List.of(order)));
    }

    @Test
    void mayBeAny() {
      assertThat(ordered("s3", "ec2").build().resolve().declared().cycles())
          .isEqualTo(new Cycles.StepDown(List.of("s3", "ec2")));
    }

    @Test
    void nameWhatIsNamedTwiceUnknownOrMissing() {
      assertThat(mistakes(ordered("s3", "s3", "gone", "")))
          .containsExactly(
              "cycles.stepDown[1]: Invalid platform: s3 (is named twice)",
              "cycles.stepDown[2]: Invalid platform: gone (must be a declared platform)",
              "cycles.stepDown[3]: Invalid platform id: '' (must not be empty)",
              "cycles.stepDown: Invalid platform: ec2 (must be in the order)");
    }
  }

  @Nested
  class BillRules {
    @Test
    void nameAnUnknownTargetAndOneOfAnotherKind() {
      assertThat(mistakes(Policies.small()
              .addBillRules(rule(fixed(NOBODY)).build())
              .addBillRules(rule(fixed(Account.unallocated("x"))).build())
              .addBillRules(rule(fromField(AccountKind.GROUP)).build())))
          .containsExactly(
              "bill.rules[0].to: Invalid account: cost-center:nobody (is not declared)",
              "bill.rules[1].to: Invalid account: unallocated"
                  + " (must be a platform or a cost center)",
              "bill.rules[2].to: Invalid account: group (must be a platform or a cost center)");
    }

    @Test
    void nameAConsumerOrARetainedChargeOfACostCenter() {
      assertThat(mistakes(Policies.small()
              .addBillRules(rule(fixed(ADS)).consumer(fixed(ADS)).build())
              .addBillRules(rule(fixed(ADS)).retained(true).build())))
          .containsExactly(
              "bill.rules[0].consumer: Invalid bill rule: r"
                  + " (only a platform's charge names a consumer)",
              "bill.rules[1].retained: Invalid bill rule: r (only a platform retains a charge)");
    }

    @Test
    void nameAChargeThatIsRetainedAndNamesAConsumer() {
      assertThat(mistakes(Policies.small()
              .platform("ec2", p -> p.owner("infra"))
              .addBillRules(rule(fixed(Account.platform("ec2")))
                  .consumer(fixed(NOBODY))
                  .retained(true)
                  .build())))
          .containsExactly(
              "bill.rules[0].consumer: Invalid account: cost-center:nobody (is not declared)",
              "bill.rules[0]: Invalid bill rule: r"
                  + " (a charge is retained or names a consumer, not both)");
    }
  }

  @Nested
  @DisplayName("unplaced cost (SPEC 6)")
  class UnplacedCost {
    private Policy.Builder unplaced(FaultReason reason, Unplaced choice) {
      return Policies.small()
          .platform("ec2", p -> Policies.placing(p.owner("infra"), reason, choice));
    }

    @Test
    void nameEveryMistakeOfAnEvenSplit() {
      assertThat(mistakes(unplaced(FaultReason.NO_USAGE, new Unplaced.Even(List.of()))))
          .containsExactly(
              "platforms.ec2.unplaced.NO_USAGE: Invalid even split: [] (must name a consumer)");
      assertThat(mistakes(
              unplaced(FaultReason.NO_MODEL, new Unplaced.Even(List.of(ADS, NOBODY, ADS)))))
          .containsExactly(
              "platforms.ec2.unplaced.NO_MODEL: Invalid even split:"
                  + " [cost-center:ads, cost-center:nobody, cost-center:ads]"
                  + " (must name each consumer once)",
              "platforms.ec2.unplaced.NO_MODEL: Invalid account: cost-center:nobody"
                  + " (is not declared)");
    }

    @ParameterizedTest
    @EnumSource(
        value = FaultReason.class,
        names = {"NO_MODEL", "NO_OPEN_CONSUMER", "UNKNOWN_CONSUMER"})
    void nameAnEstimateOfCostThatWasUsed(FaultReason reason) {
      assertThat(mistakes(unplaced(reason, new Unplaced.PreviousPeriod())))
          .containsExactly("platforms.ec2.unplaced."
              + reason
              + ": Invalid unplaced: previous-period (only cost without usage can be estimated)");
    }

    @ParameterizedTest
    @EnumSource(
        value = FaultReason.class,
        mode = EnumSource.Mode.EXCLUDE,
        names = {"NO_USAGE", "NO_MODEL", "NO_OPEN_CONSUMER", "UNKNOWN_CONSUMER"})
    void nameAReasonThatAPlatformCannotPlace(FaultReason reason) {
      assertThat(mistakes(unplaced(reason, new Unplaced.Owner())))
          .containsExactly("platforms.ec2.unplaced."
              + reason
              + ": Invalid reason: "
              + reason
              + " (must be one of [NO_USAGE, NO_MODEL, NO_OPEN_CONSUMER, UNKNOWN_CONSUMER])");
    }
  }

  @Nested
  @DisplayName("effective dates (SPEC 10.6)")
  class EffectiveDates {
    @Test
    void sayWhetherTwoPeriodsKnowTheSame() {
      Grain grain = Grain.of(Samples.SEPTEMBER, Samples.OCTOBER);
      ResolvedPolicy same = Policies.small().grain(grain).build().resolve();
      assertThat(same.periods().get(1).knowsTheSame(same.periods().get(0))).isTrue();
      ResolvedPolicy grows = Policies.small()
          .grain(grain)
          .addCostCenters(from("late", "2024-10-01T00:00:00Z"))
          .build()
          .resolve();
      assertThat(grows.periods().get(1).knowsTheSame(grows.periods().get(0))).isFalse();
      assertThat(grows.periods().get(0).knows(Account.costCenter("late"))).isFalse();
      assertThat(grows.periods().get(1).knows(Account.costCenter("late"))).isTrue();
    }

    @Test
    void nameAnOwnerThatChangesInsideAPeriod() {
      Dated<String> owner = Policies.changing("infra", "2024-09-15T00:00:00Z", "ads");
      assertThat(mistakes(Policies.small().platform("ec2", p -> p.owner(owner))))
          .containsExactly("platforms.ec2.owner: Invalid effective dates: "
              + SEPTEMBER
              + " (must not change inside a grain period)");
    }

    @Test
    void nameAnOwnerThatDoesNotHoldThroughTheGrain() {
      Dated<String> owner = Dated.of(List.of(new Dated.Version<>(
          Optional.of(Samples.at("2024-09-02T00:00:00Z")), Optional.empty(), "ads")));
      assertThat(mistakes(Policies.small().platform("ec2", p -> p.owner(owner))))
          .containsExactly("platforms.ec2.owner: Invalid effective dates: "
              + SEPTEMBER
              + " (must cover the whole grain)");
    }

    @Test
    void nameACostCenterThatBeginsOrEndsInsideAPeriod() {
      assertThat(mistakes(Policies.small()
              .addCostCenters(from("x", "2024-09-15T00:00:00Z"))
              .addCostCenters(to("y", "2024-09-16T00:00:00Z"))))
          .containsExactly(
              "costCenters[2].from: Invalid effective dates: 2024-09-15T00:00:00Z"
                  + " (must not change inside a grain period)",
              "costCenters[3].to: Invalid effective dates: 2024-09-16T00:00:00Z"
                  + " (must not change inside a grain period)");
    }

    @Test
    void nameOwnersConsumersAndSplitsThatAreNotInEffect() {
      Account late = Account.costCenter("late");
      Policy.Builder policy = Policies.small()
          .grain(Grain.of(Samples.SEPTEMBER, Samples.OCTOBER))
          .addCostCenters(from("late", "2024-10-01T00:00:00Z"))
          .platform("a", p -> p.owner("late"))
          .platform("b", p -> p.owner("infra").model(Policies.listing(late, ADS)))
          .platform(
              "c",
              p -> Policies.placing(
                  p.owner("infra"), FaultReason.NO_USAGE, new Unplaced.Even(List.of(ADS, late))));
      String message =
          ": Invalid account: cost-center:late (is not in effect in " + SEPTEMBER + ")";
      assertThat(mistakes(policy))
          .containsExactly(
              "platforms.a.owner" + message,
              "platforms.b.model" + message,
              "platforms.c.unplaced.NO_USAGE" + message);
    }
  }

  @Test
  @DisplayName("SPEC 14: wrong together is one typed exception that carries every offender")
  void everyMistakeIsReportedAtOnce() {
    Policy.Builder policy = Policies.bare()
        .costCenters("infra", "infra")
        .addBillRules(rule(fixed(NOBODY)).build())
        .platform("\u202Ea", p -> p.owner("nobody").model(Policies.listing(ADS)));
    InvalidPolicyException thrown =
        catchThrowableOfType(InvalidPolicyException.class, () -> policy.build().resolve());
    assertThat(thrown).hasMessage("""
              Policy showback has 4 mistake(s)
                costCenters[1]: Invalid cost center: infra (is declared twice)
                bill.rules[0].to: Invalid account: cost-center:nobody (is not declared)
                platforms.\\u202Ea.owner: Invalid account: cost-center:nobody (is not declared)
                platforms.\\u202Ea.model: Invalid account: cost-center:ads (is not declared)""");
    assertThat(thrown.mistakes()).hasSize(4);
    assertThat(thrown.mistakes().get(0))
        .isEqualTo(
            new PolicyMistake("costCenters[1]", "Invalid cost center: infra (is declared twice)"));
    assertThat(thrown.offences())
        .isEqualTo(thrown.mistakes().stream().map(PolicyMistake::toString).toList());
  }
}
