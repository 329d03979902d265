package io.costledger.core.time;

import io.costledger.core.Invalid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * An effective-dated value: versions over [from, to), either end may be open (SPEC 10.6). Versions
 * that overlap or leave a gap between them are an error.
 *
 * <p>Example: {@code Dated.always("infra").over(september)} is {@code "infra"}.
 *
 * @param <T> the type of the value
 */
public final class Dated<T> {
  private final ImmutableList<Version<T>> versions;

  private Dated(List<Version<T>> versions) {
    this.versions = Lists.immutable.ofAll(versions);
  }

  /**
   * One version of a value.
   *
   * @param from the first instant at which it holds; empty: since ever
   * @param to the first instant at which it no longer holds; empty: open
   * @param value the value
   * @param <T> its type
   */
  public record Version<T>(Optional<Instant> from, Optional<Instant> to, T value) {
    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the end is not after the start
     */
    public Version {
      if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
        throw Invalid.argument(
            "effective dates", from.get() + "/" + to.get(), "must end after they start");
      }
    }

    private Instant start() {
      return from.orElse(Instant.MIN);
    }

    private Instant end() {
      return to.orElse(Instant.MAX);
    }
  }

  /**
   * Returns a value that never changes.
   *
   * @param value the value
   * @param <T> its type
   * @return the one version, open at both ends
   */
  public static <T> Dated<T> always(T value) {
    return new Dated<>(List.of(new Version<>(Optional.empty(), Optional.empty(), value)));
  }

  /**
   * Returns a value of several versions.
   *
   * @param versions at least one, in any order
   * @param <T> the value's type
   * @return the dated value
   * @throws IllegalArgumentException if there is none, or two overlap, or there is a gap between
   */
  public static <T> Dated<T> of(List<Version<T>> versions) {
    if (versions.isEmpty()) {
      throw Invalid.argument("effective dates", "[]", "must have a version");
    }
    List<Version<T>> sorted = new ArrayList<>(versions);
    sorted.sort(Comparator.comparing(Version::start));
    for (int i = 1; i < sorted.size(); i++) {
      int order = sorted.get(i - 1).end().compareTo(sorted.get(i).start());
      if (order != 0) {
        throw Invalid.argument(
            "effective dates",
            text(sorted.get(i - 1).to()) + " and " + text(sorted.get(i).from()),
            order > 0 ? "versions must not overlap" : "versions must leave no gap");
      }
    }
    return new Dated<>(sorted);
  }

  /**
   * Returns the versions, ascending.
   *
   * @return at least one
   */
  public ImmutableList<Version<T>> versions() {
    return versions;
  }

  /**
   * Returns the value that holds at an instant.
   *
   * @param instant the instant
   * @return the value, or empty before the first or after the last version
   */
  public Optional<T> at(Instant instant) {
    for (Version<T> version : versions) {
      if (!instant.isBefore(version.start()) && instant.isBefore(version.end())) {
        return Optional.of(version.value());
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the value that holds through a whole period.
   *
   * @param period the period
   * @return the one value
   * @throws IllegalArgumentException if the value changes inside the period, or does not hold
   *     through it
   */
  public T over(Period period) {
    for (Version<T> version : versions) {
      if (!period.start().isBefore(version.start()) && !period.end().isAfter(version.end())) {
        return version.value();
      }
    }
    boolean covered = !period.start().isBefore(versions.getFirst().start())
        && !period.end().isAfter(versions.getLast().end());
    throw Invalid.argument(
        "effective dates",
        period,
        covered ? "must not change inside a grain period" : "must cover the whole grain");
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("open");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dated<?> dated && versions.equals(dated.versions);
  }

  @Override
  public int hashCode() {
    return versions.hashCode();
  }

  @Override
  public String toString() {
    return versions.size() == 1
            && versions.getFirst().from().isEmpty()
            && versions.getFirst().to().isEmpty()
        ? String.valueOf(versions.getFirst().value())
        : versions.toString();
  }
}
