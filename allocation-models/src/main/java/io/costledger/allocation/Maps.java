package io.costledger.allocation;

import java.util.Map;

/** Look-ups that can't miss. */
final class Maps {
  private Maps() {}

  /** Returns the value of a key that is known to be there. */
  static <K, V> V get(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("No value for " + key);
    }
    return value;
  }
}
