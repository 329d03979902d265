package io.costledger.lawkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Choices from lists that are not known yet, as numbers. Parts of a case that are drawn so don't
 * depend on each other, and each shrinks alone: with {@code flatMap}, each smaller policy would have
 * other usage.
 */
final class Picks {
  /** Divisible by 1 to 6, and so fair for short lists. */
  private static final int LAST = 59;

  private Picks() {}

  static Arbitrary<Integer> one() {
    return Arbitraries.integers().between(0, LAST).withDistribution(RandomDistribution.uniform());
  }

  /** Up to three of a list. */
  static Arbitrary<List<Integer>> some() {
    return one().list().ofMinSize(1).ofMaxSize(3);
  }

  static <T> T from(List<T> list, int pick) {
    return list.get(pick % list.size());
  }

  static <T> List<T> from(List<T> list, List<Integer> picks) {
    Set<T> some = new LinkedHashSet<>();
    picks.forEach(pick -> some.add(from(list, pick)));
    return new ArrayList<>(some);
  }

  /** True once in so many. */
  static Arbitrary<Boolean> rarely(int onceIn) {
    return Arbitraries.frequency(Tuple.of(onceIn - 1, false), Tuple.of(1, true));
  }
}
