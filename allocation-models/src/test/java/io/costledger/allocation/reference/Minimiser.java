package io.costledger.allocation.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Leaves out of a failing scenario whatever can be left out so that it still fails. */
public final class Minimiser {
  private Minimiser() {}

  /** A scenario without a part that could be left out alone. */
  public static ReferenceScenario smallest(
      ReferenceScenario failing, Predicate<ReferenceScenario> fails) {
    ReferenceScenario at = failing;
    int before;
    do {
      before = size(at);
      at = without(at, at.bill(), (s, rows) -> s.withRows(rows, s.usage()), fails);
      at = without(at, at.usage(), (s, uses) -> s.withRows(s.bill(), uses), fails);
      at = without(at, at.platforms(), ReferenceScenario::withPlatforms, fails);
    } while (size(at) < before);
    return at;
  }

  private static int size(ReferenceScenario scenario) {
    return scenario.bill().size()
        + scenario.usage().size()
        + scenario.platforms().size();
  }

  private static <T> ReferenceScenario without(
      ReferenceScenario failing,
      List<T> parts,
      BiFunction<ReferenceScenario, List<T>, ReferenceScenario> with,
      Predicate<ReferenceScenario> fails) {
    ReferenceScenario smallest = failing;
    List<T> kept = new ArrayList<>(parts);
    for (T part : parts) {
      List<T> fewer = new ArrayList<>(kept);
      fewer.remove(part);
      ReferenceScenario candidate = with.apply(smallest, fewer);
      if (fails.test(candidate)) {
        smallest = candidate;
        kept = fewer;
      }
    }
    return smallest;
  }
}
