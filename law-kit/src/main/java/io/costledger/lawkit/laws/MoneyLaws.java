package io.costledger.lawkit.laws;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.RateModel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Laws of what a pool's units do. */
final class MoneyLaws {
  private MoneyLaws() {}

  /** What was given, kept, shared, left to variance and not placed is what the bill put in. */
  static void conservation(Engine engine, ModelCase given, Breaches breaches) {
    Outcome outcome = engine.run(given);
    if (outcome.isRefused()) {
      return;
    }
    for (Measure measure : Measure.values()) {
      BigInteger left = outcome.variance(measure);
      for (EntryKind kind : EntryKind.values()) {
        left = kind == EntryKind.VARIANCE ? left : left.add(outcome.leaving(measure, kind));
      }
      breaches.requireEqual(measure + " that left the pool", left, pool(given, measure, true));
    }
  }

  /** The units of the platform's rows, with those that name a consumer or without. */
  static BigInteger pool(ModelCase given, Measure measure, boolean withGiven) {
    return Outcome.sum(given.rows().stream()
        .filter(row -> row.purpose() == ModelCase.Purpose.POOL
            || (withGiven && row.purpose() == ModelCase.Purpose.GIVEN))
        .map(ModelCase.Row::units)
        .filter(units -> (units.signum() < 0) == (measure == Measure.CREDIT)));
  }

  /** The pool as a credit gives each consumer what it gives as a charge, negated. */
  static void signSymmetry(Engine engine, ModelCase given, Breaches breaches) {
    Outcome charged = engine.run(given.mapPool(BigInteger::abs));
    Outcome credited = engine.run(given.mapPool(units -> units.abs().negate()));
    if (breaches.sameRefusal(charged, credited)) {
      return;
    }
    NavigableMap<Account, BigInteger> negated = credited.shares(Measure.CREDIT);
    negated.replaceAll((consumer, units) -> units.negate());
    breaches.requireEqual("the credit's shares, negated,", negated, charged.shares(Measure.CHARGE));
  }

  /** Each share is the exact quotient, rounded down or up to a whole unit. */
  static void quota(Engine engine, ModelCase given, Breaches breaches) {
    Outcome outcome = engine.run(given);
    NavigableMap<Account, BigInteger> weights = engine.weights(given).byConsumer();
    BigInteger total = Outcome.sum(weights.values().stream());
    if (outcome.isRefused() || total.signum() == 0) {
      return;
    }
    for (Measure measure : Measure.values()) {
      BigInteger pool = pool(given, measure, false);
      Set<Account> consumers = new TreeSet<>(weights.keySet());
      consumers.addAll(outcome.shares(measure).keySet());
      for (Account consumer : consumers) {
        BigInteger weight = weights.getOrDefault(consumer, BigInteger.ZERO);
        BigInteger[] exact = pool.abs().multiply(weight).divideAndRemainder(total);
        BigInteger share = outcome.share(measure, consumer);
        BigInteger above = share.abs().subtract(exact[0]);
        boolean within =
            above.signum() == 0 || (above.equals(BigInteger.ONE) && exact[1].signum() > 0);
        if (!within || share.signum() * pool.signum() < 0) {
          breaches.add(measure + " of " + consumer + ": " + share + " of " + pool + " (weight "
              + weight + " of " + total + ")");
        }
      }
    }
  }

  /** Charges are split alike whatever the credits are, and credits whatever the charges are. */
  static void measuresApart(Engine engine, ModelCase given, Breaches breaches) {
    Outcome both = engine.run(given);
    for (Measure measure : Measure.values()) {
      List<ModelCase.Row> rows = given.rows().stream()
          .filter(row -> row.purpose() == ModelCase.Purpose.BOOKED
              || (row.units().signum() < 0) == (measure == Measure.CREDIT))
          .toList();
      Outcome alone = engine.run(given.withRows(rows));
      if (!breaches.sameRefusal(both, alone)) {
        breaches.requireEqual(
            measure + " without the other measure", alone.of(measure), both.of(measure));
      }
    }
  }

  /** A retained share keeps its part of each measure, rounded down, and the model has the rest. */
  static void retained(Engine engine, ModelCase given, Breaches breaches) {
    for (Ratio share : List.of(Ratio.parse("1/3"), Ratio.parse("0.15"), Ratio.ONE)) {
      Outcome outcome =
          engine.run(given, Engine.records(given), platform -> platform.retain(share.toString()));
      if (outcome.isRefused()) {
        return;
      }
      for (Measure measure : Measure.values()) {
        BigInteger pool = pool(given, measure, false);
        BigInteger kept = pool.abs().multiply(share.numerator()).divide(share.denominator());
        BigInteger signed = pool.signum() < 0 ? kept.negate() : kept;
        breaches.requireEqual(
            measure + " kept of " + pool + " at " + share,
            outcome.leaving(measure, EntryKind.RETAINED),
            signed);
        BigInteger rest = pool.subtract(signed);
        Outcome alone = engine.run(withPool(given, measure, rest));
        if (!alone.isRefused()) {
          breaches.requireEqual(
              measure + " shared of " + rest, outcome.shares(measure), alone.shares(measure));
        }
      }
    }
  }

  /** The same case with one row in the pool of a measure. */
  private static ModelCase withPool(ModelCase given, Measure measure, BigInteger units) {
    List<ModelCase.Row> rows = new ArrayList<>();
    for (ModelCase.Row row : given.rows()) {
      if (row.purpose() != ModelCase.Purpose.POOL
          || (row.units().signum() < 0) != (measure == Measure.CREDIT)) {
        rows.add(row);
      }
    }
    rows.add(new ModelCase.Row(ModelCase.Purpose.POOL, ModelCase.PLATFORM, units));
    return given.withRows(rows);
  }

  /** A minimum and a cap that the pool allows are never broken by a charge; credits have none. */
  static void bounds(Engine engine, ModelCase given, Breaches breaches) {
    Outcome free = engine.run(given);
    if (free.isRefused()) {
      return;
    }
    Set<Account> weighed = engine.weights(given).byConsumer().keySet();
    BigInteger pool = pool(given, Measure.CHARGE, false);
    BigInteger[] even = pool.divideAndRemainder(BigInteger.valueOf(Math.max(1, weighed.size())));
    BigInteger least = even[0].shiftRight(1);
    BigInteger most = even[0].add(BigInteger.ONE);
    Bounds.Bound bound =
        new Bounds.Bound(Engine.UNIT.decimalOf(least), Optional.of(Engine.UNIT.decimalOf(most)));
    Outcome bounded = engine.run(
        given, Engine.records(given), platform -> platform.bounds(Bounds.of(bound, Map.of())));
    if (bounded.isRefused()) {
      breaches.add("bounds are refused: " + bounded.offences());
      return;
    }
    for (Account consumer : weighed) {
      BigInteger share = bounded.share(Measure.CHARGE, consumer);
      if (share.compareTo(least) < 0 || share.compareTo(most) > 0) {
        breaches.add(
            "charge of " + consumer + ": " + share + " (must be " + least + " to " + most + ")");
      }
    }
    breaches.requireEqual(
        "credits beside bounds", bounded.of(Measure.CREDIT), free.of(Measure.CREDIT));
  }

  /** Lines, true-ups and variance sum to the pool; a line is the exact charge, half-even. */
  static void rateIdentity(Engine engine, ModelCase given, Breaches breaches) {
    Outcome outcome = engine.run(given);
    if (outcome.isRefused() || !(engine.model() instanceof RateModel model)) {
      return;
    }
    NavigableMap<Account, BigInteger> lines = new TreeMap<>();
    model.charges(engine.usage(given)).forEach((consumer, charge) -> {
      BigInteger units = new BigDecimal(charge.numerator())
          .movePointRight(Engine.UNIT.scale())
          .divide(new BigDecimal(charge.denominator()), 0, RoundingMode.HALF_EVEN)
          .toBigIntegerExact();
      if (units.signum() != 0) {
        lines.put(consumer, units);
      }
    });
    Map<Account, BigInteger> booked = outcome.given(Measure.CHARGE, EntryKind.ALLOCATED);
    lines.keySet().removeIf(consumer -> !engine.declares(consumer));
    breaches.requireEqual("lines", booked, lines);
    for (Measure measure : Measure.values()) {
      BigInteger shares = Outcome.sum(outcome.shares(measure).values().stream());
      breaches.requireEqual(
          measure + " lines, true-ups and variance",
          shares.add(outcome.variance(measure)),
          pool(given, measure, false));
    }
  }
}
