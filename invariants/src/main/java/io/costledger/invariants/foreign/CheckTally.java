package io.costledger.invariants.foreign;

import io.costledger.core.account.CodePoints;
import io.costledger.invariants.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The violations of one check: all are counted and summed, the largest are kept. Merges. */
final class CheckTally {
  /** How many are kept. */
  static final int MOST_LISTED = 20;

  /**
   * Where a violation stands among others, by itself alone: so that the same are kept however the
   * rows are partitioned.
   */
  record Rank(BigDecimal size, long row, String subject, String unit) {
    static final Comparator<Rank> ORDER = Comparator.comparing(Rank::size)
        .reversed()
        .thenComparingLong(Rank::row)
        .thenComparing(Rank::subject, CodePoints.ORDER)
        .thenComparing(Rank::unit, CodePoints.ORDER);
  }

  /** A violation that is kept, and where it stands. */
  record Listed(Rank rank, Violation violation) {}

  private final TreeSet<Listed> listed =
      new TreeSet<>(Comparator.comparing(Listed::rank, Rank.ORDER));
  private final Map<String, UnitSum> sums = new TreeMap<>(CodePoints.ORDER);
  private long count;

  /** Counts a violation of no amount. */
  void add(Rank rank, Supplier<Violation> violation) {
    count++;
    list(rank, violation);
  }

  /** Counts a violation of an amount. */
  void add(Rank rank, BigDecimal discrepancy, Supplier<Violation> violation) {
    sums.merge(
        rank.unit(), new UnitSum(rank.unit(), discrepancy, discrepancy.abs()), UnitSum::plus);
    add(rank, violation);
  }

  /** Whether a violation of this rank would be kept so far. */
  boolean wouldList(Rank rank) {
    return listed.size() < MOST_LISTED || Rank.ORDER.compare(rank, listed.last().rank()) < 0;
  }

  private void list(Rank rank, Supplier<Violation> violation) {
    if (wouldList(rank)) {
      listed.add(new Listed(rank, violation.get()));
      if (listed.size() > MOST_LISTED) {
        listed.pollLast();
      }
    }
  }

  void merge(CheckTally other) {
    add(other.count, other.sums(), other.listed());
  }

  /** Adds what another tally was made of. */
  void add(long found, List<UnitSum> parts, List<Listed> kept) {
    count += found;
    parts.forEach(sum -> sums.merge(sum.unit(), sum, UnitSum::plus));
    kept.forEach(one -> list(one.rank(), one::violation));
  }

  long count() {
    return count;
  }

  List<UnitSum> sums() {
    return new ArrayList<>(sums.values());
  }

  List<Listed> listed() {
    return new ArrayList<>(listed);
  }

  List<Violation> violations() {
    return listed.stream().map(Listed::violation).toList();
  }
}
