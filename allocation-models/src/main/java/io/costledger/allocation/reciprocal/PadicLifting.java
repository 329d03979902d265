package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Solves in a prime's powers: factors the matrix modulo a word-size prime once, finds one digit of
 * every price after another, and reads the fractions off the digits. Source: J. D. Dixon, Exact
 * solution of linear equations using p-adic expansions, Numer. Math. 40 (1982).
 *
 * <p>The prices have a common denominator that divides the determinant. A mixed sum of them mostly
 * shows it; with it they are integers, and half as many digits tell them.
 */
final class PadicLifting implements Prices.Solver {
  private static final int FIRST_LOOK = 16;

  /** When so many sums of prices have a denominator, all prices are tried with it. */
  private static final int MIXES = 3;

  private final PriceMatrix matrix;
  private final ModularFactors factors;
  private final int prime;

  /** A denominator that fitted before; other inflows mostly have it too. */
  private volatile BigInteger known = BigInteger.ZERO;

  PadicLifting(PriceMatrix matrix) {
    this.matrix = matrix;
    int candidate = Primes.below(1 << 29);
    Optional<ModularFactors> found = ModularFactors.of(matrix, candidate);
    while (found.isEmpty()) {
      candidate = Primes.below(candidate);
      found = ModularFactors.of(matrix, candidate);
    }
    this.prime = candidate;
    this.factors = found.get();
  }

  @Override
  public Prices prices(List<BigInteger> inflows) {
    BigInteger total = inflows.stream().reduce(BigInteger.ONE, BigInteger::add);
    BigInteger mixedTotal = total.multiply(mixedMost());
    Lifted lifted = new Lifted(inflows, digits(matrix.mostNumerator(total)));
    int enough = digits(
        matrix.mostNumerator(mixedTotal).multiply(matrix.mostDeterminant()).shiftLeft(1));
    Optional<Prices> prices = Optional.empty();
    if (known.signum() > 0) {
      lifted.to(lifted.whole);
      prices = lifted.integers(known);
    }
    int look = FIRST_LOOK;
    while (prices.isEmpty()) {
      lifted.to(Math.min(look, enough)); // the known denominator may have taken more digits already
      prices = lifted.read(mixedTotal);
      if (prices.isEmpty() && lifted.digits.count() >= enough) {
        throw new IllegalStateException(
            "The prices of a reciprocal group can't be read: a defect of this library");
      }
      look *= 2;
    }
    known = prices.get().denominator();
    return prices.get();
  }

  /** What a mixed sum of prices may be more than a price. */
  private BigInteger mixedMost() {
    return BigInteger.valueOf(matrix.size()).multiply(BigInteger.valueOf(PadicDigits.MOST_MIXED));
  }

  private static int digits(BigInteger above) {
    int bitsOfDigit = 28; // the prime is above 2^28
    return above.bitLength() / bitsOfDigit + 1;
  }

  /** The digits of one right-hand side. */
  private final class Lifted {
    private final List<BigInteger> inflows;
    private final Residual residual;
    private final PadicDigits digits = new PadicDigits(prime, matrix.size());

    /** As many digits tell any numerator over the right denominator. */
    private final int whole;

    Lifted(List<BigInteger> inflows, int whole) {
      this.inflows = inflows;
      this.residual = new Residual(matrix, prime, inflows);
      this.whole = whole;
    }

    void to(int count) {
      while (digits.count() < count) {
        int[] x = factors.solve(residual.modPrime());
        digits.add(x);
        residual.advance(x);
      }
    }

    /**
     * Reads fractions n/d off all digits, as far as 2 * n * d is below their power. A numerator may
     * be larger than a denominator by the whole inflow, so its bound is.
     */
    Optional<Prices> read(BigInteger total) {
      BigInteger modulus = digits.modulus(digits.count());
      BigInteger half = modulus.shiftRight(1);
      BigInteger mostNumerator = half.multiply(total).sqrt();
      BigInteger mostDenominator = half.divide(mostNumerator);
      BigInteger denominator = BigInteger.ONE;
      for (int mix = 1; mix <= MIXES + matrix.size(); mix++) {
        BigInteger value =
            mix <= MIXES ? digits.mixed(mix) : digits.value(mix - MIXES - 1, digits.count());
        BigInteger scaled = value.multiply(denominator).mod(modulus);
        if (scaled.compareTo(mostNumerator) > 0) {
          BigInteger factor = denominatorOf(scaled, modulus, mostNumerator);
          denominator = denominator.multiply(factor);
          if (factor.signum() <= 0 || denominator.compareTo(mostDenominator) > 0) {
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

    /** The prices as integers over a denominator; empty if it is not theirs. */
    Optional<Prices> integers(BigInteger denominator) {
      int count = Math.min(whole, digits.count());
      BigInteger modulus = digits.modulus(count);
      List<BigInteger> numerators = new ArrayList<>();
      for (int p = 0; p < matrix.size(); p++) {
        numerators.add(digits.value(p, count).multiply(denominator).mod(modulus));
      }
      Prices prices = new Prices(numerators, denominator);
      return matrix.isSolvedBy(prices, inflows) ? Optional.of(prices) : Optional.empty();
    }
  }

  /**
   * The denominator of the only fraction within bounds that is a residue of a modulus, by the
   * extended Euclidean algorithm stopped half-way; 0 or less if there is none. Source: P. S. Wang,
   * A p-adic algorithm for univariate partial fractions, SYMSAC 1981.
   */
  private static BigInteger denominatorOf(
      BigInteger residue, BigInteger modulus, BigInteger mostNumerator) {
    BigInteger before = modulus;
    BigInteger now = residue;
    BigInteger factorBefore = BigInteger.ZERO;
    BigInteger factor = BigInteger.ONE;
    while (now.compareTo(mostNumerator) > 0) {
      BigInteger[] quotient = before.divideAndRemainder(now);
      before = now;
      now = quotient[1];
      BigInteger next = factorBefore.subtract(quotient[0].multiply(factor));
      factorBefore = factor;
      factor = next;
    }
    return factor;
  }
}
