package io.costledger.allocation.batch;

import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;

/**
 * A lineage as columns (SPEC section 8): how much of what a sink bears began at a root, one line for
 * each cell that isn't 0. Periods ascend, charges come before credits, then sinks and roots ascend.
 * Rows sum to what the bill put in, columns to what each sink bears. Can be read until the
 * workspace that it was made with is used again.
 */
public final class LineageColumns {
  private final Hold hold;
  private final AccountNumbers numbers;
  private final TierLines lines;

  LineageColumns(Hold hold, AccountNumbers numbers, TierLines lines) {
    this.hold = hold;
    this.numbers = numbers;
    this.lines = lines;
  }

  private TierLines lines() {
    hold.require();
    return lines;
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
   * Returns where the cost began.
   *
   * @param line the line
   * @return the platform that the bill hit
   */
  public Account root(int line) {
    return numbers.account(lines().second(line));
  }

  /**
   * Returns who bears it.
   *
   * @param line the line
   * @return a cost center, or {@code unallocated:<platform>}
   */
  public Account sink(int line) {
    return numbers.account(lines().first(line));
  }

  /**
   * Returns how much it is.
   *
   * @param line the line
   * @return whole units, not 0; negative of credits
   */
  public long units(int line) {
    return lines().units(line);
  }
}
