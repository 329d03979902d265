package io.costledger.allocation.explain;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What one platform had to pass on in one charge period and measure: came in = given charges + kept
 * + passed on.
 *
 * @param period the charge period
 * @param platform the platform's account
 * @param measure charge or credit
 * @param tier the platform's depth
 * @param owner who bears what it keeps
 * @param inflows the entries that put something in, in {@link LedgerEntry#ORDER}; {@code
 *     Explain.entry} explains each
 * @param cameIn their sum
 * @param given the charges that name who bears them, which never reach the pool
 * @param kept what the platform keeps of the rest
 * @param passedOn what the model passes on: the C of each share
 * @param model the model of the period
 * @param weights the weights that count, without the platform itself
 * @param estimate whose weights these are, if nobody used the platform
 * @param deliveries the deliveries that the weights rest on
 */
public record PoolExplanation(
    Period period,
    Account platform,
    Measure measure,
    int tier,
    Account owner,
    List<LedgerEntry> inflows,
    BigInteger cameIn,
    BigInteger given,
    BigInteger kept,
    BigInteger passedOn,
    Optional<AllocationModel> model,
    Weights weights,
    Optional<Estimate> estimate,
    List<String> deliveries) {
  /** Copies the lists. */
  public PoolExplanation {
    inflows = List.copyOf(inflows);
    deliveries = List.copyOf(deliveries);
  }
}
