package io.costledger.invariants.foreign;

import io.costledger.core.Invalid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link ForeignCheck#ROW_UNIQUE}: the rows of one partition, in which equal rows are together. */
final class DuplicateCheck {
  /** A row that came before. */
  private static final class Copies {
    private final AllocatedRow first;
    private final List<String> named = new ArrayList<>(1);
    private long count = 1;

    Copies(AllocatedRow first) {
      this.first = first;
    }

    void add(AllocatedRow row) {
      if (named.isEmpty()) {
        named.add(Words.allocated(first));
      }
      if (named.size() < CheckTally.MOST_LISTED) {
        named.add(Words.allocated(row));
      }
      count++;
    }
  }

  private DuplicateCheck() {}

  static void check(ForeignRows rows, ForeignFindings findings) {
    Map<AllocatedRow, Copies> seen = new HashMap<>();
    rows.allocated(row -> {
      AllocatedRow same = withoutNumber(row);
      Copies before = seen.get(same);
      if (before == null) {
        seen.put(same, new Copies(row));
      } else {
        before.add(row);
      }
    });
    seen.values().stream().filter(copies -> copies.count > 1).forEach(copies -> {
      AllocatedRow row = copies.first;
      BigDecimal more =
          row.amount().orElse(BigDecimal.ZERO).multiply(BigDecimal.valueOf(copies.count - 1));
      findings.broken(
          ForeignCheck.ROW_UNIQUE,
          new CheckTally.Rank(more.abs(), row.row(), row.origin(), row.unit()),
          Optional.of(more),
          () -> Words.violation(
              ForeignCheck.ROW_UNIQUE,
              Optional.of(more),
              findings.rules().author(),
              copies.named,
              copies.count,
              Invalid.message(
                  "row " + Words.id(row.origin()) + " -> " + Words.id(row.recipient()),
                  copies.count + " times",
                  "must stand once: look for a join that fans out, or map a key that tells them"
                      + " apart")));
    });
  }

  /** Equal for rows that say the same, however many zeros their amounts end with. */
  private static AllocatedRow withoutNumber(AllocatedRow row) {
    return new AllocatedRow(
        0,
        row.origin(),
        row.amount().map(BigDecimal::stripTrailingZeros),
        row.recipient(),
        row.tier(),
        row.unit(),
        row.group(),
        row.key());
  }
}
