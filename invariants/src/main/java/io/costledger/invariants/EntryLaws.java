package io.costledger.invariants;

import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.LedgerUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the laws say of one entry by itself, for entries whose run is not at hand: {@code ENTRY_ROUTE},
 * {@code ENTRY_SIGN}, of {@code TIER_ORDER} that cost has a tier where it leaves a platform, and of
 * {@code ENTRY_PINNED} the unit. The words are those of {@link StandardInvariants}.
 *
 * <p>Example: {@code EntryLaws.of(unit).check(entry)} of a CHARGE of -1 USD from {@code platform:ec2}
 * to {@code cost-center:search} is one violation of {@code ENTRY_SIGN}.
 */
public final class EntryLaws {
  private final LedgerUnit unit;

  private EntryLaws(LedgerUnit unit) {
    this.unit = unit;
  }

  /**
   * Returns the laws of a ledger's entries.
   *
   * @param unit the ledger's unit
   * @return the laws
   */
  public static EntryLaws of(LedgerUnit unit) {
    return new EntryLaws(unit);
  }

  /**
   * Checks an entry.
   *
   * @param entry the entry, in any unit
   * @return every violation, in the order of the standard laws; empty if all hold
   */
  public List<Violation> check(LedgerEntry entry) {
    List<Violation> all = new ArrayList<>();
    add(StandardInvariants.ENTRY_ROUTE, entry.unit(), all, found -> EntryRoute.find(entry, found));
    add(StandardInvariants.ENTRY_SIGN, entry.unit(), all, found -> EntrySign.find(entry, found));
    add(StandardInvariants.TIER_ORDER, unit, all, found -> TierOrder.findPresence(entry, found));
    add(
        StandardInvariants.ENTRY_PINNED,
        unit,
        all,
        found -> EntryPinned.findUnit(entry, unit, found));
    return all;
  }

  private static void add(
      Invariant law, LedgerUnit unit, List<Violation> all, Consumer<Findings> find) {
    Findings findings = new Findings(law.code(), unit);
    find.accept(findings);
    all.addAll(findings.all());
  }

  /**
   * Returns an entry in one line, as violations name it.
   *
   * @param entry the entry
   * @return {@code <charge period> <from> -> <to> <measure> <kind> <amount>}
   */
  public static String offender(LedgerEntry entry) {
    return Offenders.text(entry);
  }
}
