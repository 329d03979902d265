package io.costledger.allocation.batch;

import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The shares of pools, one line for each consumer with weight, as columns: ascending by period,
 * platform and consumer. Can be read until the workspace that they were made with is used again.
 */
public final class ShareColumns {
  private final Hold hold;
  private final Routes routes;
  private final int[] starts;
  private final int[] ranks;
  private final long[] units;
  private final BigInteger @Nullable [] wide;
  private final List<Pool> unplaced;

  /** Of what rests on no workspace. */
  ShareColumns(Routes routes, int[] starts, int[] ranks, BigInteger[] wide) {
    this(new Hold(), routes, starts, ranks, new long[0], wide, List.of());
  }

  private ShareColumns(
      Hold hold,
      Routes routes,
      int[] starts,
      int[] ranks,
      long[] units,
      BigInteger @Nullable [] wide,
      List<Pool> unplaced) {
    this.hold = hold;
    this.routes = routes;
    this.starts = starts;
    this.ranks = ranks;
    this.units = units;
    this.wide = wide;
    this.unplaced = List.copyOf(unplaced);
  }

  /** Of the lines of each pool, side by side. */
  static ShareColumns of(
      Hold hold, Routes routes, int[] sizes, ShareBuffer[] buffers, BatchWorkspace workspace) {
    int[] starts = starts(sizes);
    int[] ranks = workspace.shareRanks(starts[sizes.length]);
    long[] units = workspace.shares(starts[sizes.length]);
    ShareBuffer.join(buffers, ranks, units);
    return new ShareColumns(hold, routes, starts, ranks, units, null, List.of());
  }

  /** Where each pool's lines start, and where the last one's end. */
  static int[] starts(int[] sizes) {
    int[] starts = new int[sizes.length + 1];
    for (int pool = 0; pool < sizes.length; pool++) {
      starts[pool + 1] = Math.addExact(starts[pool], sizes[pool]);
    }
    return starts;
  }

  /** The same, with the pools of some amounts that have no line. */
  ShareColumns withUnplaced(PoolAmounts amounts) {
    Set<Pool> without = new TreeSet<>();
    amounts.units().forEach((pool, amount) -> {
      if (amount.signum() != 0) {
        without.add(pool);
      }
    });
    for (int pool = 0; pool < starts.length - 1; pool++) {
      if (starts[pool] < starts[pool + 1]) {
        without.remove(routes.pool(pool));
      }
    }
    return new ShareColumns(hold, routes, starts, ranks, units, wide, List.copyOf(without));
  }

  /**
   * Returns how many lines there are.
   *
   * @return 0 or more
   */
  public int size() {
    return starts[starts.length - 1];
  }

  /**
   * Returns whose cost is shared.
   *
   * @param line the line, 0 to {@link #size} - 1
   * @return the grain period and the platform
   */
  public Pool pool(int line) {
    int pool = Arrays.binarySearch(starts, line);
    if (pool < 0) {
      return routes.pool(-pool - 2);
    }
    while (starts[pool + 1] == line) { // pools without a line start there, too
      pool++;
    }
    return routes.pool(pool);
  }

  /**
   * Returns the grain period.
   *
   * @param line the line
   * @return the pool's period
   */
  public Period period(int line) {
    return pool(line).period();
  }

  /**
   * Returns the platform.
   *
   * @param line the line
   * @return the pool's platform
   */
  public String platform(int line) {
    return pool(line).platform();
  }

  /**
   * Returns who has the share.
   *
   * @param line the line
   * @return a consumer, declared or not
   */
  public Account consumer(int line) {
    hold.require();
    return routes.consumers()[ranks[Objects.checkIndex(line, size())]];
  }

  /**
   * Returns the share.
   *
   * @param line the line
   * @return whole units with the sign of the pool, possibly 0
   */
  public BigInteger units(int line) {
    return wide == null ? BigInteger.valueOf(longUnits(line)) : wide[line];
  }

  /**
   * Returns the share as a primitive.
   *
   * @param line the line
   * @return whole units with the sign of the pool, possibly 0
   * @throws ArithmeticException if it doesn't fit 63 bits
   */
  public long longUnits(int line) {
    hold.require();
    return wide == null ? units[Objects.checkIndex(line, size())] : wide[line].longValueExact();
  }

  /**
   * Returns the pools that nobody shares: no record of the batch has weight in them (SPEC 3.7).
   *
   * @return those with an amount other than 0, ascending
   */
  public List<Pool> unplaced() {
    return unplaced;
  }
}
