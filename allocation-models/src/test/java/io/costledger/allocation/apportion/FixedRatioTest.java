package io.costledger.allocation.apportion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Quotients by a fixed-point ratio, each compared with BigInteger. */
class FixedRatioTest {
  private static final long LARGEST_AMOUNT = (1L << 61) - 1;
  private static final long LARGEST_TOTAL = (1L << 62) - 1;

  @Property(tries = 5000)
  void everyQuotientAndRemainderIsThatOfWholeNumbers(
      @ForAll("amounts") long amount, @ForAll("totals") long total, @ForAll Random random) {
    assertThat(FixedRatio.fits(amount, total)).isTrue();
    FixedRatio ratio = new FixedRatio(amount, total);
    long[] weights = {
      0, 1, total / 2, total - 1, total, random.nextLong() >>> 2, random.nextLong() >>> 33
    };
    for (long weight : weights) {
      requireExact(ratio, amount, total, Math.min(weight, total));
    }
  }

  /** With A = m * S - 1 the quotient of w = S misses a whole number by the least that it can. */
  @Property(tries = 2000)
  void quotientsThatMissAWholeNumberByTheLeastAreRight(
      @ForAll("totals") long total, @ForAll Random random) {
    long times = 1 + Math.floorMod(random.nextLong(), Math.max(1, LARGEST_AMOUNT / total));
    BigInteger product = BigInteger.valueOf(times).multiply(BigInteger.valueOf(total));
    for (int off = -1; off <= 1; off++) {
      BigInteger amount = product.add(BigInteger.valueOf(off));
      if (amount.bitLength() <= 61 && amount.signum() >= 0) {
        long a = amount.longValueExact();
        for (long weight : new long[] {1, total - 1, total}) {
          requireExact(new FixedRatio(a, total), a, total, weight);
        }
      }
    }
  }

  /** 1 * 3 / 3 is 1, but floor(1 * 2^3 / 3) = 2 and floor(3 * 2 / 2^3) = 0: one too small. */
  @Example
  void anEstimateThatIsOneTooSmallIsMended() {
    assertThat(new FixedRatio(1, 3).quotient(3)).isEqualTo(1);
  }

  @Test
  void theProofsBoundsAreTheOnesThatAreAsked() {
    assertThat(FixedRatio.fits(LARGEST_AMOUNT, LARGEST_TOTAL)).isTrue();
    assertThat(FixedRatio.fits(LARGEST_AMOUNT + 1, 1)).isFalse();
    assertThat(FixedRatio.fits(1, LARGEST_TOTAL + 1)).isFalse();
  }

  private static void requireExact(FixedRatio ratio, long amount, long total, long weight) {
    BigInteger[] exact = BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(weight))
        .divideAndRemainder(BigInteger.valueOf(total));
    long quotient = ratio.quotient(weight);
    assertThat(quotient)
        .as("%s * %s / %s", amount, weight, total)
        .isEqualTo(exact[0].longValueExact());
    assertThat(ratio.remainder(weight, quotient)).isEqualTo(exact[1].longValueExact());
  }

  @Provide
  Arbitrary<Long> amounts() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 10),
        Arbitraries.longs().between(0, LARGEST_AMOUNT),
        Arbitraries.longs().between(LARGEST_AMOUNT - 10, LARGEST_AMOUNT));
  }

  @Provide
  Arbitrary<Long> totals() {
    Arbitrary<Long> nearPowers = Arbitraries.integers()
        .between(2, 61)
        .flatMap(bits -> Arbitraries.longs().between((1L << bits) - 2, (1L << bits) + 2));
    return Arbitraries.oneOf(
        Arbitraries.longs().between(1, 10),
        nearPowers,
        Arbitraries.longs().between(1, LARGEST_TOTAL),
        Arbitraries.longs().between(LARGEST_TOTAL - 10, LARGEST_TOTAL));
  }
}
