package io.costledger.core.usage;

import io.costledger.core.work.Workers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ids as the bytes of their UTF-8 form, one behind the other, and a number for each that says where
 * it ends. The order of these bytes is the order of code points (SPEC 3.3). A thousand ids share an
 * array, so that all of them may have more bytes than one array holds.
 */
final class IdColumn implements RecordIds {
  /** How many ids share an array; those of one array must have less than 2^31 bytes. */
  static final int SHARING = 1 << 10;

  static final IdColumn EMPTY = new IdColumn(new byte[0][], new int[0]);

  private static final int LEAST_ARRAYS = 16;

  private final byte[][] bytes;

  /** Where each id ends in its array. */
  private final int[] ends;

  private IdColumn(byte[][] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  @Override
  public String id(int index) {
    int start = start(index);
    return new String(array(index), start, ends[index] - start, StandardCharsets.UTF_8);
  }

  @Override
  public int compare(int a, int b) {
    return Arrays.compareUnsigned(array(a), start(a), ends[a], array(b), start(b), ends[b]);
  }

  @Override
  public int hash(int index) {
    byte[] from = array(index);
    int hash = 0;
    for (int i = start(index); i < ends[index]; i++) {
      hash = 31 * hash + from[i];
    }
    return hash;
  }

  private byte[] array(int index) {
    return bytes[index / SHARING];
  }

  private int start(int index) {
    return index % SHARING == 0 ? 0 : ends[index - 1];
  }

  private int size() {
    return ends.length;
  }

  /** The ids of some records, as bytes. */
  static IdColumn of(RecordIds ids, int size) {
    if (ids instanceof IdColumn column) {
      return column;
    }
    Builder builder = new Builder();
    for (int i = 0; i < size; i++) {
      builder.add(ids.id(i));
    }
    return builder.build();
  }

  /** The ids of some columns, one column after the other. */
  static IdColumn joined(List<IdColumn> columns, Workers workers) {
    int[] starts = new int[columns.size() + 1];
    for (int c = 0; c < columns.size(); c++) {
      starts[c + 1] = Math.addExact(starts[c], columns.get(c).size());
    }
    int[] ends = new int[starts[columns.size()]];
    byte[][] bytes = new byte[arrays(ends.length)][];
    workers.ranges(bytes.length, LEAST_ARRAYS, (from, to) -> {
      for (int array = from; array < to; array++) {
        bytes[array] = joined(columns, starts, array * SHARING, ends);
      }
    });
    return new IdColumn(bytes, ends);
  }

  /** The array of the ids from one on; notes where they end. */
  private static byte[] joined(List<IdColumn> columns, int[] starts, int first, int[] ends) {
    int last = Math.min(ends.length - first, SHARING) + first;
    int found = Arrays.binarySearch(starts, first);
    int column = found >= 0 ? found : -found - 2;
    byte[] joined = {};
    int filled = 0;
    for (int at = first; at < last; ) {
      while (starts[column + 1] <= at) {
        column++;
      }
      IdColumn from = columns.get(column);
      int index = at - starts[column];
      // As many as share an array there, too.
      int count = Math.min(Math.min(last, starts[column + 1]) - at, SHARING - index % SHARING);
      int start = from.start(index);
      int length = from.ends[index + count - 1] - start;
      joined = withRoom(joined, filled, length);
      System.arraycopy(from.array(index), start, joined, filled, length);
      for (int i = 0; i < count; i++) {
        ends[at + i] = from.ends[index + i] - start + filled;
      }
      filled += length;
      at += count;
    }
    return filled == joined.length ? joined : Arrays.copyOf(joined, filled);
  }

  private static byte[] withRoom(byte[] bytes, int filled, int more) {
    int needed = Math.addExact(filled, more);
    return needed <= bytes.length
        ? bytes
        : Arrays.copyOf(
            bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * filled)));
  }

  private static int arrays(int ids) {
    return ids / SHARING + (ids % SHARING == 0 ? 0 : 1);
  }

  /** Gathers ids. */
  static final class Builder {
    private final List<byte[]> full = new ArrayList<>();
    private byte[] open = new byte[16];
    private int[] ends = new int[16];
    private int size;

    /** Of the last id, in the open array. */
    private int lastStart;

    private int lastEnd;
    private boolean ascending = true;

    /**
     * Adds an id that has a UTF-8 form.
     *
     * @throws ArithmeticException if a thousand neighbours have 2^31 bytes
     */
    void add(String id) {
      byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
      add(bytes, 0, bytes.length);
    }

    /** Adds the id of which some bytes are the UTF-8 form. */
    void add(byte[] from, int offset, int length) {
      ascending &= size == 0
          || Arrays.compareUnsigned(open, lastStart, lastEnd, from, offset, offset + length) < 0;
      boolean isFull = size > 0 && size % SHARING == 0;
      int start = isFull ? 0 : lastEnd;
      if (isFull) {
        full.add(Arrays.copyOf(open, lastEnd));
      }
      open = withRoom(open, start, length);
      System.arraycopy(from, offset, open, start, length);
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, Math.multiplyExact(size, 2));
      }
      lastStart = start;
      lastEnd = start + length;
      ends[size++] = lastEnd;
    }

    /** Whether each id comes after the one before it. */
    boolean ascend() {
      return ascending;
    }

    /** The ids so far. */
    IdColumn build() {
      byte[][] bytes = full.toArray(new byte[arrays(size)][]);
      if (size > 0) {
        bytes[bytes.length - 1] = Arrays.copyOf(open, lastEnd);
      }
      return new IdColumn(bytes, Arrays.copyOf(ends, size));
    }
  }
}
