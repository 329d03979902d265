package io.costledger.invariants;

import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@link StandardInvariants#lineageMargins}. */
final class LineageMargins extends Law {
  private final List<SourcedUnits> matrix;

  LineageMargins(Iterable<? extends SourcedUnits> matrix) {
    super(
        "LINEAGE_MARGINS",
        "A lineage's rows sum to what the bill put in at each root, and its columns to what each"
            + " account bears, per charge period and measure; no cell has the other sign, but for"
            + " what variance funds.");
    this.matrix = new ArrayList<>();
    matrix.forEach(this.matrix::add);
  }

  @Override
  void find(Run run, Findings findings) {
    NavigableMap<Cell, BigInteger> rows = new TreeMap<>();
    NavigableMap<Cell, BigInteger> columns = new TreeMap<>();
    for (SourcedUnits cell : matrix) {
      add(rows, new Cell(cell.chargePeriod(), cell.rootAccount(), cell.measure()), cell.units());
      add(columns, new Cell(cell.chargePeriod(), cell.sink(), cell.measure()), cell.units());
      int sign = cell.measure() == Measure.CHARGE ? 1 : -1;
      // What variance funds is taken from its own column.
      boolean funds = cell.rootAccount().kind() == AccountKind.VARIANCE
          && cell.rootAccount().equals(cell.sink());
      if (!funds && cell.units().signum() == -sign) {
        findings.units(
            cell.units(),
            Offenders.of(cell.rootAccount() + " -> " + cell.sink()),
            "lineage in " + cell.measure() + " of " + cell.chargePeriod(),
            findings.money(cell.units()) + " " + cell.rootAccount() + " -> " + cell.sink(),
            "must be " + (sign > 0 ? "0 or above" : "0 or below"));
      }
    }
    compare("row of the lineage", rows, putIn(run), findings);
    compare("column of the lineage", columns, borne(run), findings);
  }

  private static void add(NavigableMap<Cell, BigInteger> sums, Cell cell, BigInteger units) {
    sums.merge(cell, units, BigInteger::add);
  }

  private static NavigableMap<Cell, BigInteger> putIn(Run run) {
    NavigableMap<Cell, BigInteger> sums = new TreeMap<>();
    for (BillPlacement placement : run.billPlacements()) {
      add(
          sums,
          new Cell(placement.chargePeriod(), placement.to(), placement.measure()),
          placement.units());
    }
    return sums;
  }

  private static NavigableMap<Cell, BigInteger> borne(Run run) {
    NavigableMap<Cell, BigInteger> sums = new TreeMap<>();
    for (LedgerEntry entry : run.entries()) {
      if (AccountRoles.isSink(entry.to())) {
        add(sums, new Cell(entry.chargePeriod(), entry.to(), entry.measure()), entry.amountUnits());
      }
      if (AccountRoles.isSink(entry.from())) {
        add(
            sums,
            new Cell(entry.chargePeriod(), entry.from(), entry.measure()),
            entry.amountUnits().negate());
      }
    }
    return sums;
  }

  private static void compare(
      String what,
      NavigableMap<Cell, BigInteger> found,
      NavigableMap<Cell, BigInteger> right,
      Findings findings) {
    TreeSet<Cell> cells = new TreeSet<>(found.keySet());
    cells.addAll(right.keySet());
    for (Cell cell : cells) {
      BigInteger sum = found.getOrDefault(cell, BigInteger.ZERO);
      BigInteger must = right.getOrDefault(cell, BigInteger.ZERO);
      if (!sum.equals(must)) {
        findings.units(
            sum.subtract(must),
            Offenders.of(cell.account().toString()),
            what + " in " + cell.place(),
            findings.money(sum) + " of " + cell.account(),
            "must be " + findings.money(must) + ", as the ledger says");
      }
    }
  }
}
