package io.costledger.serialization.input;

/**
 * Says that a part of a file can't be taken by itself; the reading of the whole file finds out what
 * is wrong, if anything is.
 */
public final class IrregularException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says nothing further: nobody but the reading in parts catches it. */
  public IrregularException() {
    super(null, null, false, false);
  }
}
