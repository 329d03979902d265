package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.usage.UsageBatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The weights of a model that says what one of each unit weighs, as primitives: of each consumer the
 * sum over its records of quantity times that, times one common power of ten, which changes no share
 * (SPEC 2.5).
 */
final class UnitWeights {
  private final UsagePools pools;
  private final UsageBatch usage;
  private final long[] byUnit;

  /** The scale that all quantities are brought to. */
  private final int scale;

  /** By a consumer's rank. */
  private final long[] weights;

  private boolean fits = true;

  private UnitWeights(UsagePools pools, long[] byUnit) {
    this.pools = pools;
    this.usage = pools.usage();
    this.byUnit = byUnit;
    this.scale = usage.quantities().mostScale();
    this.weights = new long[pools.consumers().size()];
  }

  /** The sums of one pool, of nothing yet; nothing if the model doesn't say, or not in primitives. */
  private static Optional<UnitWeights> stated(AllocationModel model, UsagePools pools) {
    Optional<NavigableMap<String, BigInteger>> stated = model.unitWeights();
    if (stated.isEmpty() || !model.isAdditive() || model.directCosts().isPresent()) {
      return Optional.empty();
    }
    long[] byUnit = new long[pools.usage().units().size()];
    for (int unit = 0; unit < byUnit.length; unit++) {
      BigInteger weight =
          stated.get().getOrDefault(pools.usage().units().get(unit), BigInteger.ZERO);
      if (weight.signum() < 0 || weight.bitLength() >= Long.SIZE) {
        return Optional.empty();
      }
      byUnit[unit] = weight.longValue();
    }
    return Optional.of(new UnitWeights(pools, byUnit));
  }

  /** The sums of one pool, whose records are looked up. */
  static Optional<UnitWeights> of(AllocationModel model, UsagePools pools, UsagePools.Key pool) {
    Optional<UnitWeights> sums = stated(model, pools);
    sums.ifPresent(of -> pools.each(pool, of::add));
    return sums;
  }

  /** The same of every pool, in one pass over all records, as they stand. */
  static Map<UsagePools.Key, UnitWeights> ofAll(UsagePools pools) {
    UsageBatch usage = pools.usage();
    Map<UsagePools.Key, UnitWeights> all = new HashMap<>();
    List<Optional<UnitWeights>> byPair =
        new ArrayList<>(Collections.nCopies(usage.pairCount(), Optional.empty()));
    pools.pairs().forEach((pool, pairs) -> {
      Optional<UnitWeights> sums = pools
          .place(pairs.get(0))
          .terms()
          .flatMap(PeriodPolicy.Terms::model)
          .flatMap(model -> stated(model, pools));
      sums.ifPresent(of -> all.put(pool, of));
      pairs.forEach(pair -> byPair.set(pair, sums));
    });
    for (int i = 0; i < usage.size(); i++) {
      Optional<UnitWeights> sums = byPair.get(usage.pairNumber(i));
      if (sums.isPresent() && pools.counts(i)) {
        sums.get().add(i);
      }
    }
    return all;
  }

  /** Whether sums of all pools at once are not larger than the column of the quantities. */
  static boolean areFew(UsagePools pools) {
    return (long) pools.pairs().size() * pools.consumers().size()
        <= pools.usage().size();
  }

  private void add(int record) {
    long weight = byUnit[usage.unitNumber(record)];
    if (weight == 0) {
      return;
    }
    int decimals = scale - usage.scale(record);
    long digits = usage.unscaled(record);
    if (usage.isWide(record) || decimals < 0 || !Scaled.fits(digits, decimals)) {
      fits = false;
      return;
    }
    long whole = Scaled.up(digits, decimals);
    int rank = pools.rank(record);
    long product = whole * weight;
    long sum = weights[rank] + product;
    fits &= Scaled.productFits(whole, weight)
        && ((weights[rank] ^ sum) & (product ^ sum)) >= 0; // else it wrapped
    weights[rank] = sum;
  }

  /**
   * The weights above 0, ascending by consumer; nothing if the model has to be asked: a number
   * doesn't fit a primitive, or a weight is below 0, which the model must refuse.
   */
  Optional<Weighed> aboveZero() {
    List<Account> consumers = new ArrayList<>();
    List<BigInteger> above = new ArrayList<>();
    for (int rank = 0; rank < weights.length; rank++) {
      fits &= weights[rank] >= 0;
      if (weights[rank] > 0) {
        consumers.add(pools.consumers().get(rank));
        above.add(BigInteger.valueOf(weights[rank]));
      }
    }
    return fits ? Optional.of(new Weighed(consumers, above)) : Optional.empty();
  }
}
