package io.costledger.benchmarks.comparison;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * What any lineage must keep (SPEC section 8): rows sum to what each root put in, columns to what
 * each bears, no cell is negative or without a path, and each is as near to the exact figure as the
 * rounded edges between allow. The exact figure is computed in BigInteger, in units of 2^-128.
 */
final class LineageLaws {
  private static final int BITS = 128;

  private final Work work;
  private final Outcome made;

  LineageLaws(Work work, Outcome made) {
    this.work = work;
    this.made = made;
  }

  /** How many cells and margins are wrong. */
  long offences() {
    if (made.lineage().length != work.lineageCount()) {
      return work.lineageCount();
    }
    long offences = 0;
    for (int day = 0; day < work.dayCount; day++) {
      offences += offences(day);
    }
    return offences;
  }

  private long offences(int day) {
    int roots = work.rootCount();
    int bearers = work.centerCount + 1;
    BigInteger[][] exact = exact(day);
    BigInteger[] rows = zeros(roots);
    long offences = 0;
    for (int bearer = 0; bearer < bearers; bearer++) {
      BigInteger column = BigInteger.ZERO;
      BigInteger exactColumn = BigInteger.ZERO;
      for (int root = 0; root < roots; root++) {
        BigInteger cell = BigInteger.valueOf(made.lineage()[work.lineageCell(day, root, bearer)]);
        BigInteger right = exact[root][bearer];
        boolean withoutPath = right.signum() == 0 && cell.signum() != 0;
        BigInteger off = cell.shiftLeft(BITS).subtract(right).abs().shiftRight(BITS);
        if (cell.signum() < 0 || withoutPath || off.compareTo(bound()) > 0) {
          offences++;
        }
        rows[root] = rows[root].add(cell);
        column = column.add(cell);
        exactColumn = exactColumn.add(right);
      }
      // The exact column is whole; what is cut off below 2^-128 adds up to far less than a half.
      BigInteger bears = exactColumn.add(BigInteger.ONE.shiftLeft(BITS - 1)).shiftRight(BITS);
      offences += column.equals(bears) ? 0 : 1;
    }
    for (int root = 0; root < roots; root++) {
      BigInteger in = BigInteger.valueOf(work.pools[root * work.dayCount + day]);
      offences += rows[root].equals(in) ? 0 : 1;
    }
    return offences;
  }

  /** No root reaches anybody over more edges than there are between platforms, and one to each. */
  private BigInteger bound() {
    return BigInteger.valueOf((long) work.platformCount * work.platformCount / 2);
  }

  /** What each bearer has of each root, by the booked shares, times 2^128. */
  private BigInteger[][] exact(int day) {
    int roots = work.rootCount();
    BigInteger[][] origins = new BigInteger[work.platformCount][];
    for (int platform = 0; platform < origins.length; platform++) {
      origins[platform] = zeros(roots);
      if (work.isRoot(platform)) {
        origins[platform][platform] =
            BigInteger.valueOf(work.pools[platform * work.dayCount + day]).shiftLeft(BITS);
      }
    }
    BigInteger[][] cells = new BigInteger[roots][];
    Arrays.setAll(cells, root -> zeros(work.centerCount + 1));
    for (int platform = 0; platform < origins.length; platform++) {
      int pool = platform * work.dayCount + day;
      BigInteger inflow = inflow(pool, day, platform);
      if (inflow.signum() == 0) {
        continue;
      }
      BigInteger kept =
          inflow.multiply(BigInteger.valueOf(Work.KEPT)).divide(BigInteger.valueOf(100));
      for (int root = 0; root < roots; root++) {
        BigInteger origin = origins[platform][root];
        cells[root][work.centerCount] =
            cells[root][work.centerCount].add(origin.multiply(kept).divide(inflow));
        for (int consumer = 0; consumer < work.consumerCount(); consumer++) {
          BigInteger share = BigInteger.valueOf(made.units()[work.cell(pool, consumer)]);
          if (share.signum() != 0) {
            BigInteger part = origin.multiply(share).divide(inflow);
            if (consumer < work.centerCount) {
              cells[root][consumer] = cells[root][consumer].add(part);
            } else {
              int further = consumer - work.centerCount;
              origins[further][root] = origins[further][root].add(part);
            }
          }
        }
      }
    }
    return cells;
  }

  private BigInteger inflow(int pool, int day, int platform) {
    BigInteger inflow = BigInteger.valueOf(work.pools[pool]);
    for (int before = 0; before < platform; before++) {
      int cell = work.cell(before * work.dayCount + day, work.centerCount + platform);
      inflow = inflow.add(
          work.isRoot(platform) ? BigInteger.ZERO : BigInteger.valueOf(made.units()[cell]));
    }
    return inflow;
  }

  private static BigInteger[] zeros(int size) {
    BigInteger[] zeros = new BigInteger[size];
    Arrays.fill(zeros, BigInteger.ZERO);
    return zeros;
  }
}
