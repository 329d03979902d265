package io.costledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Sums in a primitive are those of whole numbers. */
class UnitsTest {
  @Property
  void sumsAreThoseOfWholeNumbers(
      @ForAll("numbers") List<BigInteger> added, @ForAll("numbers") List<BigInteger> subtracted) {
    Units units = new Units();
    BigInteger expected = BigInteger.ZERO;
    for (BigInteger number : added) {
      units.add(number);
      expected = expected.add(number);
      assertThat(units.sum()).isEqualTo(expected);
    }
    for (BigInteger number : subtracted) {
      units.subtract(number);
      expected = expected.subtract(number);
      assertThat(units.sum()).isEqualTo(expected);
    }
  }

  /** Around the bounds of a primitive, and beyond. */
  @Provide
  Arbitrary<List<BigInteger>> numbers() {
    Arbitrary<BigInteger> powers =
        Arbitraries.integers().between(0, 70).map(power -> BigInteger.ONE.shiftLeft(power));
    Arbitrary<BigInteger> near = Arbitraries.integers().between(-1, 1).map(BigInteger::valueOf);
    Arbitrary<BigInteger> signed = powers.flatMap(
        power -> near.flatMap(by -> Arbitraries.of(power.add(by), power.add(by).negate())));
    return signed.list().ofMaxSize(8);
  }

  @Test
  void theSmallestPrimitiveHasNoNegative() {
    Units units = new Units();
    units.subtract(BigInteger.valueOf(Long.MIN_VALUE));
    assertThat(units.sum()).isEqualTo(BigInteger.ONE.shiftLeft(63));
  }

  @Test
  void aProductFitsUpToTheLargestPrimitive() {
    assertThat(Scaled.productFits(1L << 31, 1L << 31)).isTrue();
    assertThat(Scaled.productFits(1L << 32, 1L << 31)).isFalse();
    assertThat(Scaled.productFits(-(1L << 32), 1L << 31)).isTrue();
    assertThat(Scaled.fits(9, 18)).isTrue();
    assertThat(Scaled.fits(10, 18)).isFalse();
    assertThat(Scaled.fits(0, 19)).isFalse();
    assertThat(Scaled.up(9, 18)).isEqualTo(9_000_000_000_000_000_000L);
  }
}
