package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.FaultReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodPolicyTest {
  private static final Account ADS = Account.costCenter("ads");
  private static final Account INFRA = Account.costCenter("infra");
  private static final Account EC2 = Account.platform("ec2");
  private static final Account SPARK = Account.platform("spark");

  private static PeriodPolicy.Terms terms(Unplaced ofNoUsage) {
    return new PeriodPolicy.Terms(
        "ec2",
        INFRA,
        new Retention.Nothing(),
        Optional.of(Policies.model("x")),
        Bounds.NONE,
        Map.of(FaultReason.NO_USAGE, ofNoUsage));
  }

  private static Unplaced even(Account... consumers) {
    return new Unplaced.Even(List.of(consumers));
  }

  /** Of the platforms ec2, s3 and spark, and the cost centers infra and ads. */
  private static PeriodPolicy policy(Cycles cycles, Unplaced sparkWithoutUsage) {
    return Policies.small()
        .platform("ec2", p -> p.owner("infra"))
        .platform("s3", p -> p.owner("infra"))
        .platform(
            "spark",
            p -> Policies.placing(p.owner("infra"), FaultReason.NO_USAGE, sparkWithoutUsage))
        .cycles(cycles)
        .build()
        .resolve()
        .periods()
        .get(0);
  }

  private static PeriodPolicy policy(Cycles cycles) {
    return policy(cycles, new Unplaced.Unallocated());
  }

  private static Cycles stepDown() {
    return new Cycles.StepDown(List.of("s3", "ec2", "spark"));
  }

  @Nested
  @DisplayName("mayCharge (SPEC 5.3, 5.7)")
  class MayCharge {
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
      "ec2, platform:s3",
      "ec2, platform:spark",
      "spark, platform:ec2",
      "ec2, cost-center:ads",
      "ec2, platform:unknown"
    })
    void isTrueOfAllOthersWithoutAStepDown(String from, String to) {
      Account consumer = Account.parseConsumer(to);
      assertThat(policy(new Cycles.Refused()).mayCharge(from, consumer)).isTrue();
      assertThat(policy(new Cycles.Reciprocal()).mayCharge(from, consumer)).isTrue();
    }

    @Test
    void isFalseOfThePlatformItself() {
      for (Cycles cycles :
          List.of(new Cycles.Refused(), new Cycles.Reciprocal(), stepDown(), new Cycles.Direct())) {
        assertThat(policy(cycles).mayCharge("spark", SPARK)).as("%s", cycles).isFalse();
      }
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
      "s3, platform:ec2, true",
      "s3, platform:spark, true",
      "ec2, platform:spark, true",
      "ec2, platform:s3, false",
      "spark, platform:s3, false",
      "spark, platform:ec2, false",
      "spark, cost-center:ads, true",
      "spark, cost-center:ec2, true",
      "spark, platform:unknown, true"
    })
    void isFalseOfPlatformsBeforeItInAStepDown(String from, String to, boolean mayCharge) {
      assertThat(policy(stepDown()).mayCharge(from, Account.parseConsumer(to)))
          .isEqualTo(mayCharge);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
      "s3, platform:ec2, false",
      "ec2, platform:s3, false",
      "ec2, cost-center:ads, true",
      "ec2, platform:unknown, true"
    })
    void isFalseOfAllPlatformsInTheDirectMethod(String from, String to, boolean mayCharge) {
      assertThat(policy(new Cycles.Direct()).mayCharge(from, Account.parseConsumer(to)))
          .isEqualTo(mayCharge);
    }
  }

  @Nested
  @DisplayName("unplaced (SPEC 5.3, 5.7, 6)")
  class UnplacedCost {
    private Unplaced of(Unplaced choice) {
      return terms(choice).unplaced(FaultReason.NO_USAGE);
    }

    @Test
    void isUnallocatedUnlessThePolicyChose() {
      assertThat(terms(new Unplaced.Owner()).unplaced(FaultReason.NO_MODEL))
          .isEqualTo(new Unplaced.Unallocated());
      assertThat(of(new Unplaced.Owner())).isEqualTo(new Unplaced.Owner());
      assertThat(of(new Unplaced.Fail())).isEqualTo(new Unplaced.Fail());
    }

    @Test
    void leavesThePlatformItselfOutOfAnEvenSplit() {
      assertThat(of(even(SPARK, EC2, ADS))).isEqualTo(even(ADS, SPARK));
    }

    @Test
    void isUnallocatedWhereAnEvenSplitHasNobodyElse() {
      assertThat(of(even(EC2))).isEqualTo(new Unplaced.Unallocated());
      assertThat(of(even())).isEqualTo(new Unplaced.Unallocated());
    }

    @Test
    void isWhatThePolicyChoseForThePlatform() {
      assertThat(policy(new Cycles.Refused(), new Unplaced.Owner())
              .platforms()
              .get("spark")
              .unplaced(FaultReason.NO_USAGE))
          .isEqualTo(new Unplaced.Owner());
    }

    @Test
    void leavesOutPlatformsThatAreClosedInAStepDown() {
      assertThat(policy(stepDown(), even(EC2, ADS))
              .platforms()
              .get("spark")
              .unplaced(FaultReason.NO_USAGE))
          .isEqualTo(even(ADS));
      assertThat(
              policy(stepDown(), even(EC2)).platforms().get("spark").unplaced(FaultReason.NO_USAGE))
          .isEqualTo(new Unplaced.Unallocated());
      assertThat(policy(new Cycles.Refused(), even(EC2, ADS))
              .platforms()
              .get("spark")
              .unplaced(FaultReason.NO_USAGE))
          .isEqualTo(even(ADS, EC2));
    }
  }

  @Nested
  @DisplayName("the terms of a reciprocal group (SPEC 5.5)")
  class AsGroup {
    @Test
    void haveNoPlatformInAnEvenSplit() {
      assertThat(terms(even(SPARK, ADS, INFRA)).asGroup().unplaced(FaultReason.NO_USAGE))
          .isEqualTo(even(ADS, INFRA));
      assertThat(terms(even(SPARK)).asGroup().unplaced(FaultReason.NO_USAGE))
          .isEqualTo(new Unplaced.Unallocated());
    }

    @Test
    void keepAllElse() {
      PeriodPolicy.Terms terms = terms(new Unplaced.Owner());
      assertThat(terms.asGroup()).isEqualTo(terms);
    }
  }

  @Nested
  @DisplayName("restsIn (SPEC 6)")
  class RestsIn {
    private Optional<Account> of(Unplaced choice) {
      return terms(choice).restsIn(FaultReason.NO_USAGE);
    }

    @Test
    void isTheUnallocatedAccountOfThePlatform() {
      Account unallocated = Account.unallocated("ec2");
      assertThat(of(new Unplaced.Unallocated())).contains(unallocated);
      assertThat(of(new Unplaced.PreviousPeriod())).contains(unallocated);
      assertThat(of(even(EC2))).contains(unallocated);
      assertThat(terms(new Unplaced.Owner()).restsIn(FaultReason.NO_MODEL)).contains(unallocated);
    }

    @Test
    void isEmptyWhereThePolicyPlacesItElsewhere() {
      assertThat(of(new Unplaced.Owner())).isEmpty();
      assertThat(of(even(ADS))).isEmpty();
    }
  }

  @Test
  void policiesAreShownByWhatTheyAreOf() {
    ResolvedPolicy resolved = Policies.small().build().resolve();
    assertThat(resolved).hasToString("ResolvedPolicy showback");
    assertThat(resolved.periods().get(0)).hasToString("PeriodPolicy " + Samples.SEPTEMBER);
  }
}
