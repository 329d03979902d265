package io.costledger.flink;

/** Why a row or a delivery of a stream is not in the books. A closed list, beside the faults of runs. */
public enum StreamFault {
  /** A column of the row is not what it must be; the row is dropped. */
  UNREADABLE_ROW,
  /** There is no such ledger; the row is dropped. */
  UNKNOWN_LEDGER,
  /** Records whose delivery was never announced, until the time to keep them was over. */
  NO_DELIVERY,
  /** One id with two contents: a record of a delivery, or a delivery. No run is made of it. */
  CONTRADICTION,
  /** When a run was made, the delivery had fewer or more records than it says; it is left out. */
  INCOMPLETE_DELIVERY,
  /** It came after the time to mend its period was over. */
  LATE_DELIVERY,
  /** No run can be made of what is there; the books stay as they are. */
  RUN_REFUSED
}
