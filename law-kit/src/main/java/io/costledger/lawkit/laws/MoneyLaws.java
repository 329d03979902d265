package io.costledger.lawkit.laws;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.money.Measure;
import java.math.BigInteger;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
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
}
