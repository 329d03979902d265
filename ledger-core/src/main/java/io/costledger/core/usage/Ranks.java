package io.costledger.core.usage;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Where values stand in their order. */
final class Ranks {
  private Ranks() {}

  /** By the place of a value in a list, each value once: its place in their order. */
  static <T extends Comparable<? super T>> int[] of(List<T> values) {
    int[] ranks = new int[values.size()];
    int[] inOrder = IntStream.range(0, ranks.length)
        .boxed()
        .sorted(Comparator.comparing(values::get))
        .mapToInt(number -> number)
        .toArray();
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[inOrder[rank]] = rank;
    }
    return ranks;
  }
}
