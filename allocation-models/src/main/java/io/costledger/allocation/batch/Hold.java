package io.costledger.allocation.batch;

/**
 * A result's hold on the arrays of the workspace that it was made with: it ends when that is used
 * again.
 */
final class Hold {
  private boolean isOver;

  void end() {
    isOver = true;
  }

  /** Refuses to read what others have written over. */
  void require() {
    if (isOver) {
      throw new IllegalStateException("The workspace of this result has been used again: read a"
          + " result before that, or give it a workspace of its own");
    }
  }
}
