package io.costledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.money.Ratio;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.invariants.Quotas.Limits;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The slow rounding that the laws trust, by arithmetic that a reader can do. */
class QuotasTest {
  private static final Limits ANY = limits(0);

  private static List<BigInteger> whole(long... numbers) {
    return Arrays.stream(numbers).mapToObj(BigInteger::valueOf).toList();
  }

  private static Limits limits(long least) {
    return new Limits(BigInteger.valueOf(least), Optional.empty());
  }

  private static Limits limits(long least, long most) {
    return new Limits(BigInteger.valueOf(least), Optional.of(BigInteger.valueOf(most)));
  }

  private static List<BigInteger> split(long units, ApportionmentRule rule, long... weights) {
    return Quotas.split(BigInteger.valueOf(units), whole(weights), rule);
  }

  private static Optional<List<BigInteger>> bounded(
      long units, List<BigInteger> weights, Limits... limits) {
    return Quotas.bounded(BigInteger.valueOf(units), weights, List.of(limits));
  }

  @Nested
  class LargestRemainder {
    private static final ApportionmentRule RULE = ApportionmentRule.LARGEST_REMAINDER;

    @Test
    void givesTheUnitLeftOverToTheFirstOfEqualRemainders() {
      assertThat(split(100, RULE, 1, 1, 1)).isEqualTo(whole(34, 33, 33));
    }

    @Test
    void givesItToTheLargestRemainder() {
      // 60/17 = 3 9/17 twice and 50/17 = 2 16/17: two units are left, one for the 16, one for a 9.
      assertThat(split(10, RULE, 6, 6, 5)).isEqualTo(whole(4, 3, 3));
    }

    @Test
    void mirrorsACredit() {
      assertThat(split(-100, RULE, 1, 1, 1)).isEqualTo(whole(-34, -33, -33));
    }
  }

  /** Few weights of few sizes, so that remainders are often equal. */
  @Property
  void ofAnyWeightsIsWhatHandingOutUnitsOneByOneGives(
      @ForAll @BigRange(min = "-99999999999999999999", max = "99999999999999999999")
          BigInteger units,
      @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 5) Integer> weights,
      @ForAll @IntRange(max = 70) int bits) {
    List<BigInteger> large = weights.stream()
        .map(weight -> BigInteger.valueOf(weight).shiftLeft(bits))
        .toList();

    assertThat(Quotas.split(units, large, ApportionmentRule.LARGEST_REMAINDER))
        .isEqualTo(ManyBooks.largest(units, large));
  }

  @Nested
  class Prefix {
    private static final ApportionmentRule RULE = ApportionmentRule.PREFIX;

    @Test
    void takesTheDifferencesOfRoundedPrefixes() {
      // floor(10/3) = 3, floor(20/3) = 6, 10.
      assertThat(split(10, RULE, 1, 1, 1)).isEqualTo(whole(3, 3, 4));
    }

    @Test
    void mirrorsACredit() {
      assertThat(split(-10, RULE, 1, 1, 1)).isEqualTo(whole(-3, -3, -4));
    }
  }

  /** What is returned is times the denominator of x. */
  @Nested
  class Bounded {
    @Test
    void withoutLimitsFollowsTheWeights() {
      assertThat(bounded(100, whole(1, 1, 1), ANY, ANY, ANY)).hasValue(whole(100, 100, 100));
    }

    @Test
    void ofNothingGivesNothing() {
      assertThat(bounded(0, whole(1, 2), ANY, limits(0, 5))).hasValue(whole(0, 0));
    }

    @Test
    void aCapLeavesMoreToTheOthers() {
      // 10 + x + 2x = 100: x = 30.
      assertThat(bounded(100, whole(1, 1, 2), limits(0, 10), ANY, ANY)).hasValue(whole(10, 30, 60));
    }

    @Test
    void aMinimumLeavesLess() {
      // 50 + x + 2x = 100: x = 50/3, so 50, 50/3 and 100/3.
      assertThat(bounded(100, whole(1, 1, 2), limits(50), ANY, ANY)).hasValue(whole(150, 50, 100));
    }

    @Test
    void aCapAndAMinimumMeet() {
      // 10 + 35 + 2x = 100: x = 55/2, above the cap of 10 and below the minimum of 35.
      assertThat(bounded(100, whole(1, 1, 2), limits(0, 10), limits(35), ANY))
          .hasValue(whole(20, 70, 110));
    }

    @Test
    void capsThatSumToTheAmountAreIt() {
      assertThat(bounded(100, whole(1, 1, 2), limits(0, 10), limits(0, 30), limits(0, 60)))
          .hasValue(whole(10, 30, 60));
    }

    @Test
    void capsThatSumToLessDontFit() {
      assertThat(bounded(100, whole(1, 1, 2), limits(0, 10), limits(0, 30), limits(0, 59)))
          .isEmpty();
    }

    @Test
    void minimumsThatSumToMoreDontFit() {
      assertThat(bounded(100, whole(1, 1), limits(40), limits(61))).isEmpty();
    }

    @Test
    void minimumsThatSumToTheAmountAreIt() {
      List<BigInteger> exact = bounded(100, whole(1, 1), limits(40), limits(60)).orElseThrow();

      assertThat(Quotas.split(BigInteger.valueOf(100), exact, ApportionmentRule.PREFIX))
          .isEqualTo(whole(40, 60));
    }
  }

  @Test
  void limitsContainTheirEnds() {
    Limits both = limits(2, 5);

    assertThat(both.contains(BigInteger.TWO)).isTrue();
    assertThat(both.contains(BigInteger.valueOf(5))).isTrue();
    assertThat(both.contains(BigInteger.ONE)).isFalse();
    assertThat(both.contains(BigInteger.valueOf(6))).isFalse();
    assertThat(limits(2).contains(BigInteger.TEN)).isTrue();
  }

  @Test
  void aHalfGoesToTheEvenNumber() {
    assertThat(halfEven(1, 2)).isEqualTo(0);
    assertThat(halfEven(3, 2)).isEqualTo(2);
    assertThat(halfEven(5, 2)).isEqualTo(2);
    assertThat(halfEven(7, 2)).isEqualTo(4);
    assertThat(halfEven(7, 3)).isEqualTo(2);
    assertThat(halfEven(8, 3)).isEqualTo(3);
    assertThat(halfEven(3, 1)).isEqualTo(3);
    assertThat(halfEven(0, 1)).isEqualTo(0);
  }

  private static long halfEven(long numerator, long denominator) {
    Ratio ratio = new Ratio(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    return Quotas.halfEven(ratio).longValueExact();
  }
}
