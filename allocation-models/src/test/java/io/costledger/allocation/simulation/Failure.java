package io.costledger.allocation.simulation;

/**
 * A step after which something was not as it must be.
 *
 * @param step its place in the script
 * @param check which check failed
 * @param detail what was wrong
 */
record Failure(int step, String check, String detail) {
  /** Thrown by a check. */
  static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String check;

    Mismatch(String check, String detail, Throwable cause) {
      super(detail, cause);
      this.check = check;
    }

    String check() {
      return check;
    }
  }
}
