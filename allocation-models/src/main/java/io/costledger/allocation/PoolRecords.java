package io.costledger.allocation;

import io.costledger.core.usage.QuantityRange;
import io.costledger.core.usage.QuantitySum;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.work.Workers;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The records of a batch, those of a pool side by side, and within it in the order of their
 * consumers' keys, then of their units', of equal ones as in the batch.
 *
 * <p>What is needed of a record is copied beside its line, so that a pool's is near in memory.
 */
final class PoolRecords {
  private static final int LEAST = 1 << 15; // records that are worth a thread

  private final UsageBatch usage;
  private final UnitOrder units;
  private final int placeBits;
  private final int unitBits;

  /** Whether a line has room for rank and unit above the place; or it is the place. */
  private final boolean isPacked;

  /** Rank and unit of a record, and where it came among those of its pool. */
  private final long[] lines;

  /** As the records of a pool came: their indices in the batch. */
  private final int[] records;

  /** Whether all quantities are digits at one scale. */
  private final boolean isPlain;

  /** As the records of a pool came: their digits, if that is so. */
  private final long[] digits;

  /** By pool: where it begins; one more says where the last ends. */
  private final int[] starts;

  /**
   * @param poolOfPair by the number of a pair of platform and charge period: the number of its pool
   * @param pools how many there are
   */
  PoolRecords(UsageBatch usage, UnitOrder units, int[] poolOfPair, int pools, Workers workers) {
    this(usage, units, poolOfPair, pools, workers, Long.SIZE - 1);
  }

  /** Lines of at most so many bits. */
  PoolRecords(
      UsageBatch usage, UnitOrder units, int[] poolOfPair, int pools, Workers workers, int bits) {
    int n = usage.size();
    this.usage = usage;
    this.units = units;
    int[][] counts = new int[Math.max(1, Math.min(workers.threads(), n / LEAST))][pools];
    workers.run(counts.length, range -> {
      for (int i = start(range, counts.length); i < start(range + 1, counts.length); i++) {
        counts[range][poolOfPair[usage.pairNumber(i)]]++;
      }
    });
    this.starts = new int[pools + 1];
    int largest = 0;
    for (int pool = 0; pool < pools; pool++) {
      starts[pool + 1] = starts[pool];
      for (int[] ofRange : counts) {
        int size = ofRange[pool];
        ofRange[pool] = starts[pool + 1];
        starts[pool + 1] += size;
      }
      largest = Math.max(largest, starts[pool + 1] - starts[pool]);
    }
    this.placeBits = bits(largest);
    this.unitBits = bits(usage.units().size());
    this.isPacked = placeBits + unitBits + bits(usage.consumers().size()) <= bits;
    QuantityRange range = usage.quantities();
    this.isPlain = !range.hasWide() && range.leastScale() == range.mostScale();
    this.lines = new long[n];
    this.records = new int[n];
    this.digits = new long[isPlain ? n : 0];
    workers.run(counts.length, part -> {
      int[] next = counts[part];
      for (int i = start(part, counts.length); i < start(part + 1, counts.length); i++) {
        int pool = poolOfPair[usage.pairNumber(i)];
        put(i, next[pool]++, starts[pool]);
      }
    });
  }

  private int start(int range, int ranges) {
    return (int) ((long) usage.size() * range / ranges);
  }

  /** The bits of the numbers below one. */
  private static int bits(int size) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size);
  }

  private void put(int i, int place, int start) {
    records[place] = i;
    lines[place] = (long) place - start;
    if (isPacked) {
      long unit = units.rank(usage.unitNumber(i));
      lines[place] |= ((long) rankOf(i) << unitBits | unit) << placeBits;
    }
    if (isPlain) {
      digits[place] = usage.unscaled(i);
    }
  }

  private int rankOf(int i) {
    return usage.consumerRank(usage.consumerNumber(i));
  }

  int size(int pool) {
    return starts[pool + 1] - starts[pool];
  }

  /** The index of a record, in the order in which those of the pool came. */
  int record(int pool, int came) {
    return records[starts[pool] + came];
  }

  /** The records of a pool in order; for one thread. */
  Pool inOrder(int pool) {
    return new Pool(pool);
  }

  /** The records of one pool, in order. */
  final class Pool {
    private final int start;
    private final int size;

    private Pool(int pool) {
      this.start = starts[pool];
      this.size = starts[pool + 1] - starts[pool];
      if (isPacked) {
        Arrays.sort(lines, start, start + size);
      } else {
        sortWide();
      }
    }

    private void sortWide() {
      long[] inOrder = Arrays.stream(lines, start, start + size)
          .boxed()
          .sorted(Comparator.comparing((Long came) -> rankOf(records[start + came.intValue()]))
              .thenComparing(
                  came -> units.rank(usage.unitNumber(records[start + came.intValue()]))))
          .mapToLong(came -> came)
          .toArray();
      System.arraycopy(inOrder, 0, lines, start, size);
    }

    int size() {
      return size;
    }

    private int came(int k) {
      return isPacked ? (int) (lines[start + k] & ((1L << placeBits) - 1)) : (int) lines[start + k];
    }

    /** The index of the k-th record. */
    int record(int k) {
      return records[start + came(k)];
    }

    /** The rank of its consumer. */
    int consumer(int k) {
      return isPacked ? (int) (lines[start + k] >>> (placeBits + unitBits)) : rankOf(record(k));
    }

    /** The rank of its unit. */
    int unit(int k) {
      return isPacked
          ? (int) (lines[start + k] >>> placeBits & ((1L << unitBits) - 1))
          : units.rank(usage.unitNumber(record(k)));
    }

    /** Adds its quantity to a sum. */
    void addTo(QuantitySum sum, int k) {
      if (isPlain) {
        sum.add(digits[start + came(k)], usage.quantities().mostScale());
      } else {
        sum.add(usage, record(k));
      }
    }
  }
}
