package io.costledger.allocation;

import io.costledger.core.Invalid;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.usage.UsageBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether record ids are unique in their source (SPEC 3.8). Ids that differ all over the batch are;
 * others go into a table of record indices, which compares ids where they meet.
 */
final class UniqueRecords {
  private static final int MOST_STEPS = 500;

  private final UsageBatch usage;
  private final int[] sources;

  /** Open addressing: the index of a record plus 1; 0: free. At most half full. */
  private final int[] slots;

  private UniqueRecords(UsageBatch usage, int[] sources) {
    this.usage = usage;
    this.sources = sources;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(8, usage.size()));
    this.slots = new int[1 << Math.min(30, bits + 1)];
  }

  /**
   * Returns the records whose id their source gave before.
   *
   * @throws IllegalArgumentException if a delivery is given twice, or a record's is not given
   */
  static List<String> problems(UsageBatch usage, Iterable<Delivery> deliveries) {
    Map<String, Integer> numbers = new HashMap<>();
    Map<String, Integer> sourceOfDelivery = new HashMap<>();
    for (Delivery delivery : deliveries) {
      Integer known = numbers.putIfAbsent(delivery.source(), numbers.size());
      int source = known == null ? numbers.size() - 1 : known;
      if (sourceOfDelivery.put(delivery.id(), source) != null) {
        throw Invalid.argument("usage delivery", delivery.id(), "must be given once");
      }
    }
    int[] sources = usage.deliveries().stream()
        .mapToInt(id -> sourceOfDelivery.getOrDefault(id, -1))
        .toArray();
    requireDeliveries(usage, sources);
    return usage.idsDiffer() ? List.of() : new UniqueRecords(usage, sources).twice();
  }

  private static void requireDeliveries(UsageBatch usage, int[] sources) {
    if (Arrays.stream(sources).noneMatch(source -> source < 0)) {
      return;
    }
    for (int i = 0; i < usage.size(); i++) {
      if (sources[usage.deliveryNumber(i)] < 0) {
        throw Invalid.argument(
            "delivery of usage record '" + usage.id(i) + "'",
            usage.delivery(i),
            "must be one of the inputs' deliveries");
      }
    }
  }

  private List<String> twice() {
    Set<Map.Entry<Integer, String>> crowd = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (int i = 0; i < usage.size(); i++) {
      if (!add(i, crowd)) {
        twice.add(Invalid.message(
            "usage record id", "'" + usage.id(i) + "'", "must be unique in its source"));
      }
    }
    return twice;
  }

  /** Ids made to meet in the table go to a set, which can order them. */
  private boolean add(int i, Set<Map.Entry<Integer, String>> crowd) {
    int source = sources[usage.deliveryNumber(i)];
    String id = usage.id(i);
    int hash = (id.hashCode() + source * 31) * 0x9E3779B1;
    int mask = slots.length - 1;
    int at = (hash ^ hash >>> 16) & mask;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      if (slots[at] == 0) {
        slots[at] = i + 1;
        return true;
      }
      int other = slots[at] - 1;
      if (sources[usage.deliveryNumber(other)] == source && usage.compareIds(other, i) == 0) {
        return false;
      }
      at = (at + 1) & mask;
    }
    return crowd.add(Map.entry(source, id));
  }
}
