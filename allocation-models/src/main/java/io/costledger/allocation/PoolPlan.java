package io.costledger.allocation;

import io.costledger.allocation.explain.Estimate;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.policy.Weights;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How one platform's pool of one grain period will be placed, before any cost is known: who has
 * weight, who of these is unknown, and what happens if nobody has. Both measures share it.
 *
 * @param terms what the policy says of the platform
 * @param usage what its consumers used
 * @param own the weights that the model gave, without the platform itself
 * @param weights the weights that count: the same, or an estimate, without those it may not charge
 * @param unknown who of them is not declared in the period
 * @param unplacedAll why the whole pool can't be placed, if it can't
 * @param estimate whose weights stand in for the period's own, if nobody used the platform
 * @param deliveries the deliveries that the weights rest on
 */
record PoolPlan(
    PeriodPolicy.Terms terms,
    PoolUsage usage,
    Weights own,
    Weights weights,
    Set<Account> unknown,
    Optional<FaultReason> unplacedAll,
    Optional<Estimate> estimate,
    List<String> deliveries) {

  static PoolPlan of(
      PeriodPolicy inPeriod,
      PeriodPolicy.Terms terms,
      PoolUsages.Own data,
      Optional<PoolPlans.Previous> previous) {
    Weights own = data.weights();
    boolean isUnused =
        own.isEmpty() && terms.model().isPresent() && !(terms.model().get() instanceof RateModel);
    Optional<PoolPlans.Previous> standIn = previous.filter(before -> isUnused
        && terms.unplaced(FaultReason.NO_USAGE) instanceof Unplaced.PreviousPeriod
        && !before.weights().only(c -> !c.equals(terms.account())).isEmpty());
    Weights others = standIn
        .map(PoolPlans.Previous::weights)
        .orElse(own)
        .only(consumer -> !consumer.equals(terms.account()));
    Weights weights = others.only(consumer -> inPeriod.mayCharge(terms.platform(), consumer));
    Set<Account> unknown = new TreeSet<>();
    weights.byConsumer().keySet().stream()
        .filter(consumer -> !inPeriod.knows(consumer))
        .forEach(unknown::add);
    Optional<FaultReason> unplacedAll = Optional.empty();
    if (terms.model().isEmpty()) {
      unplacedAll = Optional.of(FaultReason.NO_MODEL);
    } else if (weights.isEmpty() && !others.isEmpty()) {
      unplacedAll = Optional.of(FaultReason.NO_OPEN_CONSUMER);
    } else if (weights.isEmpty() && isUnused) {
      unplacedAll = Optional.of(FaultReason.NO_USAGE);
    }
    return new PoolPlan(
        terms,
        data.usage(),
        own,
        weights,
        unknown,
        unplacedAll,
        unplacedAll.isPresent() ? Optional.empty() : standIn.map(PoolPlans.Previous::ground),
        standIn.map(PoolPlans.Previous::deliveries).orElse(data.deliveries()));
  }

  /** The platforms that this one charges: those with weight, and those that stand in for others. */
  Set<String> chargedPlatforms() {
    Set<String> charged = new TreeSet<>();
    for (Account consumer : weights.byConsumer().keySet()) {
      if (consumer.kind() == AccountKind.PLATFORM && !unknown.contains(consumer)) {
        charged.add(consumer.id());
      }
    }
    Optional<FaultReason> reason = unplacedAll.isPresent() || unknown.isEmpty()
        ? unplacedAll
        : Optional.of(FaultReason.UNKNOWN_CONSUMER);
    if (reason.isPresent() && terms.unplaced(reason.get()) instanceof Unplaced.Even even) {
      even.consumers().stream()
          .filter(consumer -> consumer.kind() == AccountKind.PLATFORM)
          .forEach(consumer -> charged.add(consumer.id()));
    }
    return charged;
  }

  /** The only unit that the model reads, if it reads just one. */
  Optional<String> singleUnit() {
    return terms
        .model()
        .filter(model -> estimate.isEmpty())
        .map(model -> model.units())
        .filter(units -> !units.all() && units.named().size() == 1)
        .map(units -> units.named().iterator().next());
  }

  /** A consumer's quantity in that unit. */
  Optional<BigDecimal> singleQuantity(Account consumer) {
    return singleUnit().map(unit -> usage.quantity(consumer, unit));
  }
}
