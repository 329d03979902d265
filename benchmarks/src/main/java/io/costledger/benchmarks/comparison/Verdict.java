package io.costledger.benchmarks.comparison;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * How a contender's result differs from the right one, before anything is timed.
 *
 * @param wrong records (or cells) that are not right to the unit
 * @param worst the largest difference of one, in units
 * @param net what all pools together gained (or lost, below 0), in units
 * @param moved the sum of what is wrong without its sign, in units
 * @param poolsOff pools whose parts don't sum to what they had to pass on
 * @param lineageOff cells and margins of the lineage that break a law
 */
record Verdict(
    long wrong, BigInteger worst, BigInteger net, BigInteger moved, int poolsOff, long lineageOff) {

  boolean isExact() {
    return wrong == 0 && poolsOff == 0 && lineageOff == 0;
  }

  static Verdict of(Task task, Work work, Outcome right, Outcome made) {
    if (right.units().length != made.units().length) {
      throw new IllegalStateException(
          "Not the table asked for: " + made.units().length + " of " + right.units().length);
    }
    long wrong = 0;
    BigInteger worst = BigInteger.ZERO;
    BigInteger moved = BigInteger.ZERO;
    BigInteger[] gained = new BigInteger[work.pools.length];
    Arrays.fill(gained, BigInteger.ZERO);
    for (int i = 0; i < right.units().length; i++) {
      if (right.units()[i] != made.units()[i]) {
        int pool = task.isRecordLevel() ? work.pool(i) : i / work.consumerCount();
        BigInteger more = BigInteger.valueOf(made.units()[i])
            .subtract(BigInteger.valueOf(right.units()[i]));
        wrong++;
        worst = worst.max(more.abs());
        moved = moved.add(more.abs());
        gained[pool] = gained[pool].add(more);
      }
    }
    BigInteger net = Arrays.stream(gained).reduce(BigInteger.ZERO, BigInteger::add);
    int poolsOff =
        (int) Arrays.stream(gained).filter(gain -> gain.signum() != 0).count();
    long lineageOff = task == Task.W3 ? new LineageLaws(work, made).offences() : 0;
    return new Verdict(wrong, worst, net, moved, poolsOff, lineageOff);
  }
}
