package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.Unplaced;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Who must get what of one pool, from the weights that the policy's own model gives for usage that
 * is summed anew. Follows the rules (SPEC 3, 4, 6), not the engine.
 */
final class PoolShares {
  private final PeriodPolicy policy;
  private final PeriodPolicy.Terms terms;
  private final LedgerUnit unit;
  private final ApportionmentRule rule;
  private final Once<PoolUsage> usage;
  private final Weighed weighed;
  private final Optional<FaultReason> nobody;

  /** What each consumer must get by the model, and where cost without a home must go. */
  private final List<Share> shares = new ArrayList<>();

  private final Map<Pool.Destination, BigInteger> homeless = new HashMap<>();
  private boolean fits = true;

  /** One of the shares; each destination has one. */
  private record Share(Pool.Destination to, BigInteger units) {}

  /**
   * Asks the model once, unless it has said what one of each unit weighs.
   *
   * @throws IllegalArgumentException if the model refuses the usage
   */
  PoolShares(Policy declared, PeriodPolicy policy, PeriodPolicy.Terms terms, UsageSums sums) {
    this.policy = policy;
    this.terms = terms;
    this.unit = declared.unit();
    this.rule = declared.apportionment();
    this.usage = new Once<>(() -> sums.of(policy.period(), terms));
    Account self = terms.account();
    Weighed all = terms
        .model()
        .map(model -> sums.unitWeights(model, policy.period(), terms)
            .orElseGet(() -> Weighed.of(model.weights(usage.get()))))
        .orElse(new Weighed(List.of(), List.of()))
        .only(consumer -> !consumer.equals(self));
    this.weighed = all.only(consumer -> policy.mayCharge(terms.platform(), consumer));
    if (terms.model().isEmpty()) {
      this.nobody = Optional.of(FaultReason.NO_MODEL);
    } else if (!weighed.isEmpty()) {
      this.nobody = Optional.empty();
    } else if (!all.isEmpty()) {
      this.nobody = Optional.of(FaultReason.NO_OPEN_CONSUMER);
    } else {
      this.nobody = Optional.of(FaultReason.NO_USAGE)
          .filter(reason -> !(terms.model().get() instanceof RateModel));
    }
  }

  /** Computes the shares of a pool of one measure; may be asked for each measure in turn. */
  PoolShares of(Pool pool, Measure measure) {
    shares.clear();
    homeless.clear();
    fits = true;
    BigInteger units = pool.passedOn();
    place(pool.givenToUnknown(), FaultReason.UNKNOWN_CONSUMER);
    if (nobody.isPresent()) {
      place(units, nobody.get());
    } else if (terms.model().orElseThrow() instanceof RateModel model) {
      charge(model, units, measure);
    } else {
      List<BigInteger> split = split(units, measure);
      BigInteger unknown = BigInteger.ZERO;
      for (int i = 0; i < split.size(); i++) {
        unknown = unknown.add(share(weighed.consumers().get(i), split.get(i), BigInteger.ZERO));
      }
      place(unknown, FaultReason.UNKNOWN_CONSUMER);
    }
    return this;
  }

  /**
   * Whether the shares can be known: the bounds fit the pool, and it isn't for the weights of the
   * period before to say who gets it, or whether anybody can.
   */
  boolean areKnown() {
    return fits
        && !(nobody.equals(Optional.of(FaultReason.NO_USAGE))
            && terms.unplaced(FaultReason.NO_USAGE) instanceof Unplaced.PreviousPeriod);
  }

  /** All that must leave the pool, by the model or without a home; no zeros. */
  Map<Pool.Destination, BigInteger> all() {
    Map<Pool.Destination, BigInteger> all = new HashMap<>();
    shares.forEach(share -> all.put(share.to(), share.units()));
    homeless.forEach((to, units) -> all.merge(to, units, BigInteger::add));
    all.values().removeIf(units -> units.signum() == 0);
    return all;
  }

  /** Whether these are all that must leave the pool, as {@link #all} says. */
  boolean are(Map<Pool.Destination, BigInteger> booked) {
    if (homeless.values().stream().anyMatch(units -> units.signum() != 0)) {
      return all().equals(booked);
    }
    int found = 0;
    for (Share share : shares) {
      if (share.units().signum() != 0) {
        if (!share.units().equals(booked.get(share.to()))) {
          return false;
        }
        found++;
      }
    }
    return found == booked.size();
  }

  /** What a consumer bears of the pool beside its share. */
  BigInteger beside(Account consumer) {
    return homeless.getOrDefault(Pool.Destination.of(consumer), BigInteger.ZERO);
  }

  /** The known consumers with weight. */
  List<Account> consumers() {
    return weighed.consumers().stream().filter(policy::knows).toList();
  }

  static Quotas.Limits limits(Bounds.Bound bound, LedgerUnit unit) {
    return new Quotas.Limits(unit.unitsOf(bound.minimum()), bound.maximum().map(unit::unitsOf));
  }

  private List<BigInteger> split(BigInteger units, Measure measure) {
    List<BigInteger> plain = weighed.weights();
    if (measure != Measure.CHARGE || terms.bounds().isNone()) {
      return Quotas.split(units, plain, rule);
    }
    List<Quotas.Limits> limits = weighed.consumers().stream()
        .map(consumer -> limits(terms.bounds().of(consumer), unit))
        .toList();
    Optional<List<BigInteger>> exact =
        units.signum() < 0 ? Optional.empty() : Quotas.bounded(units, plain, limits);
    fits = exact.isPresent();
    return exact
        .filter(amounts -> Quotas.sum(amounts).signum() > 0)
        .map(amounts -> Quotas.split(units, amounts, rule))
        .orElseGet(() -> Collections.nCopies(plain.size(), BigInteger.ZERO));
  }

  private void charge(RateModel model, BigInteger units, Measure measure) {
    List<Account> consumers = weighed.consumers();
    Account variance = new Account(AccountKind.VARIANCE, terms.platform());
    if (consumers.isEmpty() || (measure == Measure.CREDIT && !model.isTruedUp())) {
      shares.add(new Share(Pool.Destination.of(variance), units));
      return;
    }
    NavigableMap<Account, Ratio> exact = model.charges(usage.get());
    Ratio perCurrency = Ratio.of(BigInteger.TEN.pow(unit.scale()));
    List<BigInteger> lines = new ArrayList<>();
    for (Account consumer : consumers) {
      Ratio line = exact.getOrDefault(consumer, Ratio.ZERO).times(perCurrency);
      lines.add(measure == Measure.CHARGE ? Quotas.halfEven(line) : BigInteger.ZERO);
    }
    BigInteger unknown = BigInteger.ZERO;
    List<BigInteger> totals =
        model.isTruedUp() ? Quotas.split(units, weighed.weights(), rule) : lines;
    for (int i = 0; i < consumers.size(); i++) {
      BigInteger more = totals.get(i).subtract(lines.get(i));
      // There is no charge of a credit, so nothing to true up.
      unknown = unknown.add(
          measure == Measure.CHARGE
              ? share(consumers.get(i), lines.get(i), more)
              : share(consumers.get(i), totals.get(i), BigInteger.ZERO));
    }
    place(unknown, FaultReason.UNKNOWN_CONSUMER);
    BigInteger left = units.subtract(Quotas.sum(totals));
    shares.add(new Share(Pool.Destination.of(variance), left.max(BigInteger.ZERO)));
  }

  /** Gives a known consumer its share; returns the share of one that isn't. */
  private BigInteger share(Account consumer, BigInteger units, BigInteger trueUp) {
    if (!policy.knows(consumer)) {
      return units.add(trueUp);
    }
    shares.add(new Share(Pool.Destination.of(consumer), units));
    if (trueUp.signum() != 0) {
      shares.add(new Share(new Pool.Destination(consumer, true), trueUp));
    }
    return BigInteger.ZERO;
  }

  private void place(BigInteger units, FaultReason reason) {
    Unplaced choice = terms.unplaced(reason);
    List<Account> to = List.of(Account.unallocated(terms.platform()));
    if (choice instanceof Unplaced.Owner) {
      to = List.of(terms.owner());
    } else if (choice instanceof Unplaced.Even even) {
      to = even.consumers();
    }
    List<BigInteger> parts =
        Quotas.split(units, Collections.nCopies(to.size(), BigInteger.ONE), rule);
    for (int i = 0; i < to.size(); i++) {
      homeless.merge(Pool.Destination.of(to.get(i)), parts.get(i), BigInteger::add);
    }
  }
}
