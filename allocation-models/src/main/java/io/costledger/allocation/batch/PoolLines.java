package io.costledger.allocation.batch;

import io.costledger.core.ledger.EntryKind;
import java.util.Arrays;

/**
 * What goes out of one pool: one line for each account and kind, ascending by both (SPEC 7.1). Used
 * again for the next pool; one for each thread.
 */
final class PoolLines {
  private static final int ALLOCATED = EntryColumns.number(EntryKind.ALLOCATED);

  private int[] accounts = new int[64];
  private int[] kinds = new int[64];
  private long[] units = new long[64];
  private int size;
  private boolean hasTwice;

  void clear() {
    size = 0;
    hasTwice = false;
  }

  int size() {
    return size;
  }

  /** By line: the account's number. */
  int[] accounts() {
    return accounts;
  }

  /** By line: the number of the kind. */
  int[] kinds() {
    return kinds;
  }

  long[] units() {
    return units;
  }

  /** Whether an account gets something by two kinds. */
  boolean hasTwice() {
    return hasTwice;
  }

  /** Adds what a model passes on, to an account after those that have a line. */
  void append(int account, long amount) {
    if (amount != 0) {
      put(size, account, ALLOCATED, amount);
    }
  }

  /** Adds units to what goes to an account; none make no line. */
  void add(int account, EntryKind kind, long amount) {
    if (amount == 0) {
      return;
    }
    int number = EntryColumns.number(kind);
    int at = firstAfter(account, number);
    boolean isThere = at > 0 && accounts[at - 1] == account;
    if (isThere && kinds[at - 1] == number) {
      units[at - 1] += amount;
    } else {
      hasTwice |= isThere || (at < size && accounts[at] == account);
      put(at, account, number, amount);
    }
  }

  private int firstAfter(int account, int kind) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isAfter(middle, account, kind)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isAfter(int line, int account, int kind) {
    return accounts[line] > account || (accounts[line] == account && kinds[line] > kind);
  }

  private void put(int at, int account, int kind, long amount) {
    if (size == units.length) {
      accounts = Arrays.copyOf(accounts, 2 * size);
      kinds = Arrays.copyOf(kinds, 2 * size);
      units = Arrays.copyOf(units, 2 * size);
    }
    if (at < size) {
      System.arraycopy(accounts, at, accounts, at + 1, size - at);
      System.arraycopy(kinds, at, kinds, at + 1, size - at);
      System.arraycopy(units, at, units, at + 1, size - at);
    }
    accounts[at] = account;
    kinds[at] = kind;
    units[at] = amount;
    size++;
  }
}
