package io.costledger.allocation.reciprocal;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The word arithmetic of lifting, each piece against BigInteger. */
class BinaryArithmeticTest {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64);

  @Nested
  class Products {
    /** Full and sparse rows, odd and even lengths, up to limbs and digits of all ones. */
    @Test
    void rowsTimesDigitsEqualBigIntegers() {
      Random random = new Random(1);
      for (int columns : List.of(1, 2, 3, 4, 7, 64, 100, 101, 1000)) {
        for (int filled : List.of(0, columns / 4, columns)) {
          for (int bits : List.of(1, 59, 60, 61, 63, 64, 70, 119, 120, 121, 200)) {
            BigInteger[] numbers = numbers(random, columns, filled, bits);
            IntegerRows rows = new IntegerRows(columns);
            add(rows, numbers);
            int digitBits = DigitVector.bits(columns);
            RowSums sums = new RowSums(rows, digitBits, 300);
            BigInteger expected = new BigInteger(299, random).negate();
            sums.begin(0, expected);
            for (int round = 0; round < 3; round++) {
              long[] x = digits(random, columns, digitBits, round);
              sums.addTimes(0, DigitVector.of(x), new Wide());
              expected = expected.add(sum(numbers, x));
              assertThat(sums.number(0))
                  .as("%s of %s columns, %s bits", filled, columns, bits)
                  .isEqualTo(expected);
              assertThat(sums.isNegative(0)).isEqualTo(expected.signum() < 0);
              assertThat(sums.takeDigit(0))
                  .isEqualTo(expected.mod(BigInteger.ONE.shiftLeft(digitBits)).longValueExact());
              expected = expected.shiftRight(digitBits);
              assertThat(sums.low(0)).isEqualTo(expected.longValue());
            }
          }
        }
      }
    }

    @Test
    void rowsTimesLongValuesEqualBigIntegers() {
      Random random = new Random(2);
      for (int columns : List.of(1, 2, 5, 33, 40)) {
        IntegerRows rows = new IntegerRows(columns);
        List<BigInteger[]> all = new ArrayList<>();
        for (int bits : List.of(1, 60, 61, 130)) {
          all.add(numbers(random, columns, columns, bits));
          all.add(numbers(random, columns, columns / 5, bits));
        }
        all.forEach(numbers -> add(rows, numbers));
        for (int bits : List.of(1, 56, 60, 64, 1000, 5000)) {
          List<BigInteger> values = new ArrayList<>();
          for (int q = 0; q < columns; q++) {
            values.add(extreme(random, bits).abs());
          }
          List<BigInteger> expected = new ArrayList<>();
          for (BigInteger[] numbers : all) {
            BigInteger sum = BigInteger.ZERO;
            for (int q = 0; q < columns; q++) {
              sum = sum.add(numbers[q].multiply(values.get(q)));
            }
            expected.add(sum);
          }
          assertThat(RowProducts.of(rows, values, Workers.caller())).isEqualTo(expected);
        }
      }
    }

    @Test
    void lowProductsEqualBigIntegersModuloThePower() {
      Random random = new Random(3);
      for (int power : List.of(1, 55, 56, 57, 112, 113, 168, 600, 3001)) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(power);
        for (int i = 0; i < 6; i++) {
          BigInteger fixed =
              i == 0 ? modulus.subtract(BigInteger.ONE) : extreme(random, power).abs();
          LowProducts products = new LowProducts(fixed, power);
          for (int j = 0; j < 6; j++) {
            BigInteger value = j == 0
                ? modulus.subtract(BigInteger.ONE)
                : extreme(random, power).abs();
            assertThat(products.times(value)).isEqualTo(fixed.multiply(value).mod(modulus));
          }
        }
      }
    }
  }

  @Nested
  class Forms {
    @Test
    void limbsOfAnySignAreCarried() {
      Random random = new Random(4);
      for (int bits : List.of(1, 30, 51, 56, 60)) {
        for (int count : List.of(1, 2, 3, 20)) {
          long[] limbs = random.longs(count).toArray();
          limbs[0] = Long.MIN_VALUE;
          limbs[count - 1] = Long.MAX_VALUE;
          BigInteger expected = BigInteger.ZERO;
          for (int i = 0; i < count; i++) {
            expected = expected.add(BigInteger.valueOf(limbs[i]).shiftLeft(i * bits));
          }
          BigInteger modulus = BigInteger.ONE.shiftLeft(bits * count);
          assertThat(Limbs.whole(limbs, count, bits)).isEqualTo(expected.mod(modulus));
        }
      }
    }

    @Test
    void aNumberIsTheSumOfItsLimbs() {
      Random random = new Random(5);
      for (int bits : List.of(1, 50, 56, 60)) {
        for (int size : List.of(0, 1, 63, 64, 65, 500)) {
          BigInteger number = BigInteger.ONE.shiftLeft(size).subtract(BigInteger.ONE);
          for (BigInteger each : List.of(number, new BigInteger(size, random))) {
            long[] limbs = Limbs.of(each, bits);
            assertThat(Limbs.whole(limbs, limbs.length, bits)).isEqualTo(each);
          }
        }
      }
    }

    @Test
    void anOddNumberTimesItsInverseIsOne() {
      for (long odd : new long[] {1, -1, 3, 5, 7, Long.MAX_VALUE, Long.MIN_VALUE + 1, 123456789}) {
        assertThat(odd * BinaryFactors.inverse(odd)).isEqualTo(1);
      }
    }
  }

  @Nested
  class Fractions {
    /** Bounds as tight as may be: 2 * n * d is just below the modulus. */
    @Test
    void theDenominatorOfAResidueIsFound() {
      Random random = new Random(6);
      for (int bits : List.of(2, 31, 62, 64, 200, 2000)) {
        for (int i = 0; i < 40; i++) {
          BigInteger denominator = extreme(random, bits).abs().setBit(0);
          BigInteger numerator = extreme(random, 1 + random.nextInt(bits)).setBit(0);
          BigInteger common = numerator.gcd(denominator);
          BigInteger modulus = BigInteger.ONE.shiftLeft(2 * bits + 1);
          BigInteger residue =
              numerator.multiply(denominator.modInverse(modulus)).mod(modulus);
          assertThat(FractionSearch.denominator(residue, modulus, BigInteger.ONE.shiftLeft(bits)))
              .isEqualTo(denominator.divide(common));
        }
      }
    }
  }

  @Nested
  class Triangles {
    /** Also where pivots are even at first, so that columns are halved. */
    @Test
    void solutionsSatisfyTheHalvedEquationsModuloTheWord() {
      Random random = new Random(7);
      for (int size = 1; size <= 40; size++) {
        RandomGroup group = RandomGroup.of(random, size, 1 + random.nextInt(70));
        PriceMatrix matrix = PriceMatrix.of(group.members());
        OddMatrix odd = new OddMatrix(matrix, matrix.reversed());
        TriangularSolve solve = BinaryFactors.of(matrix, odd);
        long[] right = random.longs(size).toArray();
        long[] x = solve.solve(right);
        IntegerRows rows = odd.rows();
        List<BigInteger> unsigned = Arrays.stream(x).mapToObj(Limbs::unsigned).toList();
        List<BigInteger> products = RowProducts.of(rows, unsigned, Workers.caller());
        for (int p = 0; p < size; p++) {
          assertThat(products.get(p).mod(WORD)).isEqualTo(Limbs.unsigned(right[p]));
        }
        int bits = 1 + random.nextInt(64);
        long[] digits =
            BinaryInverse.of(solve, Workers.caller()).digits(right, bits, Workers.caller());
        for (int p = 0; p < size; p++) {
          assertThat(digits[p]).isEqualTo(x[p] << (64 - bits) >> (64 - bits));
        }
      }
    }
  }

  private static void add(IntegerRows rows, BigInteger[] numbers) {
    int[] at = new int[numbers.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = i;
    }
    rows.add(at, numbers);
  }

  private static BigInteger[] numbers(Random random, int columns, int filled, int bits) {
    BigInteger[] numbers = new BigInteger[columns];
    Arrays.fill(numbers, BigInteger.ZERO);
    for (int i = 0; i < filled; i++) {
      numbers[filled == columns ? i : random.nextInt(columns)] = extreme(random, bits);
    }
    return numbers;
  }

  /** One bit, all ones, or random; of either sign. */
  private static BigInteger extreme(Random random, int bits) {
    BigInteger size = switch (random.nextInt(3)) {
      case 0 -> BigInteger.ONE.shiftLeft(bits - 1);
      case 1 -> BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      default -> new BigInteger(bits, random);
    };
    return random.nextBoolean() ? size : size.negate();
  }

  /** All as high as may be, all as low, or random. */
  private static long[] digits(Random random, int columns, int bits, int round) {
    long[] digits = new long[columns];
    for (int i = 0; i < columns; i++) {
      long most = (1L << bits) - 1;
      digits[i] = round == 0 ? most : round == 1 ? -most : random.nextLong() >> (63 - bits);
    }
    return digits;
  }

  private static BigInteger sum(BigInteger[] numbers, long[] x) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(numbers[i].multiply(BigInteger.valueOf(x[i])));
    }
    return sum;
  }
}
