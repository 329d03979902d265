package io.costledger.benchmarks.comparison;

import java.util.Arrays;
import java.util.List;

/** What is asked of every contender: one task, one table of results. */
enum Task {
  /** Pools to consumers, each share to its own records, by largest remainder; in any order. */
  W1_REMAINDER("w1-remainder", "record level, largest remainder, any order", Shape.ANY),
  /** The same, by prefix rounding; records stand in the order of their keys. */
  W1_PREFIX("w1-prefix", "record level, prefix, any order", Shape.ANY),
  /** Usage summed per platform, day and cost center, and the pools apportioned over the sums. */
  W2("w2", "consumer level, largest remainder", Shape.ANY),
  /** As the first, with the records of each pool together. */
  W1_REMAINDER_GROUPED(
      "w1-remainder-grouped", "record level, largest remainder, grouped", Shape.GROUPED),
  /** As the second, with the records of each pool together. */
  W1_PREFIX_GROUPED("w1-prefix-grouped", "record level, prefix, grouped", Shape.GROUPED),
  /** Twelve platforms in four tiers, with the lineage from each root to each cost center. */
  W3("w3", "four tiers with lineage", Shape.TIERS),
  /** One pool and a hundred consumers with a record each. */
  SMALL("small", "one pool, 100 consumers", Shape.SMALL);

  /** How the work of a task is made. */
  enum Shape {
    ANY,
    GROUPED,
    TIERS,
    SMALL
  }

  private final String id;
  private final String title;
  private final Shape shape;

  Task(String id, String title, Shape shape) {
    this.id = id;
    this.title = title;
    this.shape = shape;
  }

  static Task of(String id) {
    return Arrays.stream(values())
        .filter(task -> task.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "Invalid task: " + id + " (must be one of " + ids() + ")"));
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(Task::id).toList();
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  Shape shape() {
    return shape;
  }

  boolean isRecordLevel() {
    return this == W1_REMAINDER
        || this == W1_PREFIX
        || this == W1_REMAINDER_GROUPED
        || this == W1_PREFIX_GROUPED;
  }

  boolean isPrefix() {
    return this == W1_PREFIX || this == W1_PREFIX_GROUPED;
  }

  /** The work of this task. */
  Work work(int n) {
    return switch (shape) {
      case ANY -> Work.of(n);
      case GROUPED -> Work.of(n).grouped();
      case TIERS -> Work.tiers(n);
      case SMALL -> Work.small();
    };
  }
}
