package io.costledger.allocation.batch;

import io.costledger.core.ledger.EntryKind;
import java.util.Arrays;

/**
 * What goes out of one pool: one line for each account and kind, ascending by both (SPEC 7.1). Used
 * again for the next pool; one for each thread.
 */
final class PoolLines {
  private int[] accounts = new int[64];
  private EntryKind[] kinds = new EntryKind[64];
  private long[] units = new long[64];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int account(int line) {
    return accounts[line];
  }

  EntryKind kind(int line) {
    return kinds[line];
  }

  long units(int line) {
    return units[line];
  }

  /** Adds units to what goes to an account; none make no line. */
  void add(int account, EntryKind kind, long amount) {
    if (amount == 0) {
      return;
    }
    int at = size;
    while (at > 0 && isAfter(at - 1, account, kind)) {
      at--;
    }
    if (at > 0 && accounts[at - 1] == account && kinds[at - 1] == kind) {
      units[at - 1] += amount;
      return;
    }
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

  private boolean isAfter(int line, int account, EntryKind kind) {
    return accounts[line] > account
        || accounts[line] == account && kinds[line].compareTo(kind) > 0;
  }
}
