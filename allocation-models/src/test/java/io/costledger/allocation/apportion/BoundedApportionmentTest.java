package io.costledger.allocation.apportion;

import static java.math.BigInteger.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.apportion.BoundedApportionment.Limits;
import io.costledger.core.LedgerException;
import io.costledger.core.policy.ApportionmentRule;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("minimum and cap, by hand (SPEC 4.2)")
class BoundedApportionmentTest {
  private static final BoundedApportionment LARGEST_REMAINDER =
      BoundedApportionment.of(ApportionmentRule.LARGEST_REMAINDER);
  private static final BoundedApportionment PREFIX =
      BoundedApportionment.of(ApportionmentRule.PREFIX);
  private static final Limits FREE = Limits.NONE;

  private static BigInteger whole(long value) {
    return BigInteger.valueOf(value);
  }

  private static List<BigInteger> weights(long... weights) {
    return Arrays.stream(weights).mapToObj(BigInteger::valueOf).toList();
  }

  private static Limits from(long minimum) {
    return new Limits(whole(minimum), Optional.empty());
  }

  private static Limits to(long maximum) {
    return between(0, maximum);
  }

  private static Limits between(long minimum, long maximum) {
    return new Limits(whole(minimum), Optional.of(whole(maximum)));
  }

  @Nested
  class Sums {
    /** Who has no weight counts on neither side; one without a cap leaves the sum open. */
    @Test
    void areOfThoseWithWeight() {
      List<Limits> limits = List.of(between(3, 10), between(5, 20), between(7, 30));
      assertThat(BoundedApportionment.least(weights(1, 0, 1), limits)).isEqualTo(whole(10));
      assertThat(BoundedApportionment.most(weights(1, 0, 1), limits)).contains(whole(40));
      assertThat(BoundedApportionment.most(weights(1, 1, 0), List.of(to(1), from(2), FREE)))
          .isEmpty();
    }

    @Test
    void refuseWhatDoesNotFit() {
      String rule = "Invalid limits: 1 (must be as many as weights, 2)";
      assertThatThrownBy(() -> BoundedApportionment.least(weights(1, 2), List.of(FREE)))
          .hasMessage(rule);
      assertThatThrownBy(() -> BoundedApportionment.most(weights(1, 2), List.of(FREE)))
          .hasMessage(rule);
      assertThatThrownBy(() -> BoundedApportionment.least(weights(-1), List.of(FREE)))
          .hasMessage("Invalid weight: -1 (must be 0 or more)");
      assertThatThrownBy(() -> BoundedApportionment.most(weights(-1), List.of(FREE)))
          .hasMessage("Invalid weight: -1 (must be 0 or more)");
    }
  }

  @Nested
  class Splitting {
    /** 100 by 1 : 1 : 8 is 10, 10, 80; capped, 25, 25, 50; with the minimum, 100 - 30 - 50 = 20. */
    @Test
    void clampsOnBothSides() {
      assertThat(LARGEST_REMAINDER.split(
              whole(100), weights(1, 1, 8), List.of(from(30), FREE, to(50))))
          .isEqualTo(weights(30, 20, 50));
    }

    /** The cap frees 60, by 1 : 2 that is 20 and 40: only now the third key passes its cap, 35. */
    @Test
    void findsTheCapThatOnlyAnotherCapMakesBind() {
      assertThat(
              LARGEST_REMAINDER.split(whole(100), weights(7, 1, 2), List.of(to(40), FREE, to(35))))
          .isEqualTo(weights(40, 25, 35));
    }

    /** 10 are fixed; 91 by 1 : 1 is 45 1/2 each: the unit goes to the smaller key. */
    @Test
    void roundsWhatIsBetweenTheBoundsOnce() {
      assertThat(LARGEST_REMAINDER.split(whole(101), weights(1, 1, 1), List.of(FREE, to(10), FREE)))
          .isEqualTo(weights(46, 10, 45));
    }

    /** Exact shares 45 1/2, 10, 45 1/2: floor(45.5), floor(55.5), floor(101) are 45, 55, 101. */
    @Test
    void roundsByPrefixesWhereTheRunDoes() {
      assertThat(PREFIX.split(whole(101), weights(1, 1, 1), List.of(FREE, to(10), FREE)))
          .isEqualTo(weights(45, 10, 46));
    }

    /** 2 by 1 : 1 : 1 is 2/3 each; under a cap of 0 it is 0, 1, 1. */
    @Test
    void givesNothingUnderACapOfZero() {
      assertThat(LARGEST_REMAINDER.split(whole(2), weights(1, 1, 1), List.of(to(0), FREE, FREE)))
          .isEqualTo(weights(0, 1, 1));
    }

    @Test
    void takesTheSumOfTheBoundsOnEitherSide() {
      List<Limits> limits = List.of(between(3, 5), between(4, 9));
      assertThat(LARGEST_REMAINDER.split(whole(7), weights(9, 1), limits)).isEqualTo(weights(3, 4));
      assertThat(LARGEST_REMAINDER.split(whole(14), weights(9, 1), limits))
          .isEqualTo(weights(5, 9));
      assertThat(LARGEST_REMAINDER.split(
              whole(7), weights(9, 1), List.of(between(3, 3), between(4, 4))))
          .isEqualTo(weights(3, 4));
    }

    @Test
    void leavesOutWhoHasNoWeightAndItsLimits() {
      assertThat(LARGEST_REMAINDER.split(whole(10), weights(0, 1), List.of(from(50), FREE)))
          .isEqualTo(weights(0, 10));
    }

    @Test
    void splitsNothingIntoNothing() {
      assertThat(LARGEST_REMAINDER.split(ZERO, weights(1, 2), List.of(to(5), FREE)))
          .isEqualTo(weights(0, 0));
      assertThat(LARGEST_REMAINDER.split(ZERO, List.of(), List.of())).isEmpty();
    }
  }

  @Nested
  class Refusing {
    @Test
    void saysThatMinimumsTakeMoreThanThereIs() {
      assertThatThrownBy(
              () -> LARGEST_REMAINDER.split(whole(9), weights(1, 2), List.of(from(4), from(6))))
          .isInstanceOf(LedgerException.class)
          .hasMessage("Bounds don't fit the amount\n"
              + "  Invalid sum of minimums: 10 (must be at most the amount, 9)");
    }

    @Test
    void saysThatMaximumsTakeLessThanThereIs() {
      assertThatThrownBy(() ->
              LARGEST_REMAINDER.split(whole(11), weights(1, 2, 0), List.of(to(4), to(6), FREE)))
          .isInstanceOf(LedgerException.class)
          .hasMessage("Bounds don't fit the amount\n"
              + "  Invalid sum of maximums: 10 (must be at least the amount, 11)");
    }

    @Test
    void namesWhatIsWrongAlone() {
      assertThatThrownBy(() -> LARGEST_REMAINDER.split(whole(-1), weights(1), List.of(FREE)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid units: -1 (must be 0 or more where shares are bounded)");
      assertThatThrownBy(() -> LARGEST_REMAINDER.split(whole(1), weights(1, 1), List.of(FREE)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid limits: 1 (must be as many as weights, 2)");
      assertThatThrownBy(() -> LARGEST_REMAINDER.split(whole(1), weights(-1), List.of(FREE)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid weight: -1 (must be 0 or more)");
      assertThatThrownBy(() -> from(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid minimum: -1 (must be 0 or more)");
      assertThatThrownBy(() -> between(3, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid maximum: 2 (must be the minimum or more, 3)");
    }
  }

  @Test
  void theSumsOfTheBoundsCountWhoHasWeight() {
    List<Limits> limits = List.of(between(1, 5), between(2, 7), from(100));
    assertThat(BoundedApportionment.least(weights(1, 1, 0), limits)).isEqualTo(whole(3));
    assertThat(BoundedApportionment.most(weights(1, 1, 0), limits)).contains(whole(12));
    assertThat(BoundedApportionment.most(weights(1, 1, 1), limits)).isEmpty();
  }
}
