package io.costledger.allocation.explain;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import java.math.BigInteger;
import java.util.List;

/**
 * What came into one account over a whole run, and what left it.
 *
 * @param account the account
 * @param unit what one unit is worth
 * @param in an explanation of each entry to it, in {@link LedgerEntry#ORDER}
 * @param out an explanation of each entry from it, in the same order; empty for who finally bears
 *     cost
 */
public record AccountExplanation(
    Account account, LedgerUnit unit, List<EntryExplanation> in, List<EntryExplanation> out) {
  /** Copies the lists. */
  public AccountExplanation {
    in = List.copyOf(in);
    out = List.copyOf(out);
  }

  /**
   * Returns what came in.
   *
   * @param measure charge or credit
   * @return whole units
   */
  public BigInteger cameIn(Measure measure) {
    return in.stream()
        .filter(explained -> explained.entry().measure() == measure)
        .map(explained -> explained.entry().amountUnits())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /**
   * Returns the explanation in words: one sentence on the whole, one for each account that put
   * something in, and for a platform one on what it did with it.
   *
   * @return one paragraph on one line, amounts exact
   */
  public String paragraph() {
    return AccountWords.of(this);
  }
}
