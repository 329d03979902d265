package io.costledger.invariants.foreign;

import io.costledger.core.Invalid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link ForeignCheck#SPLIT_RATIO}, on the ids of one partition. */
final class RatioCheck {
  private static final String UNIT = "ratio";

  private static final class Sum {
    private final List<String> named = new ArrayList<>(4);
    private final long first;
    private BigDecimal sum = BigDecimal.ZERO;
    private long count;

    Sum(long first) {
      this.first = first;
    }

    void add(SplitRatio ratio) {
      sum = sum.add(ratio.ratio());
      count++;
      if (named.size() < CheckTally.MOST_LISTED) {
        named.add("allocated row " + ratio.row() + " " + ratio.ratio().toPlainString());
      }
    }
  }

  private RatioCheck() {}

  static void check(ForeignRows rows, ForeignFindings findings) {
    Map<String, Sum> sums = new HashMap<>();
    rows.ratios(ratio ->
        sums.computeIfAbsent(ratio.origin(), id -> new Sum(ratio.row())).add(ratio));
    sums.forEach((id, sum) -> {
      BigDecimal off = sum.sum.subtract(BigDecimal.ONE);
      if (off.signum() != 0) {
        findings.broken(
            ForeignCheck.SPLIT_RATIO,
            new CheckTally.Rank(off.abs(), sum.first, id, UNIT),
            Optional.of(off),
            () -> Words.violation(
                ForeignCheck.SPLIT_RATIO,
                Optional.of(off),
                findings.rules().author(),
                sum.named,
                sum.count,
                Invalid.message(
                    "ratios of " + Words.id(id),
                    sum.sum.toPlainString(),
                    "must sum to exactly 1: ask who split the rows for the missing part")));
      }
    });
  }
}
