package io.costledger.invariants.foreign;

import io.costledger.core.account.CodePoints;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An id that cost passes through: an origin, or a platform between tiers. */
final class Node {
  /** What passes through in one unit. */
  static final class Flow {
    BigDecimal came = BigDecimal.ZERO;
    BigDecimal out = BigDecimal.ZERO;
    boolean hasCome;
    boolean charge;
    boolean credit;
    long rows;
    int scale;

    void come(BigDecimal amount) {
      came = came.add(amount);
      hasCome = true;
      charge |= amount.signum() > 0;
      credit |= amount.signum() < 0;
    }

    void pass(BigDecimal amount) {
      out = out.add(amount);
      rows++;
      scale = Math.max(scale, amount.scale());
    }

    /** What went out less what came in. */
    BigDecimal discrepancy() {
      return out.subtract(came);
    }

    /**
     * Whether the discrepancy, if there is one, is no more than rounding each row to the last digit
     * that any of them has: half of it a row.
     */
    boolean isRounding() {
      BigDecimal most = BigDecimal.valueOf(rows).scaleByPowerOfTen(-scale);
      BigDecimal twice = discrepancy().abs().multiply(BigDecimal.valueOf(2));
      return twice.compareTo(most) <= 0;
    }

    boolean hasSign(int signum) {
      return signum == 0 || (signum == 1 ? charge : credit);
    }
  }

  final Map<String, Flow> flows = new TreeMap<>(CodePoints.ORDER);
  final Set<String> groups = new HashSet<>(2);
  long originRows;
  long rows;
  long firstRow = Long.MAX_VALUE;
  int deepest = AllocatedRow.NO_TIER;
  boolean received;
  boolean unreadable;

  Flow flow(String unit) {
    return flows.computeIfAbsent(unit, key -> new Flow());
  }

  void comeFromTable(OriginRow row) {
    originRows++;
    seen(row.row());
    groups.add(row.group());
    unreadable |= row.amount().isEmpty();
    flow(row.unit()).come(row.amount().orElse(BigDecimal.ZERO));
  }

  void comeFromTier(AllocatedRow row) {
    received = true;
    seen(row.row());
    groups.add(row.group());
    deepest = Math.max(deepest, row.tier());
    unreadable |= row.amount().isEmpty();
    flow(row.unit()).come(row.amount().orElse(BigDecimal.ZERO));
  }

  void seen(long row) {
    firstRow = Math.min(firstRow, row);
  }

  /** Whether anything came: if not, who passes on from here is an orphan. */
  boolean isKnown() {
    return originRows > 0 || received;
  }
}
