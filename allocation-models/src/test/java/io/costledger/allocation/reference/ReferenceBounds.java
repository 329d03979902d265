package io.costledger.allocation.reference;

import io.costledger.allocation.reference.ReferenceScenario.Limit;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * SPEC 4.2 by repeated clamping: share what is left in proportion, see who passes a bound, fix
 * those on the side that is passed by more in all, and share again.
 */
public final class ReferenceBounds {
  private ReferenceBounds() {}

  /**
   * The exact shares, by key; weights are above 0 and bounds in units.
   *
   * @throws ReferenceFailure if no shares within the bounds sum to the units
   */
  public static Map<String, Fraction> shares(
      BigInteger units, Map<String, Fraction> weights, Map<String, Limit> bounds) {
    Map<String, Fraction> fixed = new LinkedHashMap<>();
    Map<String, Fraction> free = new LinkedHashMap<>(weights);
    while (!free.isEmpty()) {
      Fraction left =
          Fraction.of(units).minus(fixed.values().stream().reduce(Fraction.ZERO, Fraction::plus));
      Fraction total = ReferenceApportionment.total(free);
      Map<String, Fraction> clamped = new LinkedHashMap<>();
      Map<String, Integer> side = new LinkedHashMap<>();
      Fraction passed = Fraction.ZERO;
      for (Map.Entry<String, Fraction> key : free.entrySet()) {
        Fraction share = left.times(key.getValue()).over(total);
        Fraction within = clamp(share, bounds.get(key.getKey()));
        clamped.put(key.getKey(), within);
        side.put(key.getKey(), within.compareTo(share));
        passed = passed.plus(within.minus(share));
      }
      int worse = passed.signum();
      clamped.keySet().removeIf(key -> worse != 0 && side.get(key) != worse);
      fixed.putAll(clamped);
      free.keySet().removeAll(clamped.keySet());
    }
    Fraction sum = fixed.values().stream().reduce(Fraction.ZERO, Fraction::plus);
    if (!sum.equals(Fraction.of(units))) {
      throw new ReferenceFailure("bounds allow " + sum + " and not " + units);
    }
    return fixed;
  }

  private static Fraction clamp(Fraction share, Limit limit) {
    Fraction within = share;
    Optional<Fraction> cap = limit.max().map(Fraction::of);
    if (cap.isPresent() && within.compareTo(cap.get()) > 0) {
      within = cap.get();
    }
    Fraction least = Fraction.of(limit.min());
    return within.compareTo(least) < 0 ? least : within;
  }
}
