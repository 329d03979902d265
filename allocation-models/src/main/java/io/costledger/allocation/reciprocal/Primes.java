package io.costledger.allocation.reciprocal;

/** Word-size primes, by trial division: the same ones in every run, and certainly prime. */
final class Primes {
  private Primes() {}

  /** The largest prime below a number that is above 4. */
  static int below(int number) {
    int candidate = number - 1;
    while (!isPrime(candidate)) {
      candidate--;
    }
    return candidate;
  }

  private static boolean isPrime(int number) {
    if (number % 2 == 0) {
      return number == 2;
    }
    for (int d = 3; (long) d * d <= number; d += 2) {
      if (number % d == 0) {
        return false;
      }
    }
    return true;
  }
}
