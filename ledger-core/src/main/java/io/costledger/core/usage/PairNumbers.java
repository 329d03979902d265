package io.costledger.core.usage;

import java.util.stream.IntStream;
import org.eclipse.collections.api.factory.primitive.LongIntMaps;
import org.eclipse.collections.api.factory.primitive.LongLists;
import org.eclipse.collections.api.list.primitive.MutableLongList;
import org.eclipse.collections.api.map.primitive.MutableLongIntMap;

/** Gives each pair of a platform and a charge period a number, in the order in which they come. */
final class PairNumbers {
  private final MutableLongIntMap numbers = LongIntMaps.mutable.empty();

  /** By number: the platform's number above the charge period's. */
  private final MutableLongList pairs = LongLists.mutable.empty();

  /** The number of the pair of a platform's and a charge period's number. */
  int number(int platform, int chargePeriod) {
    long pair = (long) platform << Integer.SIZE | chargePeriod;
    int number = numbers.getIfAbsentPut(pair, pairs.size());
    if (number == pairs.size()) {
      pairs.add(pair);
    }
    return number;
  }

  /** By number of a pair. */
  int[] platforms() {
    return IntStream.range(0, pairs.size())
        .map(p -> (int) (pairs.get(p) >>> Integer.SIZE))
        .toArray();
  }

  /** By number of a pair. */
  int[] chargePeriods() {
    return IntStream.range(0, pairs.size()).map(p -> (int) pairs.get(p)).toArray();
  }
}
