package io.costledger.serialization.input;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Cuts the bytes of a CSV file into blocks of whole rows, and digests them on the way. A cut is
 * after a line end up to which quotes are even in number. That is a guess, which the parser of the
 * block proves: where it comes to the end of a block strictly, with no quote open, a row ends there,
 * and the next block starts with a row if this one did.
 */
final class RowBlocks {
  /** The most bytes of a block: above those of the longest row, its quotes doubled. */
  private static final int MOST = 1 << 24;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
  private static final long HIGH_BITS = ~LOW_BITS;
  private static final long EIGHT_QUOTES = 0x2222222222222222L;

  private final InputStream in;
  private final MessageDigest digest;
  private final int size;
  private byte[] left = {};
  private int blocks;
  private boolean atEnd;

  /**
   * Starts at the first byte.
   *
   * @param size about how many bytes a block has
   */
  RowBlocks(InputStream in, MessageDigest digest, int size) {
    this.in = in;
    this.digest = digest;
    this.size = size;
  }

  /** A block, which is used again for another. */
  static final class Block {
    byte[] bytes = {};
    int length;

    /** 0 for the first of the file. */
    int number;

    boolean hasQuotes;
    boolean isAscii;
  }

  /**
   * Takes the next block.
   *
   * @return false: there is none
   * @throws IrregularException if no row ends within bounds
   */
  synchronized boolean next(Block block) throws IOException {
    if (block.bytes.length < Math.max(size, left.length)) {
      block.bytes = new byte[Math.max(size, left.length)];
    }
    System.arraycopy(left, 0, block.bytes, 0, left.length);
    int filled = left.length;
    int cut = 0;
    while (cut == 0) {
      filled = filled(block.bytes, filled);
      long quotes = scan(block, filled);
      cut = atEnd ? filled : lastRowEnd(block.bytes, filled, quotes % 2 == 1);
      if (cut == 0) {
        if (atEnd) {
          return false;
        }
        if (filled >= MOST) {
          throw new IrregularException();
        }
        block.bytes = Arrays.copyOf(block.bytes, Math.min(MOST, 2 * filled));
      }
    }
    left = Arrays.copyOfRange(block.bytes, cut, filled);
    block.length = cut;
    block.number = blocks++;
    return true;
  }

  private int filled(byte[] bytes, int from) throws IOException {
    int filled = from;
    while (filled < bytes.length && !atEnd) {
      int count = in.read(bytes, filled, bytes.length - filled);
      if (count < 0) {
        atEnd = true;
      } else {
        digest.update(bytes, filled, count);
        filled += count;
      }
    }
    return filled;
  }

  /** Counts quotes, and notes what the bytes have and don't have. */
  private static long scan(Block block, int length) {
    byte[] bytes = block.bytes;
    long quotes = 0;
    long all = 0;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      long eight = (long) LONGS.get(bytes, i);
      all |= eight;
      long differs = eight ^ EIGHT_QUOTES;
      quotes += Long.bitCount(~(((differs & LOW_BITS) + LOW_BITS) | differs | LOW_BITS));
    }
    for (; i < length; i++) {
      all |= bytes[i];
      quotes += bytes[i] == '"' ? 1 : 0;
    }
    block.isAscii = (all & HIGH_BITS) == 0;
    block.hasQuotes = quotes > 0;
    return quotes;
  }

  /** The last place behind a line end that is outside of quotes; 0: there is none. */
  private static int lastRowEnd(byte[] bytes, int length, boolean endsInQuotes) {
    boolean isInQuotes = endsInQuotes;
    for (int end = length; end > 0; end--) {
      byte last = bytes[end - 1];
      if (last == '"') {
        isInQuotes = !isInQuotes;
      } else if (!isInQuotes
          && (last == '\n' || (last == '\r' && end < length && bytes[end] != '\n'))) {
        return end;
      }
    }
    return 0;
  }
}
