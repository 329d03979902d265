package io.costledger.allocation.batch;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.util.List;

/**
 * Entries as columns: what left the platforms' accounts, one line for each grain period, measure,
 * from, to and kind (SPEC 7.1). Periods ascend, charges come before credits, a platform after all
 * that charge it, and those who get something of it ascend. Can be read until the
 * workspace that it was made with is used again.
 */
public final class EntryColumns {
  /** Those that leave a platform here, in the order of entries. */
  private static final List<EntryKind> KINDS =
      List.of(EntryKind.RETAINED, EntryKind.ALLOCATED, EntryKind.UNALLOCATED);

  private final Hold hold;
  private final AccountNumbers numbers;
  private final TierLines lines;

  EntryColumns(Hold hold, AccountNumbers numbers, TierLines lines) {
    this.hold = hold;
    this.numbers = numbers;
    this.lines = lines;
  }

  private TierLines lines() {
    hold.require();
    return lines;
  }

  /** The number that stands for a kind in lines; ascending as kinds do. */
  static int number(EntryKind kind) {
    return KINDS.indexOf(kind);
  }

  /**
   * Returns how many lines there are.
   *
   * @return 0 or more
   */
  public int size() {
    return lines().size();
  }

  /**
   * Returns the charge period.
   *
   * @param line the line, 0 to {@link #size} - 1
   * @return a grain period
   */
  public Period period(int line) {
    return lines().head(line).period();
  }

  /**
   * Returns the measure.
   *
   * @param line the line
   * @return charge or credit
   */
  public Measure measure(int line) {
    return lines().head(line).measure();
  }

  /**
   * Returns whom the units leave.
   *
   * @param line the line
   * @return a platform
   */
  public Account from(int line) {
    return lines().head(line).from();
  }

  /**
   * Returns who gets them.
   *
   * @param line the line
   * @return a platform, a cost center, or {@code unallocated:<platform>}
   */
  public Account to(int line) {
    return numbers.account(lines().first(line));
  }

  /**
   * Returns the kind.
   *
   * @param line the line
   * @return retained, allocated or unallocated
   */
  public EntryKind kind(int line) {
    return KINDS.get(lines().second(line));
  }

  /**
   * Returns what goes over.
   *
   * @param line the line
   * @return whole units, not 0; negative of credits
   */
  public long units(int line) {
    return lines().units(line);
  }
}
