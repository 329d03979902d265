package io.costledger.invariants;

import java.util.Optional;
import java.util.function.Supplier;

/** Something that is found when it is first asked for, on whichever thread asks; others wait. */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> find;
  private volatile Optional<T> found = Optional.empty();

  Once(Supplier<T> find) {
    this.find = find;
  }

  @Override
  public T get() {
    Optional<T> known = found;
    if (known.isEmpty()) {
      synchronized (this) {
        known = found;
        if (known.isEmpty()) {
          known = Optional.of(find.get());
          found = known;
        }
      }
    }
    return known.get();
  }
}
