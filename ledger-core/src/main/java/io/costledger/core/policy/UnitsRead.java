package io.costledger.core.policy;

import java.util.Set;

/**
 * Which units an allocation model reads. Usage in another unit weighs nothing and is the fault
 * {@code UNKNOWN_UNIT} (SPEC 4.4).
 *
 * @param all whether it reads whatever unit comes
 * @param named the units, if not all
 */
public record UnitsRead(boolean all, Set<String> named) {
  /** Copies the names. */
  public UnitsRead {
    named = Set.copyOf(named);
  }

  /**
   * Returns every unit.
   *
   * @return reads whatever comes
   */
  public static UnitsRead every() {
    return new UnitsRead(true, Set.of());
  }

  /**
   * Returns given units only.
   *
   * @param units the units; none: no usage is read
   * @return reads these
   */
  public static UnitsRead only(Set<String> units) {
    return new UnitsRead(false, units);
  }

  /**
   * Returns whether a unit is read.
   *
   * @param unit the unit
   * @return true if its quantity may weigh
   */
  public boolean reads(String unit) {
    return all || named.contains(unit);
  }
}
