package io.costledger.core.usage;

import io.costledger.core.account.CodePoints;

/** The ids of a batch's records, by index. */
@FunctionalInterface
interface RecordIds {
  String id(int index);

  /** By code points: below 0, 0 or above 0. */
  default int compare(int a, int b) {
    return CodePoints.compare(id(a), id(b));
  }

  /** Equal for equal ids. */
  default int hash(int index) {
    return id(index).hashCode();
  }
}
