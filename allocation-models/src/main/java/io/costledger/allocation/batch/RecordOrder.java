package io.costledger.allocation.batch;

import io.costledger.allocation.apportion.ColumnSplit;
import io.costledger.core.account.CodePoints;
import io.costledger.core.usage.UsageBatch;
import java.util.Arrays;
import java.util.Comparator;

/** Sorts places by record id, then by delivery (SPEC 3.8), where ids don't ascend in the batch. */
final class RecordOrder implements ColumnSplit.KeyOrder {
  private final long[] keys;
  private final Comparator<Integer> order;

  /** The record at a place is in the high half of its key. */
  RecordOrder(UsageBatch usage, long[] keys) {
    this.keys = keys;
    this.order = ofRecords(usage);
  }

  /** The order of a batch's records by index. */
  static Comparator<Integer> ofRecords(UsageBatch usage) {
    Comparator<Integer> byId = usage::compareIds;
    return byId.thenComparing(usage::delivery, CodePoints.ORDER);
  }

  @Override
  public void sort(int[] places, int from, int to) {
    Integer[] boxed = new Integer[to - from];
    Arrays.setAll(boxed, k -> places[from + k]);
    Arrays.sort(
        boxed,
        Comparator.comparing((Integer place) -> (int) (keys[place] >>> Integer.SIZE), order));
    for (int k = 0; k < boxed.length; k++) {
      places[from + k] = boxed[k];
    }
  }
}
