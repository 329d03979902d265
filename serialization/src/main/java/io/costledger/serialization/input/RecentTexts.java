package io.costledger.serialization.input;

import org.jspecify.annotations.Nullable;

/**
 * Makes texts of characters: mostly the same object for equal texts that come again and again, so
 * that nobody copies, hashes and compares them anew. Bounded, so nothing hostile fills it.
 */
final class RecentTexts {
  private static final int SLOTS = 1 << 13;
  private static final int SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS);
  private static final int LONGEST = 64;

  private final @Nullable String[] slots = new String[SLOTS];

  /** Of the slots: a text that hasn't been used for long is far away in memory. */
  private final int[] hashes = new int[SLOTS];

  String of(char[] from, int offset, int size) {
    if (size > LONGEST) {
      return new String(from, offset, size);
    }
    int hash = hash(from, offset, size);
    int slot = hash >>> SHIFT;
    String known = slots[slot];
    if (hashes[slot] == hash && known != null && isSame(known, from, offset, size)) {
      return known;
    }
    String text = new String(from, offset, size);
    slots[slot] = text;
    hashes[slot] = hash;
    return text;
  }

  private static int hash(char[] from, int offset, int size) {
    int hash = size;
    for (int i = offset; i < offset + size; i++) {
      hash = 31 * hash + from[i];
    }
    return hash * 0x9E3779B9; // spreads it to the high bits
  }

  private static boolean isSame(String known, char[] from, int offset, int size) {
    if (known.length() != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (known.charAt(i) != from[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
