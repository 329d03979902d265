package io.costledger.core.usage;

/**
 * What the quantities of a batch have in common. Those that are held apart ({@link
 * UsageBatch#isWide}) are not in the scales and digits.
 *
 * @param leastScale the smallest scale; 0 for a batch of no record
 * @param mostScale the largest scale; 0 for a batch of no record
 * @param mostUnscaled the largest absolute value of the digits
 * @param hasReturns whether digits are negative
 * @param hasWide whether quantities are held apart
 */
public record QuantityRange(
    int leastScale, int mostScale, long mostUnscaled, boolean hasReturns, boolean hasWide) {
  static QuantityRange of(long[] unscaled, byte[] scales) {
    int least = Byte.MAX_VALUE;
    int most = Byte.MIN_VALUE;
    long largest = 0;
    long signs = 0;
    boolean hasWide = false;
    for (int i = 0; i < unscaled.length; i++) {
      if (scales[i] == QuantityColumn.WIDE) {
        hasWide = true;
      } else {
        least = Math.min(least, scales[i]);
        most = Math.max(most, scales[i]);
        largest = Math.max(largest, Math.abs(unscaled[i]));
        signs |= unscaled[i];
      }
    }
    return least > most
        ? new QuantityRange(0, 0, 0, false, hasWide)
        : new QuantityRange(least, most, largest, signs < 0, hasWide);
  }
}
