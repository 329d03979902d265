package io.costledger.invariants.foreign;

import io.costledger.core.Invalid;
import io.costledger.core.account.CodePoints;
import io.costledger.core.ledger.Responsible;
import io.costledger.invariants.Violation;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What is known of an allocation so far. Findings of partitions merge in any order and give the same
 * report; they take a bounded amount of memory, and their sums are exact.
 */
public final class ForeignFindings {
  /** The most units that the tables may count in: 1,000. */
  public static final int MOST_UNITS = 1000;

  /** The most groups, each with each of its units: 100,000. */
  public static final int MOST_GROUPS = 100_000;

  /** A group and a unit. */
  record GroupUnit(String group, String unit) {
    static final Comparator<GroupUnit> ORDER = Comparator.comparing(
            GroupUnit::group, CodePoints.ORDER)
        .thenComparing(GroupUnit::unit, CodePoints.ORDER);
  }

  private final ForeignRules rules;
  private final Map<ForeignCheck, CheckTally> broken = new EnumMap<>(ForeignCheck.class);
  private final Map<ForeignCheck, CheckTally> tolerated = new EnumMap<>(ForeignCheck.class);
  private final Map<String, UnitTotal> totals = new TreeMap<>(CodePoints.ORDER);
  private final Map<GroupUnit, UnitTotal> groups = new TreeMap<>(GroupUnit.ORDER);
  private long originRows;
  private long allocatedRows;

  ForeignFindings(ForeignRules rules) {
    this.rules = rules;
    for (ForeignCheck check : ForeignCheck.values()) {
      broken.put(check, new CheckTally());
      tolerated.put(check, new CheckTally());
    }
  }

  /**
   * Notes an amount that is no number.
   *
   * @param isOrigin whether the row is one of origins
   * @param row the row's number
   * @param message {@code Invalid <what>: <value> (<rule>)}
   */
  public void unreadable(boolean isOrigin, long row, String message) {
    fact(ForeignCheck.AMOUNT, isOrigin, row, message);
  }

  /**
   * Notes a split row whose own tags repeat one of its origin's.
   *
   * @param row the row's number
   * @param message {@code Invalid <what>: <value> (<rule>)}
   */
  public void repeatedTags(long row, String message) {
    fact(ForeignCheck.SPLIT_TAGS, false, row, message);
  }

  /**
   * Adds what another partition shows.
   *
   * @param other findings by the same rules
   * @throws IllegalArgumentException if there are too many units or groups
   */
  public void merge(ForeignFindings other) {
    addRows(other.originRows, other.allocatedRows);
    broken.forEach((check, tally) -> tally.merge(other.tally(other.broken, check)));
    tolerated.forEach((check, tally) -> tally.merge(other.tally(other.tolerated, check)));
    other.totals.values().forEach(this::addTotal);
    other.groups.forEach((group, total) -> addGroup(group.group(), total));
    checkBounds();
  }

  /**
   * Adds what another process found by the same rules.
   *
   * @param bytes what {@link #toBytes} gave, in the same version of this library
   * @throws IllegalArgumentException if they are not whole, or there are too many units or groups
   */
  public void merge(byte[] bytes) {
    FindingsBytes.addTo(this, bytes);
    checkBounds();
  }

  /**
   * Returns these findings as bytes, for another process.
   *
   * @return what {@link #merge(byte[])} takes
   */
  public byte[] toBytes() {
    return FindingsBytes.toBytes(this);
  }

  void addRows(long ofOrigins, long ofAllocated) {
    originRows += ofOrigins;
    allocatedRows += ofAllocated;
  }

  void addTotal(UnitTotal total) {
    totals.merge(total.unit(), total, UnitTotal::plus);
  }

  void addGroup(String group, UnitTotal total) {
    groups.merge(new GroupUnit(group, total.unit()), total, UnitTotal::plus);
  }

  void originRow(OriginRow row) {
    originRows++;
    count(row.unit(), row.group(), row.amount().orElse(BigDecimal.ZERO), BigDecimal.ZERO);
  }

  void allocatedRow() {
    allocatedRows++;
  }

  /** Counts what a final recipient bears. */
  void borne(AllocatedRow row) {
    count(row.unit(), row.group(), BigDecimal.ZERO, row.amount().orElse(BigDecimal.ZERO));
  }

  private void count(String unit, String group, BigDecimal origin, BigDecimal allocated) {
    UnitTotal total = new UnitTotal(unit, origin, allocated);
    totals.merge(unit, total, UnitTotal::plus);
    if (rules.groups()) {
      groups.merge(new GroupUnit(group, unit), total, UnitTotal::plus);
    }
    checkBounds();
  }

  private void checkBounds() {
    if (totals.size() > MOST_UNITS) {
      throw Invalid.argument(
          "currency", "more than " + MOST_UNITS, "is the mapped column a currency?");
    }
    if (groups.size() > MOST_GROUPS) {
      throw Invalid.argument(
          "group", "more than " + MOST_GROUPS, "the tables must have fewer groups");
    }
  }

  /** Notes something wrong with a row, by no amount. */
  void fact(ForeignCheck check, boolean isOrigin, long row, String message) {
    String subject = isOrigin ? "origin" : "allocated";
    Responsible owner = isOrigin ? rules.feed() : rules.author();
    broken(
        check,
        new CheckTally.Rank(BigDecimal.ZERO, row, subject, ""),
        Optional.empty(),
        () -> Words.violation(
            check, Optional.empty(), owner, List.of(subject + " row " + row), 1, message));
  }

  void broken(
      ForeignCheck check,
      CheckTally.Rank rank,
      Optional<BigDecimal> discrepancy,
      Supplier<Violation> violation) {
    if (rules.makes(check)) {
      add(tally(broken, check), rank, discrepancy, violation);
    }
  }

  void tolerated(
      ForeignCheck check,
      CheckTally.Rank rank,
      Optional<BigDecimal> discrepancy,
      Supplier<Violation> violation) {
    if (rules.makes(check)) {
      add(tally(tolerated, check), rank, discrepancy, violation);
    }
  }

  private static void add(
      CheckTally tally,
      CheckTally.Rank rank,
      Optional<BigDecimal> discrepancy,
      Supplier<Violation> violation) {
    if (discrepancy.isPresent()) {
      tally.add(rank, discrepancy.get(), violation);
    } else {
      tally.add(rank, violation);
    }
  }

  private CheckTally tally(Map<ForeignCheck, CheckTally> tallies, ForeignCheck check) {
    CheckTally tally = tallies.get(check);
    return tally == null ? new CheckTally() : tally;
  }

  ForeignRules rules() {
    return rules;
  }

  CheckTally brokenTally(ForeignCheck check) {
    return tally(broken, check);
  }

  CheckTally toleratedTally(ForeignCheck check) {
    return tally(tolerated, check);
  }

  Map<String, UnitTotal> totals() {
    return totals;
  }

  Map<GroupUnit, UnitTotal> groups() {
    return groups;
  }

  long originRows() {
    return originRows;
  }

  long allocatedRows() {
    return allocatedRows;
  }
}
