package io.costledger.flink;

import java.io.Serializable;

/**
 * How a value becomes canonical bytes, and which versions of them can be read. What is kept in state
 * names the class of its form and the version, so the class needs a public constructor without
 * arguments and must keep its name.
 *
 * @param <T> the value, immutable
 */
public interface CanonicalForm<T> extends Serializable {
  /**
   * Returns the class of the values.
   *
   * @return the public type
   */
  Class<T> type();

  /**
   * Returns the version that {@link #toBytes} writes; every one from {@link #oldest} up to it can be
   * read.
   *
   * @return 1 or more
   */
  int version();

  /**
   * Returns the oldest version that can be read: what is kept in an older one is refused.
   *
   * @return 1 or more; 1 unless said otherwise
   */
  default int oldest() {
    return 1;
  }

  /**
   * Returns the canonical bytes of a value, in the current version.
   *
   * @param value the value
   * @return equal bytes for equal values
   */
  byte[] toBytes(T value);

  /**
   * Reads canonical bytes.
   *
   * @param version the version that they were written in, from {@link #oldest} to {@link #version}
   * @param bytes the bytes
   * @return the value, checked
   * @throws IllegalArgumentException if the bytes are no value
   */
  T ofBytes(int version, byte[] bytes);
}
