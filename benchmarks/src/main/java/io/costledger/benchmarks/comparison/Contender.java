package io.costledger.benchmarks.comparison;

/** One way of doing a task, with its inputs in the form that it likes; made outside of the time. */
interface Contender extends AutoCloseable {
  /** The timed part: from the inputs to a table of results that replaces the one before. */
  void run();

  /** What the last run made, in the common form. */
  Outcome outcome();

  @Override
  default void close() {}
}
