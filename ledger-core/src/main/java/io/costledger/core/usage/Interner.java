package io.costledger.core.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Gives each distinct value a number, in the order in which they come. */
final class Interner<T> {
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> values = new ArrayList<>();

  /** The number of a value; -1 if it never came. */
  int known(T value) {
    Integer known = numbers.get(value);
    return known == null ? -1 : known;
  }

  int number(T value) {
    int known = known(value);
    if (known >= 0) {
      return known;
    }
    numbers.put(value, values.size());
    values.add(value);
    return values.size() - 1;
  }

  /**
   * The numbers of values that have others already, by these: each is looked up once, when it is first
   * asked for.
   */
  IntUnaryOperator renumbering(List<T> others) {
    int[] known = new int[others.size()]; // 0: not asked for yet
    return other -> {
      if (known[other] == 0) {
        known[other] = number(others.get(other)) + 1;
      }
      return known[other] - 1;
    };
  }

  /** By number. */
  List<T> values() {
    return values;
  }
}
