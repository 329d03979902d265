package io.costledger.allocation.batch;

import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of two numbers and some units, in blocks that share what stands at their head: written by one
 * thread, then joined with those of others and read.
 */
final class TierLines {
  private final List<Head> heads;
  private int[] starts;
  private int[] first;
  private int[] second;
  private long[] units;
  private int size;

  /**
   * What the lines of a block have in common.
   *
   * @param from whose cost goes out
   */
  record Head(Period period, Measure measure, Account from) {}

  TierLines() {
    this(new ArrayList<>(), 16, 64);
  }

  private TierLines(List<Head> heads, int blocks, int room) {
    this.heads = heads;
    this.starts = new int[blocks];
    this.first = new int[room];
    this.second = new int[room];
    this.units = new long[room];
  }

  TierLines emptied() {
    heads.clear();
    size = 0;
    return this;
  }

  /** Starts a block; at least one line must follow. */
  void begin(Head head) {
    if (heads.size() == starts.length) {
      starts = Arrays.copyOf(starts, Math.multiplyExact(starts.length, 2));
    }
    starts[heads.size()] = size;
    heads.add(head);
  }

  void add(int one, int other, long amount) {
    ensureRoom(1);
    first[size] = one;
    second[size] = other;
    units[size++] = amount;
  }

  /** Adds the lines of a pool. */
  void add(PoolLines lines, boolean isNegative) {
    int n = lines.size();
    ensureRoom(n);
    System.arraycopy(lines.accounts(), 0, first, size, n);
    System.arraycopy(lines.kinds(), 0, second, size, n);
    System.arraycopy(lines.units(), 0, units, size, n);
    for (int line = size; isNegative && line < size + n; line++) {
      units[line] = -units[line];
    }
    size += n;
  }

  private void ensureRoom(int more) {
    int needed = Math.addExact(size, more);
    if (needed > units.length) {
      int room = Math.max(needed, Math.multiplyExact(units.length, 2));
      first = Arrays.copyOf(first, room);
      second = Arrays.copyOf(second, room);
      units = Arrays.copyOf(units, room);
    }
  }

  /** The lines of some, one after the other; as large as they are. */
  static TierLines joined(List<TierLines> parts) {
    int blocks = parts.stream().mapToInt(part -> part.heads.size()).sum();
    int lines = parts.stream().mapToInt(part -> part.size).reduce(0, Math::addExact);
    TierLines all = new TierLines(new ArrayList<>(blocks), blocks, lines);
    for (TierLines part : parts) {
      for (int block = 0; block < part.heads.size(); block++) {
        all.starts[all.heads.size()] = all.size + part.starts[block];
        all.heads.add(part.heads.get(block));
      }
      System.arraycopy(part.first, 0, all.first, all.size, part.size);
      System.arraycopy(part.second, 0, all.second, all.size, part.size);
      System.arraycopy(part.units, 0, all.units, all.size, part.size);
      all.size += part.size;
    }
    return all;
  }

  int size() {
    return size;
  }

  Head head(int line) {
    int block = Arrays.binarySearch(starts, 0, heads.size(), line);
    return heads.get(block < 0 ? -block - 2 : block);
  }

  int first(int line) {
    return first[line];
  }

  int second(int line) {
    return second[line];
  }

  long units(int line) {
    return units[line];
  }
}
