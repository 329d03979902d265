package io.costledger.invariants;

import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.Run;
import io.costledger.core.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * The records of the bill that a placement names, in the order of the placements, each beside its
 * parts. Where placements follow the bill, as they should, one look at both side by side says so,
 * and nothing has to be looked up.
 */
final class BillRows {
  private final ImmutableList<BillRecord> records;
  private final ImmutableList<BillPlacement> placements;

  /** By record its first placement, and their number at the end; empty if they aren't in order. */
  private final int[] firsts;

  private final List<PlacedRecord> lookedUp;

  private BillRows(Run run, int[] firsts, List<PlacedRecord> lookedUp) {
    this.records = run.inputs().bill().records();
    this.placements = run.billPlacements();
    this.firsts = firsts;
    this.lookedUp = lookedUp;
  }

  static BillRows of(Run run) {
    int[] firsts = sideBySide(run);
    return new BillRows(run, firsts, firsts.length == 0 ? lookUp(run) : List.of());
  }

  /**
   * The first placements of the records, if all records are placed and all placements are of a
   * record, in the order of the bill, and the parts of each ascend in time; else nothing.
   */
  private static int[] sideBySide(Run run) {
    ImmutableList<BillRecord> records = run.inputs().bill().records();
    ImmutableList<BillPlacement> placements = run.billPlacements();
    int[] firsts = new int[records.size() + 1];
    int at = 0;
    for (int i = 0; i < records.size(); i++) {
      firsts[i] = at;
      String id = records.get(i).id();
      if (at == placements.size() || !placements.get(at).record().equals(id)) {
        return new int[0];
      }
      at++;
      while (at < placements.size() && placements.get(at).record().equals(id)) {
        if (placements.get(at - 1).part().compareTo(placements.get(at).part()) >= 0) {
          return new int[0];
        }
        at++;
      }
    }
    firsts[records.size()] = at;
    return at == placements.size() ? firsts : new int[0];
  }

  /** The same of placements in any order: by id, each part once, in time order. */
  private static List<PlacedRecord> lookUp(Run run) {
    Map<String, TreeMap<Period, BillPlacement>> parts = new LinkedHashMap<>();
    for (BillPlacement placement : run.billPlacements()) {
      parts
          .computeIfAbsent(placement.record(), record -> new TreeMap<>())
          .putIfAbsent(placement.part(), placement);
    }
    Map<String, BillRecord> records = new HashMap<>();
    run.inputs().bill().records().forEach(record -> records.put(record.id(), record));
    List<PlacedRecord> placed = new ArrayList<>();
    parts.forEach((id, byTime) -> {
      BillRecord record = records.get(id);
      if (record != null) {
        placed.add(new PlacedRecord(record, List.copyOf(byTime.values())));
      }
    });
    return placed;
  }

  /** Whether all records are placed, in the order of the bill, and each part of one once. */
  boolean areInOrder() {
    return firsts.length > 0;
  }

  int size() {
    return areInOrder() ? records.size() : lookedUp.size();
  }

  /** A record beside its parts, in time order, each once. */
  PlacedRecord get(int i) {
    if (!areInOrder()) {
      return lookedUp.get(i);
    }
    if (firsts[i + 1] == firsts[i] + 1) {
      return new PlacedRecord(records.get(i), List.of(placements.get(firsts[i])));
    }
    List<BillPlacement> parts = new ArrayList<>();
    for (int at = firsts[i]; at < firsts[i + 1]; at++) {
      parts.add(placements.get(at));
    }
    return new PlacedRecord(records.get(i), parts);
  }
}
