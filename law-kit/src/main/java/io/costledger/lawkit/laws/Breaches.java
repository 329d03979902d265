package io.costledger.lawkit.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects how one case breaks a law. */
final class Breaches {
  private final List<String> found = new ArrayList<>();

  List<String> found() {
    return List.copyOf(found);
  }

  void add(String breach) {
    found.add(breach);
  }

  void requireEqual(String what, Object is, Object mustBe) {
    if (!Objects.equals(is, mustBe)) {
      add(what + ": " + is + " (must be " + mustBe + ")");
    }
  }

  /** Returns whether there is nothing to compare, since a run was refused; one alone is a breach. */
  boolean sameRefusal(Outcome one, Outcome other) {
    return sameRefusal(one.offences(), other.offences());
  }

  /** The same of the offences of two runs. */
  boolean sameRefusal(List<String> one, List<String> other) {
    if (one.isEmpty() != other.isEmpty()) {
      add("one run is refused and the other is not: " + (one.isEmpty() ? other : one));
    }
    return !one.isEmpty() || !other.isEmpty();
  }

  /** Requires that two runs of the same cost and use book the same. */
  void requireSame(String what, Outcome is, Outcome mustBe) {
    if (!sameRefusal(is, mustBe)) {
      requireEqual(what, is.booked(), mustBe.booked());
    }
  }
}
