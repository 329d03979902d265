package io.costledger.parquet;

import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.parquet.format.RowGroup;

/**
 * Some row groups, one after the other.
 *
 * @param channel the file
 * @param footer what it says of itself
 * @param groups the row groups
 */
record GroupRange(FileChannel channel, Footer footer, List<RowGroup> groups) {
  GroupRange {
    groups = List.copyOf(groups);
  }

  /** All row groups of a file. */
  static GroupRange all(FileChannel channel, Footer footer) {
    return new GroupRange(channel, footer, footer.groups());
  }

  /** Cuts a range into some that have as many rows at least, but the last. */
  List<GroupRange> cut(int leastRows) {
    List<GroupRange> ranges = new ArrayList<>();
    int from = 0;
    long rows = 0;
    for (int to = 1; to <= groups.size(); to++) {
      rows += groups.get(to - 1).getNum_rows();
      if (rows >= leastRows || to == groups.size()) {
        ranges.add(new GroupRange(channel, footer, groups.subList(from, to)));
        from = to;
        rows = 0;
      }
    }
    return ranges;
  }

  /**
   * Moves cursors from row to row.
   *
   * @param cursors the cursors
   * @param row takes the number of each row, 1 for the first, when the cursors are there
   */
  void forEachRow(Cursors cursors, LongConsumer row) {
    for (RowGroup group : groups) {
      GroupPages pages = new GroupPages(channel, footer, group);
      if (pages.rows() > 0) {
        cursors.open(pages);
      }
      for (long left = pages.rows(); left > 0; left--) {
        row.accept(cursors.next(left));
      }
    }
  }
}
