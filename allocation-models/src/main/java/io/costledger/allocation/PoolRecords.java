package io.costledger.allocation;

import io.costledger.core.usage.UsageBatch;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The records of a batch, those of a pool side by side, and within it in the order of their
 * consumers' keys, then of their units', of equal ones as in the batch.
 */
final class PoolRecords {
  private final UsageBatch usage;
  private final UnitOrder units;
  private final int indexBits;
  private final int unitBits;

  /** Whether a line has room for rank and unit above the record's index; or it is the index. */
  private final boolean isPacked;

  private final long[] lines;

  /** By pool: where it begins; one more says where the last ends. */
  private final int[] starts;

  /**
   * @param poolOfPair by the number of a pair of platform and charge period: the number of its pool
   * @param pools how many there are
   */
  PoolRecords(UsageBatch usage, UnitOrder units, int[] poolOfPair, int pools) {
    this(usage, units, poolOfPair, pools, Long.SIZE - 1);
  }

  /** Lines of at most so many bits. */
  PoolRecords(UsageBatch usage, UnitOrder units, int[] poolOfPair, int pools, int bits) {
    int n = usage.size();
    this.usage = usage;
    this.units = units;
    this.indexBits = bits(n);
    this.unitBits = bits(usage.units().size());
    this.isPacked = indexBits + unitBits + bits(usage.consumers().size()) <= bits;
    this.starts = new int[pools + 1];
    for (int i = 0; i < n; i++) {
      starts[poolOfPair[usage.pairNumber(i)] + 1]++;
    }
    for (int pool = 0; pool < pools; pool++) {
      starts[pool + 1] += starts[pool];
    }
    int[] next = Arrays.copyOf(starts, pools);
    this.lines = new long[n];
    for (int i = 0; i < n; i++) {
      lines[next[poolOfPair[usage.pairNumber(i)]]++] = isPacked ? packed(i) : i;
    }
  }

  /** The bits of the numbers below one. */
  private static int bits(int size) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size);
  }

  private long packed(int i) {
    long unit = units.rank(usage.unitNumber(i));
    return ((long) rankOf(i) << unitBits | unit) << indexBits | i;
  }

  private int rankOf(int i) {
    return usage.consumerRank(usage.consumerNumber(i));
  }

  /** Puts the records of a pool in order; they stand as in the batch until then. */
  void sort(int pool) {
    if (isPacked) {
      Arrays.sort(lines, starts[pool], starts[pool + 1]);
      return;
    }
    long[] inOrder = Arrays.stream(lines, starts[pool], starts[pool + 1])
        .boxed()
        .sorted(Comparator.comparing((Long i) -> rankOf(i.intValue()))
            .thenComparing(i -> units.rank(usage.unitNumber(i.intValue()))))
        .mapToLong(i -> i)
        .toArray();
    System.arraycopy(inOrder, 0, lines, starts[pool], inOrder.length);
  }

  /** The place of a pool's first record. */
  int first(int pool) {
    return starts[pool];
  }

  /** The place after that of its last. */
  int end(int pool) {
    return starts[pool + 1];
  }

  /** The index of the record at a place. */
  int record(int place) {
    return isPacked ? (int) (lines[place] & ((1L << indexBits) - 1)) : (int) lines[place];
  }

  /** The rank of its consumer. */
  int consumer(int place) {
    return isPacked ? (int) (lines[place] >>> (indexBits + unitBits)) : rankOf(record(place));
  }

  /** The rank of its unit. */
  int unit(int place) {
    return isPacked
        ? (int) (lines[place] >>> indexBits & ((1L << unitBits) - 1))
        : units.rank(usage.unitNumber(record(place)));
  }
}
