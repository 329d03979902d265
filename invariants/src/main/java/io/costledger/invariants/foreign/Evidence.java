package io.costledger.invariants.foreign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the rows that show what is wrong, only for what is listed, in one more pass. */
final class Evidence {
  private record IdUnit(String id, String unit) {}

  /** The rows about one id in one unit: the first are named, all are counted. */
  private static final class Rows {
    private final List<String> origins = new ArrayList<>();
    private final List<String> allocated = new ArrayList<>();
    private long originCount;
    private long allocatedCount;

    void origin(OriginRow row) {
      originCount++;
      if (origins.size() < CheckTally.MOST_LISTED) {
        origins.add(Words.origin(row));
      }
    }

    void allocated(AllocatedRow row) {
      allocatedCount++;
      if (allocated.size() < CheckTally.MOST_LISTED) {
        allocated.add(Words.allocated(row));
      }
    }

    List<String> named(boolean withAllocated) {
      List<String> named = new ArrayList<>(origins);
      if (withAllocated) {
        named.addAll(allocated);
      }
      return named.subList(0, Math.min(named.size(), CheckTally.MOST_LISTED));
    }
  }

  private Evidence() {}

  static void report(List<Judgement> judgements, ForeignRows rows, ForeignFindings findings) {
    Map<IdUnit, Rows> evidence = wanted(judgements);
    if (!evidence.isEmpty()) {
      collect(rows, evidence, findings.rules().tiers());
    }
    for (Judgement judgement : judgements) {
      Rows found = evidence.getOrDefault(new IdUnit(judgement.id(), judgement.unit()), new Rows());
      boolean all = judgement.check() != ForeignCheck.ORIGIN_UNIQUE
          && judgement.check() != ForeignCheck.ROUNDING;
      if (judgement.tolerated()) {
        findings.tolerated(
            judgement.check(),
            judgement.rank(),
            judgement.discrepancy(),
            () -> violation(judgement, found, all, findings.rules()));
      } else {
        findings.broken(
            judgement.check(),
            judgement.rank(),
            judgement.discrepancy(),
            () -> violation(judgement, found, all, findings.rules()));
      }
    }
  }

  private static io.costledger.invariants.Violation violation(
      Judgement judgement, Rows found, boolean all, ForeignRules rules) {
    return Words.violation(
        judgement.check(),
        judgement.discrepancy(),
        judgement.owner(rules),
        found.named(all),
        all ? found.originCount + found.allocatedCount : found.originCount,
        judgement.message());
  }

  /** The ids whose rows are needed: for each check, tolerated or not, those that may be listed. */
  private static Map<IdUnit, Rows> wanted(List<Judgement> judgements) {
    Map<IdUnit, Rows> wanted = new HashMap<>();
    for (boolean tolerated : List.of(true, false)) {
      Map<ForeignCheck, List<Judgement>> byCheck = new EnumMap<>(ForeignCheck.class);
      for (Judgement judgement : judgements) {
        if (judgement.tolerated() == tolerated) {
          byCheck.computeIfAbsent(judgement.check(), key -> new ArrayList<>()).add(judgement);
        }
      }
      for (List<Judgement> some : byCheck.values()) {
        some.sort(Comparator.comparing(Judgement::rank, CheckTally.Rank.ORDER));
        some.stream()
            .limit(CheckTally.MOST_LISTED)
            .forEach(one -> wanted.put(new IdUnit(one.id(), one.unit()), new Rows()));
      }
    }
    return wanted;
  }

  private static void collect(ForeignRows rows, Map<IdUnit, Rows> evidence, boolean tiers) {
    rows.origins(row -> {
      Rows found = evidence.get(new IdUnit(row.id(), row.unit()));
      if (found != null) {
        found.origin(row);
      }
    });
    if (tiers) {
      rows.received(row -> {
        Rows found = evidence.get(new IdUnit(row.recipient(), row.unit()));
        if (found != null && !row.isKept()) {
          found.allocated(row);
        }
      });
    }
    rows.allocated(row -> {
      Rows found = evidence.get(new IdUnit(row.origin(), row.unit()));
      if (found != null) {
        found.allocated(row);
      }
    });
  }
}
