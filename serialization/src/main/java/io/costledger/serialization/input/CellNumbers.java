package io.costledger.serialization.input;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Knows the number of each text that a column of a part had so far, without making a text of the
 * characters. Texts that were made to meet in the table are out of the ordinary.
 */
public final class CellNumbers {
  private static final int MOST_STEPS = 500;
  private static final long LOW = 0xFFFFFFFFL;
  private static final int LATELY = 1 << 12;
  private static final int LATELY_SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(LATELY);

  private static final long ODD = 0x9E3779B97F4A7C15L;
  private static final long EVEN = 0xC2B2AE3D27D4EB4FL;

  private final ToIntFunction<String> anew;

  /** Open addressing: the hash above the place of the text plus 1; 0: free. At most half full. */
  private long[] slots = new long[1 << 8];

  /** Of all texts, one behind the other. */
  private char[] chars = new char[1 << 8];

  /** By place: where the text ends. */
  private int[] ends = new int[1 << 6];

  /** By place. */
  private int[] numbers = new int[1 << 6];

  private int size;

  /** By a hash: texts that are objects already, and their numbers. */
  private @Nullable String[] lately = {};

  private int[] latelyNumbers = {};

  /**
   * Starts without a text.
   *
   * @param anew gives a text its number when it comes for the first time
   */
  public CellNumbers(ToIntFunction<String> anew) {
    this.anew = anew;
  }

  /**
   * Returns the number of a text.
   *
   * @param from where its characters are
   * @param offset where it starts
   * @param length how many characters it has
   * @return its number
   * @throws IrregularException if too many others meet it
   */
  public int of(char[] from, int offset, int length) {
    int hash = hash(from, offset, length);
    int mask = slots.length - 1;
    int at = (hash ^ hash >>> 16) & mask;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      long slot = slots[at];
      if (slot == 0) {
        return added(from, offset, length, hash, at);
      }
      if ((int) (slot >>> Integer.SIZE) == hash) {
        int place = (int) (slot & LOW) - 1;
        if (Arrays.equals(chars, start(place), ends[place], from, offset, offset + length)) {
          return numbers[place];
        }
      }
      at = (at + 1) & mask;
    }
    throw new IrregularException();
  }

  /**
   * Returns the number of a text; quickly for one that came lately.
   *
   * @param text the text
   * @return its number
   * @throws IrregularException if too many others meet it
   */
  public int of(String text) {
    if (lately.length == 0) {
      lately = new String[LATELY];
      latelyNumbers = new int[LATELY];
    }
    int slot = (text.hashCode() * 0x9E3779B1) >>> LATELY_SHIFT;
    if (!text.equals(lately[slot])) {
      char[] all = text.toCharArray();
      latelyNumbers[slot] = of(all, 0, all.length);
      lately[slot] = text;
    }
    return latelyNumbers[slot];
  }

  private int start(int place) {
    return place == 0 ? 0 : ends[place - 1];
  }

  private int added(char[] from, int offset, int length, int hash, int at) {
    int number = anew.applyAsInt(new String(from, offset, length));
    int start = start(size);
    int end = Math.addExact(start, length);
    if (end > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(end, 2 * chars.length));
    }
    System.arraycopy(from, offset, chars, start, length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    ends[size] = end;
    numbers[size] = number;
    size++;
    slots[at] = (long) hash << Integer.SIZE | size;
    if (size > slots.length / 2) {
      grow();
    }
    return number;
  }

  private void grow() {
    long[] more = new long[2 * slots.length];
    int mask = more.length - 1;
    for (long slot : slots) {
      if (slot != 0) {
        int hash = (int) (slot >>> Integer.SIZE);
        int at = (hash ^ hash >>> 16) & mask;
        while (more[at] != 0) {
          at = (at + 1) & mask;
        }
        more[at] = slot;
      }
    }
    slots = more;
  }

  /** Four characters at once, on two tracks, so that the processor needn't wait for each product. */
  private static int hash(char[] from, int offset, int length) {
    long odd = length;
    long even = 0;
    int at = offset;
    int end = offset + length;
    for (; at <= end - 8; at += 8) {
      odd = (odd ^ four(from, at)) * ODD;
      even = (even ^ four(from, at + 4)) * EVEN;
    }
    if (at <= end - 4) {
      odd = (odd ^ four(from, at)) * ODD;
      at += 4;
    }
    for (; at < end; at++) {
      even = even << 16 ^ even >>> 48 ^ from[at];
    }
    long hash = (odd ^ odd >>> 32) * EVEN ^ (even ^ even >>> 29) * ODD;
    return (int) (hash >>> 32);
  }

  private static long four(char[] from, int at) {
    return from[at]
        | (long) from[at + 1] << 16
        | (long) from[at + 2] << 32
        | (long) from[at + 3] << 48;
  }
}
