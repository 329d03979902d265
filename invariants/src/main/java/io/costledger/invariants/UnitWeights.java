package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.usage.UsageBatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * The weights above 0, ascending by consumer; nothing if the model has to be asked: it doesn't say,
   * a number doesn't fit a primitive, or a weight is below 0, which the model must refuse.
   */
  static Optional<Weighed> of(AllocationModel model, UsagePools pools, UsagePools.Key pool) {
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
    UnitWeights sums = new UnitWeights(pools, byUnit);
    pools.each(pool, sums::add);
    return sums.aboveZero();
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

  private Optional<Weighed> aboveZero() {
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
