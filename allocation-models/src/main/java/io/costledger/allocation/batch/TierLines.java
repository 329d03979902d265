package io.costledger.allocation.batch;

import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Lines of two numbers and some units, in blocks that share what stands at their head: written by one
 * thread, then joined with those of others and read.
 */
final class TierLines {
  private final List<Head> heads = new ArrayList<>();
  private int[] starts = new int[16];
  private int[] first = new int[64];
  private int[] second = new int[64];
  private long[] units = new long[64];
  private int size;

  /**
   * What the lines of a block have in common.
   *
   * @param from whose cost goes out
   */
  record Head(Period period, Measure measure, Account from) {}

  TierLines emptied() {
    heads.clear();
    size = 0;
    return this;
  }

  /** Starts a block; at least one line must follow. */
  void begin(Head head) {
    begin(head, size);
  }

  private void begin(Head head, int start) {
    if (heads.size() == starts.length) {
      starts = Arrays.copyOf(starts, Math.multiplyExact(starts.length, 2));
    }
    starts[heads.size()] = start;
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

  /** Adds the lines of some, one after the other. */
  void addAll(List<TierLines> parts) {
    ensureRoom(parts.stream().mapToInt(part -> part.size).reduce(0, Math::addExact));
    for (TierLines part : parts) {
      for (int block = 0; block < part.heads.size(); block++) {
        begin(part.heads.get(block), size + part.starts[block]);
      }
      System.arraycopy(part.first, 0, first, size, part.size);
      System.arraycopy(part.second, 0, second, size, part.size);
      System.arraycopy(part.units, 0, units, size, part.size);
      size += part.size;
    }
  }

  int size() {
    return size;
  }

  Head head(int line) {
    int block = Arrays.binarySearch(starts, 0, heads.size(), Objects.checkIndex(line, size));
    return heads.get(block < 0 ? -block - 2 : block);
  }

  int first(int line) {
    return first[Objects.checkIndex(line, size)];
  }

  int second(int line) {
    return second[Objects.checkIndex(line, size)];
  }

  long units(int line) {
    return units[Objects.checkIndex(line, size)];
  }
}
