package io.costledger.allocation.reference;

import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Shared;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.core.ledger.FaultReason;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SPEC section 4: the weights of one platform's pool in one grain period. */
public final class ReferenceWeights {
  private final ReferenceScenario scenario;
  private final int period;
  private final Shared platform;

  private ReferenceWeights(ReferenceScenario scenario, int period, Shared platform) {
    this.scenario = scenario;
    this.period = period;
    this.platform = platform;
  }

  /** Weights above 0 by consumer, unknown consumers with them, the platform itself without. */
  static Map<String, Fraction> of(ReferenceScenario scenario, int period, Shared platform) {
    if (platform.model().isEmpty()) {
      return Map.of();
    }
    ReferenceWeights pool = new ReferenceWeights(scenario, period, platform);
    ReferenceModel model = platform.model().get();
    pool.requireNoNegativeSum(model);
    Map<String, Fraction> weights = new HashMap<>(pool.weights(model));
    weights.remove(platform.account());
    weights.values().removeIf(weight -> weight.signum() == 0);
    return weights;
  }

  /** Whether cost that nobody used may rest on an estimate (SPEC section 6). */
  static boolean mayEstimate(Shared platform) {
    return platform.fallback(FaultReason.NO_USAGE).choice() == ReferenceScenario.Choice.PREVIOUS
        && platform.model().isPresent()
        && platform.model().flatMap(ReferenceModel::byRates).isEmpty();
  }

  /** The weights of the period that ends where this one starts, by its own data or as pinned. */
  static Map<String, Fraction> ofThePeriodBefore(
      ReferenceScenario scenario, int period, Shared platform) {
    Map<String, Fraction> weights = new HashMap<>();
    if (period == 0) {
      scenario
          .before()
          .getOrDefault(platform.id(), Map.of())
          .forEach((consumer, weight) -> weights.put(consumer, Fraction.of(weight)));
      weights.remove(platform.account());
      weights.values().removeIf(weight -> weight.signum() == 0);
    } else if (scenario
        .grain()
        .get(period - 1)
        .end()
        .equals(scenario.grain().get(period).start())) {
      weights.putAll(of(scenario, period - 1, platform));
    }
    return weights;
  }

  /**
   * With which whole weights a scenario closes, by platform id and consumer: those of its last
   * period, each pool times whatever makes it whole.
   */
  public static Map<String, Map<String, BigInteger>> closing(ReferenceScenario scenario) {
    Map<String, Map<String, BigInteger>> closing = new HashMap<>();
    for (Shared platform : scenario.platforms()) {
      Map<String, Fraction> weights = of(scenario, scenario.grain().size() - 1, platform);
      BigInteger common =
          weights.values().stream().map(Fraction::d).reduce(BigInteger.ONE, BigInteger::multiply);
      Map<String, BigInteger> whole = new HashMap<>();
      weights.forEach((consumer, weight) ->
          whole.put(consumer, weight.times(Fraction.of(common)).n()));
      closing.put(platform.id(), whole);
    }
    return closing;
  }

  private Map<String, Fraction> weights(ReferenceModel model) {
    Map<String, Fraction> weights = new HashMap<>();
    if (model instanceof ReferenceModel.Direct direct) {
      return weights(direct.rest());
    } else if (model instanceof ReferenceModel.Proportional proportional) {
      sums().forEach((consumer, sums) -> weights.put(consumer, sum(sums, proportional.unit())));
    } else if (model instanceof ReferenceModel.Weighted weighted) {
      sums()
          .forEach((consumer, sums) -> weighted
              .rates()
              .forEach((unit, rate) ->
                  weights.merge(consumer, rate.times(sum(sums, unit)), Fraction::plus)));
    } else if (model instanceof ReferenceModel.RateCard card) {
      return weights(new ReferenceModel.Weighted(card.rates()));
    } else if (model instanceof ReferenceModel.TieredRate tiered) {
      sums().forEach((consumer, sums) -> weights.put(consumer, charge(tiered, consumer, sums)));
    } else if (model instanceof ReferenceModel.EvenOverUsers) {
      sums().forEach((consumer, sums) -> {
        if (sums.values().stream().anyMatch(sum -> sum.signum() > 0)) {
          weights.put(consumer, Fraction.ONE);
        }
      });
    } else if (model instanceof ReferenceModel.EvenOverList list) {
      list.consumers().forEach(consumer -> weights.put(consumer, Fraction.ONE));
    } else if (model instanceof ReferenceModel.Fixed fixed) {
      weights.putAll(fixed.shares());
      Fraction rest = Fraction.ONE.minus(ReferenceApportionment.total(fixed.shares()));
      fixed.remaining().ifPresent(consumer -> weights.put(consumer, rest));
    } else if (model instanceof ReferenceModel.Reserved reserved) {
      sums().forEach((consumer, sums) -> weights.put(consumer, sum(sums, reserved.unit())));
      reserved.reservations().forEach((consumer, quantity) -> {
        Fraction kept = Fraction.of(quantity);
        if (kept.compareTo(weights.getOrDefault(consumer, Fraction.ZERO)) > 0) {
          weights.put(consumer, kept);
        }
      });
    } else if (model instanceof ReferenceModel.ByCost byCost) {
      byCost.consumers().forEach(c -> weights.put(c, Fraction.of(directCost(c, byCost))));
    }
    return weights;
  }

  /** Band by band: what of the quantity is above the bands before it, and not above its own end. */
  private Fraction charge(
      ReferenceModel.TieredRate tiered, String consumer, Map<String, Fraction> sums) {
    Fraction quantity = sum(sums, tiered.unit());
    Fraction from = Fraction.ZERO;
    Fraction charge = Fraction.ZERO;
    for (ReferenceModel.Band band : tiered.bands()) {
      boolean endsHere =
          band.upTo().isEmpty() || quantity.compareTo(Fraction.of(band.upTo().get())) <= 0;
      if (endsHere) {
        return tiered.graduated()
            ? charge.plus(band.rate().times(quantity.minus(from)))
            : band.rate().times(quantity);
      }
      Fraction end = Fraction.of(band.upTo().get());
      charge = charge.plus(band.rate().times(end.minus(from)));
      from = end;
    }
    throw new ReferenceFailure(
        quantity + " of " + consumer + " on " + platform.id() + " is beyond the last band");
  }

  /** What the bill's charges put into a consumer's account in the period. */
  private BigInteger directCost(String consumer, ReferenceModel.ByCost byCost) {
    BigInteger sum = BigInteger.ZERO;
    for (Row row : scenario.bill()) {
      if (row.cost().signum() > 0
          && row.target().filter(consumer::equals).isPresent()
          && scenario.knows(consumer, period)
          && (byCost.service().isEmpty() || byCost.service().equals(row.service()))) {
        for (ReferencePieces.Piece piece : ReferencePieces.of(scenario, row)) {
          if (piece.period() == period) {
            sum = sum.add(piece.of(ReferenceLedger.units(scenario, row)));
          }
        }
      }
    }
    return sum;
  }

  /** Consumer to unit to the sum of quantities in the period. */
  private Map<String, Map<String, Fraction>> sums() {
    Map<String, Map<String, Fraction>> sums = new HashMap<>();
    for (Use use : scenario.usage()) {
      if (use.platform().equals(platform.id())) {
        for (Fraction quantity : ReferencePieces.quantities(scenario, use, period)) {
          sums.computeIfAbsent(use.consumer(), c -> new HashMap<>())
              .merge(use.unit(), quantity, Fraction::plus);
        }
      }
    }
    sums.remove(platform.account());
    return sums;
  }

  private static Fraction sum(Map<String, Fraction> sums, String unit) {
    return sums.getOrDefault(unit, Fraction.ZERO);
  }

  private void requireNoNegativeSum(ReferenceModel model) {
    sums()
        .forEach((consumer, sums) -> sums.forEach((unit, sum) -> {
          if (sum.signum() < 0 && reads(model, unit)) {
            throw new ReferenceFailure(
                "negative sum of " + unit + " of " + consumer + " on " + platform.id());
          }
        }));
  }

  private static boolean reads(ReferenceModel model, String unit) {
    if (model instanceof ReferenceModel.Direct direct) {
      return reads(direct.rest(), unit);
    }
    return model instanceof ReferenceModel.EvenOverUsers
        || (model instanceof ReferenceModel.Proportional p && p.unit().equals(unit))
        || (model instanceof ReferenceModel.Reserved r && r.unit().equals(unit))
        || (model instanceof ReferenceModel.TieredRate t && t.unit().equals(unit))
        || (model instanceof ReferenceModel.RateCard r && r.rates().containsKey(unit))
        || (model instanceof ReferenceModel.Weighted w && w.rates().containsKey(unit));
  }

  /** The accounts of a list, without the platform itself. */
  static List<String> withoutItself(Shared platform, List<String> accounts) {
    return accounts.stream()
        .filter(account -> !account.equals(platform.account()))
        .toList();
  }
}
