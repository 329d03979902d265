package io.costledger.allocation.batch;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each record of a batch bears, as a column beside the batch: record {@code i} here is record
 * {@code i} there. Records sum to the shares that they are of, and shares to pools. Can be read
 * until the workspace that it was made with is used again.
 */
public final class RecordColumn {
  private final Hold hold;
  private final ShareColumns shares;
  private final int size;
  private final long[] units;
  private final BigInteger @Nullable [] wide;
  private final List<String> unopened;

  RecordColumn(
      Hold hold,
      ShareColumns shares,
      int size,
      long[] units,
      BigInteger @Nullable [] wide,
      List<String> unopened) {
    this.hold = hold;
    this.shares = shares;
    this.size = size;
    this.units = units;
    this.wide = wide;
    this.unopened = List.copyOf(unopened);
  }

  /**
   * Returns the shares that were opened.
   *
   * @return the shares of consumers
   */
  public ShareColumns shares() {
    return shares;
  }

  /**
   * Returns how many records there are.
   *
   * @return as many as in the batch
   */
  public int size() {
    return size;
  }

  /**
   * Returns what a record bears.
   *
   * @param index the record's index in the batch
   * @return whole units with the sign of the pool; 0 too for a record that counts in no pool
   */
  public BigInteger units(int index) {
    return wide == null ? BigInteger.valueOf(longUnits(index)) : wide[index];
  }

  /**
   * Returns what a record bears as a primitive.
   *
   * @param index the record's index in the batch
   * @return whole units with the sign of the pool; 0 too for a record that counts in no pool
   * @throws ArithmeticException if it doesn't fit 63 bits
   */
  public long longUnits(int index) {
    hold.require();
    return wide == null ? units[Objects.checkIndex(index, size)] : wide[index].longValueExact();
  }

  /**
   * Returns what stands in the way of opening a share: its returns, one line each. Which of the
   * other records a return takes from is nowhere said (SPEC 3.8), so the records of such a share
   * bear 0 here.
   *
   * @return empty if every share was opened
   */
  public List<String> unopened() {
    return unopened;
  }
}
