package io.costledger.invariants;

import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;

/** {@link StandardInvariants#ROUNDING_KEPT}. */
final class RoundingKept extends Law {
  RoundingKept() {
    super(
        "ROUNDING_KEPT",
        "What import rounded off is kept beside the entries: per charge period and measure, exactly"
            + " the sum over the bill records, named once.");
  }

  private record Key(Period period, Measure measure) {}

  private static final class Sums {
    private BigDecimal kept = BigDecimal.ZERO;
    private BigDecimal rounded = BigDecimal.ZERO;
    private int named;
    private final Offenders records = Offenders.none();
  }

  @Override
  void find(Run run, Findings findings) {
    NavigableMap<Key, Sums> byPeriod =
        new TreeMap<>(Comparator.comparing(Key::period).thenComparing(Key::measure));
    for (RoundingDifference difference : run.rounding()) {
      Sums sums = sums(byPeriod, difference.chargePeriod(), difference.measure());
      sums.kept = sums.kept.add(difference.amount());
      sums.named++;
    }
    for (BillPlacement placement : run.billPlacements()) {
      if (placement.rounding().signum() != 0) {
        Sums sums = sums(byPeriod, placement.chargePeriod(), placement.measure());
        sums.rounded = sums.rounded.add(placement.rounding());
        sums.records.add("bill:" + placement.record());
      }
    }
    byPeriod.forEach((key, sums) -> {
      String what = "rounding in " + key.measure() + " of " + key.period();
      BigDecimal discrepancy = sums.kept.subtract(sums.rounded);
      if (discrepancy.signum() != 0) {
        findings.amount(
            discrepancy,
            sums.records,
            what,
            findings.money(sums.kept),
            "must be " + findings.money(sums.rounded) + ": the sum over the bill records");
      } else if (sums.named > 1) {
        findings.fact(sums.records, what, sums.named + " differences", "must be one");
      }
    });
  }

  private static Sums sums(NavigableMap<Key, Sums> byPeriod, Period period, Measure measure) {
    return byPeriod.computeIfAbsent(new Key(period, measure), key -> new Sums());
  }
}
