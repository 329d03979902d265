package io.costledger.allocation;

import io.costledger.core.account.CodePoints;
import io.costledger.core.usage.UsageBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The units of a batch in the order of keys. */
final class UnitOrder {
  private final List<String> ascending;
  private final int[] ranks;

  UnitOrder(UsageBatch usage) {
    ascending = new ArrayList<>(usage.units());
    ascending.sort(CodePoints.ORDER);
    Map<String, Integer> rankOf = new HashMap<>();
    ascending.forEach(unit -> rankOf.put(unit, rankOf.size()));
    ranks = usage.units().stream().mapToInt(rankOf::get).toArray();
  }

  /** Where a unit stands, by its number in the batch. */
  int rank(int unitNumber) {
    return ranks[unitNumber];
  }

  String unit(int rank) {
    return ascending.get(rank);
  }
}
