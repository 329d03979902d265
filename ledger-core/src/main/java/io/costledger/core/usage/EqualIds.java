package io.costledger.core.usage;

import java.util.HashSet;
import java.util.Set;

/** Looks for ids that are equal, in a table of record indices that compares ids where they meet. */
final class EqualIds {
  private static final int MOST_STEPS = 500;

  private final RecordIds ids;

  /** Open addressing: the index of a record plus 1; 0: free. At most half full, if that can be. */
  private final int[] slots;

  /** Ids made to meet in the table go to a set, which can order them. */
  private final Set<String> crowd = new HashSet<>();

  private EqualIds(RecordIds ids, int size) {
    this.ids = ids;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(8, size));
    this.slots = new int[1 << Math.min(30, bits + 1)];
  }

  /** Whether there are two records with the same id. */
  static boolean areIn(RecordIds ids, int size) {
    EqualIds table = new EqualIds(ids, size);
    for (int i = 0; i < size; i++) {
      if (!table.add(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean add(int index) {
    int hash = ids.hash(index) * 0x9E3779B1;
    int mask = slots.length - 1;
    int at = (hash ^ hash >>> 16) & mask;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      if (slots[at] == 0) {
        slots[at] = index + 1;
        return true;
      }
      if (ids.compare(slots[at] - 1, index) == 0) {
        return false;
      }
      at = (at + 1) & mask;
    }
    return crowd.add(ids.id(index));
  }
}
