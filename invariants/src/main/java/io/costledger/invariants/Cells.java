package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Something for each cell that was asked for. Entries of one cell mostly follow each other, so the
 * cell that was asked for last in a measure is tried first.
 */
final class Cells<T> {
  private final Supplier<T> first;
  private final Map<Cell, Kept<T>> all = new HashMap<>();
  private final Map<Measure, Kept<T>> last = new EnumMap<>(Measure.class);

  private record Kept<T>(Cell cell, T value) {
    boolean isOf(Period period, Account account) {
      return cell.account().equals(account) && cell.period().equals(period);
    }
  }

  /** Cells that hold this when they are asked for first. */
  Cells(Supplier<T> first) {
    this.first = first;
  }

  T at(LedgerEntry entry, Account account) {
    return at(entry.chargePeriod(), account, entry.measure());
  }

  T at(Period period, Account account, Measure measure) {
    Kept<T> kept = last.get(measure);
    if (kept == null || !kept.isOf(period, account)) {
      kept = all.computeIfAbsent(
          new Cell(period, account, measure), cell -> new Kept<>(cell, first.get()));
      last.put(measure, kept);
    }
    return kept.value();
  }

  /** All of them, in the order of cells. */
  void forEach(BiConsumer<Cell, T> told) {
    new TreeMap<>(all).forEach((cell, kept) -> told.accept(cell, kept.value()));
  }
}
