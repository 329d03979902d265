package io.costledger.core.policy;

import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import java.util.List;
import java.util.NavigableMap;

/**
 * A model that charges what it charges: usage times rate, whatever the pool holds (SPEC section 4).
 * The pool less the charges is variance, or is trued up.
 */
public interface RateModel extends AllocationModel {
  /**
   * Returns the exact charge of each consumer in the pool's period, before it is rounded once,
   * half-even, to the ledger unit.
   *
   * @param usage what the consumers used
   * @return consumer to charge in the ledger's currency, each 0 or more
   * @throws CannotWeighException if the rates don't say what a quantity costs
   */
  NavigableMap<Account, Ratio> charges(PoolUsage usage);

  /**
   * Returns the quantities and rates that make a consumer's charge, for its explanation.
   *
   * @param consumer one of those charged
   * @param usage what the consumers used
   * @return lines whose charges sum to the consumer's; empty if the model has none to show
   */
  default List<RateLine> lines(Account consumer, PoolUsage usage) {
    return List.of();
  }

  /**
   * Returns whether what a consumer is charged is trued up to its share of the pool.
   *
   * @return false: the difference goes to {@code variance:<platform>}
   */
  boolean isTruedUp();

  /** The exact charges, as weights. */
  @Override
  default Weights weights(PoolUsage usage) {
    return Weights.ofRatios(charges(usage));
  }
}
