package io.costledger.allocation.reciprocal;

import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Solves in powers of 2: inverts the matrix modulo 2^64 once, finds one digit of every unknown after
 * another, and reads the fractions off the digits. Source: J. D. Dixon, Exact solution of linear
 * equations using p-adic expansions, Numer. Math. 40 (1982); with p = 2, so that remainders, digits
 * and whole numbers are all binary, which needs an odd determinant: {@link OddMatrix}.
 *
 * <p>The unknowns have a common denominator that divides the determinant. A mixed sum of them mostly
 * shows it; with it they are integers, and half as many digits tell them.
 */
final class BinaryLifting implements Prices.Solver {
  private static final int FIRST_LOOK = 4;

  /** When so many sums of unknowns have a denominator, all are tried with it. */
  private static final int MIXES = 3;

  private final PriceMatrix matrix;
  private final IntegerRows reversed;
  private final OddMatrix odd;
  private final BinaryInverse inverse;
  private final IntegerRows rows;
  private final int bits;
  private final Workers workers;

  /** A denominator that fitted before; other inflows mostly have it too. */
  private volatile BigInteger known = BigInteger.ZERO;

  BinaryLifting(PriceMatrix matrix, Workers workers) {
    this.matrix = matrix;
    this.reversed = matrix.reversed();
    this.odd = new OddMatrix(matrix, reversed);
    this.workers = workers;
    this.inverse = BinaryInverse.of(BinaryFactors.of(matrix, odd), workers);
    this.rows = odd.rows();
    this.bits = DigitVector.bits(matrix.size());
  }

  @Override
  public Prices prices(List<BigInteger> inflows) {
    BigInteger total = inflows.stream().reduce(BigInteger.ONE, BigInteger::add);
    int determinantBits = matrix.mostDeterminant().bitLength();
    // Unknowns are prices times a power of 2 at most, which the determinant has lost.
    int numeratorBits = total.bitLength() + determinantBits;
    int mixedBits = numeratorBits
        + BigInteger.valueOf((long) matrix.size() * BinaryDigits.MOST_MIXED).bitLength();
    int oddBits = determinantBits - odd.power();
    Lifted lifted = new Lifted(inflows, digits(numeratorBits + 1));
    int enough = digits(mixedBits + oddBits + 4);
    Optional<Prices> prices = Optional.empty();
    if (known.signum() > 0) {
      lifted.to(lifted.whole);
      prices = lifted.integers(known);
    }
    int look = FIRST_LOOK;
    while (prices.isEmpty()) {
      lifted.to(Math.min(look, enough)); // the known denominator may have taken more digits already
      prices = lifted.read(mixedBits - oddBits);
      if (prices.isEmpty() && lifted.digits.count() >= enough) {
        throw new IllegalStateException(
            "The prices of a reciprocal group can't be read: a defect of this library");
      }
      look = look > enough / 2 ? enough : look + look / 2;
    }
    return prices.get();
  }

  private int digits(int wholeBits) {
    return wholeBits / bits + 1;
  }

  /** The digits of one right-hand side. */
  private final class Lifted {
    private final List<BigInteger> inflows;
    private final BinaryResidual residual;
    private final BinaryDigits digits = new BinaryDigits(bits);

    /** As many digits tell any numerator over the right denominator. */
    private final int whole;

    Lifted(List<BigInteger> inflows, int whole) {
      this.inflows = inflows;
      this.residual = new BinaryResidual(rows, bits, inflows);
      this.whole = whole;
    }

    void to(int count) {
      while (digits.count() < count) {
        long[] x = inverse.digits(residual.negatedLow(), bits, workers);
        digits.add(x);
        residual.advance(x, workers);
      }
    }

    /**
     * Reads fractions n/d off all digits, as far as 2 * n * d is below their power. A numerator may
     * have some bits more than a denominator, so its bound does.
     */
    Optional<Prices> read(int moreBits) {
      int power = digits.modulusBits(digits.count());
      BigInteger modulus = BigInteger.ONE.shiftLeft(power);
      int numeratorBits = (power + moreBits) / 2;
      BigInteger mostNumerator = BigInteger.ONE.shiftLeft(numeratorBits);
      int denominatorBits = power - 1 - numeratorBits;
      if (denominatorBits < 1) {
        return Optional.empty();
      }
      BigInteger denominator = BigInteger.ONE;
      for (int mix = 1; mix <= MIXES + matrix.size(); mix++) {
        BigInteger value =
            mix <= MIXES ? digits.mixed(mix) : digits.value(mix - MIXES - 1, digits.count());
        BigInteger scaled = BinaryDigits.modulo(value.multiply(denominator), power);
        if (scaled.min(modulus.subtract(scaled)).compareTo(mostNumerator) > 0) {
          BigInteger factor = FractionSearch.denominator(scaled, modulus, mostNumerator);
          denominator = denominator.multiply(factor);
          if (denominator.bitLength() > denominatorBits) {
            return Optional.empty();
          }
        }
        if (mix == MIXES) {
          Optional<Prices> prices = integers(denominator);
          if (prices.isPresent()) {
            return prices;
          }
        }
      }
      return integers(denominator);
    }

    /** The unknowns as integers over a denominator; empty if it is not theirs. */
    Optional<Prices> integers(BigInteger denominator) {
      int count = Math.min(whole, digits.count());
      int power = digits.modulusBits(count);
      BigInteger modulus = BigInteger.ONE.shiftLeft(power);
      LowProducts products = new LowProducts(denominator, power);
      BigInteger[] solution = new BigInteger[matrix.size()];
      workers.ranges(solution.length, 1, (from, to) -> {
        for (int p = from; p < to; p++) {
          BigInteger value = products.times(digits.value(p, count));
          solution[p] = value.testBit(power - 1) ? value.subtract(modulus) : value;
        }
      });
      Prices prices = odd.prices(solution, denominator);
      if (!PriceMatrix.isSolvedBy(reversed, prices, inflows, workers)) {
        return Optional.empty();
      }
      known = denominator;
      return Optional.of(prices);
    }
  }
}
