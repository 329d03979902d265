package io.costledger.core.policy;

import io.costledger.core.account.Account;
import io.costledger.core.bill.RowCondition;
import java.math.BigInteger;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * How one platform's pool becomes weights over its consumers. The one method to write is {@link
 * #weights}; it must be a pure function of what it is given. The models that come with the library
 * are in {@code AllocationModels}.
 */
@FunctionalInterface
public interface AllocationModel {
  /**
   * Returns the weight of each consumer.
   *
   * @param usage what the consumers used in one grain period
   * @return the weights; empty if nobody has weight (the pool is then {@code NO_USAGE}). A weight
   *     of the platform itself is dropped: it can't charge itself
   * @throws CannotWeighException if the model's rule doesn't cover what was used; whatever else is
   *     thrown, or null, refuses the run as a mistake of the model's author
   */
  Weights weights(PoolUsage usage);

  /**
   * Returns the model's name, as the ledger's entries show it.
   *
   * @return such as {@code proportional}; {@code custom} unless said otherwise
   */
  default String name() {
    return "custom";
  }

  /**
   * Returns the version of the model's rule; a change of its meaning changes it.
   *
   * @return {@code 1} unless said otherwise
   */
  default String version() {
    return "1";
  }

  /**
   * Returns the model with all its parameters as one deterministic text: equal models, equal text.
   * A run's definition is identified by it.
   *
   * @return such as {@code proportional(vcpu-hours)}
   */
  default String describe() {
    return ModelText.identity(this);
  }

  /**
   * Returns the units whose quantities the model reads.
   *
   * @return every unit unless said otherwise
   */
  default UnitsRead units() {
    return UnitsRead.every();
  }

  /**
   * Returns the consumers that the model names itself; each must be declared.
   *
   * @return none unless said otherwise
   */
  default Set<Account> listedConsumers() {
    return Set.of();
  }

  /**
   * Returns which bill rows booked directly to consumers the model wants summed as {@link
   * PoolUsage#directCosts}.
   *
   * @return none unless said otherwise
   */
  default Optional<RowCondition> directCosts() {
    return Optional.empty();
  }

  /**
   * Returns whether a consumer's weight is the sum of the weights of its records, each weighed
   * alone, whoever the consumer is. Then a share can be opened into records (SPEC 3.8).
   *
   * @return false unless said otherwise
   */
  default boolean isAdditive() {
    return false;
  }

  /**
   * Returns what one of each unit weighs, if the model is additive and this is the same in every
   * pool. A batch then asks once, not pool by pool.
   *
   * @return unit to whole weight, 0 or more, times any one factor; a unit that is read but not
   *     named weighs 0. Empty unless said otherwise
   */
  default Optional<NavigableMap<String, BigInteger>> unitWeights() {
    return Optional.empty();
  }
}
