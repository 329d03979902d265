package io.costledger.core.received;

import io.costledger.core.Invalid;
import io.costledger.core.account.CodePoints;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Deliveries of one kind with their records: a set, so that neither order nor repetition of arrivals
 * shows (SPEC 10.4).
 *
 * @param <T> what a delivery brings
 */
final class Shelf<T> {
  private final BiPredicate<T, T> sameRecords;
  private final NavigableMap<Key, Held<T>> held;

  private Shelf(BiPredicate<T, T> sameRecords, NavigableMap<Key, Held<T>> held) {
    this.sameRecords = sameRecords;
    this.held = held;
  }

  /** A delivery and what it brought. */
  record Held<T>(Delivery delivery, T records) {}

  /** Ids are unique in their source. */
  private record Key(String source, String id) implements Comparable<Key> {
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::source, CodePoints.ORDER)
        .thenComparing(Key::id, CodePoints.ORDER);

    static Key of(Delivery delivery) {
      return new Key(delivery.source(), delivery.id());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  static <T> Shelf<T> empty(BiPredicate<T, T> sameRecords) {
    return new Shelf<>(sameRecords, new TreeMap<>());
  }

  Shelf<T> with(Delivery delivery, T records, List<String> offences) {
    return with(List.of(new Held<>(delivery, records)), offences);
  }

  Shelf<T> merge(Shelf<T> other, List<String> offences) {
    return with(other.held.values(), offences);
  }

  private Shelf<T> with(Collection<Held<T>> arrivals, List<String> offences) {
    NavigableMap<Key, Held<T>> all = new TreeMap<>(held);
    for (Held<T> arrival : arrivals) {
      all.merge(Key.of(arrival.delivery()), arrival, (one, other) -> same(one, other, offences));
    }
    return new Shelf<>(sameRecords, all);
  }

  /** One of two arrivals of an id, with the earlier receipt: that they are the same is checked. */
  private Held<T> same(Held<T> one, Held<T> other, List<String> offences) {
    Delivery earlier = earlier(one.delivery(), other.delivery());
    String id = "'" + earlier.id() + "' of '" + earlier.source() + "'";
    String digest = one.delivery().sha256();
    if (!digest.equals(other.delivery().sha256())) {
      List<String> digests =
          Stream.of(digest, other.delivery().sha256()).sorted().toList();
      offences.add(Invalid.message(
          "delivery",
          id,
          "an id has one content, and came with the digests " + String.join(" and ", digests)));
    } else if (!received(one.delivery(), Optional.empty())
            .equals(received(other.delivery(), Optional.empty()))
        || (one.records() != other.records()
            && !sameRecords.test(one.records(), other.records()))) {
      offences.add(Invalid.message(
          "delivery",
          id,
          "came twice with the digest "
              + digest
              + ", but not with the same mode, period, issuedAt and records"));
    }
    return new Held<>(earlier, one.records());
  }

  private static Delivery earlier(Delivery one, Delivery other) {
    Optional<Instant> first = Stream.of(one, other)
        .flatMap(delivery -> delivery.receivedAt().stream())
        .min(Comparator.naturalOrder());
    return received(one, first);
  }

  private static Delivery received(Delivery delivery, Optional<Instant> at) {
    return Delivery.builder().copyOf(delivery).receivedAt(at).build();
  }

  Stream<Delivery> deliveries() {
    return held.values().stream().map(Held::delivery);
  }

  /**
   * What holds in a period, by source and id: all of some sources that reaches into it, without what
   * a later delivery replaces.
   */
  List<Held<T>> inEffect(Period period, Predicate<String> sources, List<String> offences) {
    List<Held<T>> inEffect = new ArrayList<>();
    Map<String, List<Held<T>>> bySource = new TreeMap<>(CodePoints.ORDER);
    held.forEach((key, arrival) -> {
      if (sources.test(key.source()) && reachesInto(arrival.delivery(), Optional.of(period))) {
        bySource.computeIfAbsent(key.source(), source -> new ArrayList<>()).add(arrival);
      }
    });
    for (List<Held<T>> near : bySource.values()) {
      List<Held<T>> left = near.stream()
          .filter(
              old -> near.stream().noneMatch(later -> replaces(later.delivery(), old.delivery())))
          .toList();
      for (int i = 0; i < left.size(); i++) {
        for (int j = i + 1; j < left.size(); j++) {
          requireApart(left.get(i).delivery(), left.get(j).delivery(), offences);
        }
      }
      inEffect.addAll(left);
    }
    return inEffect;
  }

  private static void requireApart(Delivery one, Delivery other, List<String> offences) {
    boolean bothReplace = isReplace(one) && isReplace(other);
    boolean replacesPart =
        (isReplace(one) && isLater(one, other)) || (isReplace(other) && isLater(other, one));
    if (reachesInto(one, other.covers()) && (bothReplace || replacesPart)) {
      offences.add(Invalid.message(
          "deliveries of '" + one.source() + "'",
          "'" + one.id() + "' and '" + other.id() + "'",
          "they cover " + covered(one) + " and " + covered(other)
              + "; the one issued later must cover the other's whole period"));
    }
  }

  private static String covered(Delivery delivery) {
    return delivery.covers().map(Period::toString).orElse("all time");
  }

  private static boolean isReplace(Delivery delivery) {
    return delivery.mode() == Delivery.Mode.REPLACE;
  }

  private static boolean replaces(Delivery later, Delivery old) {
    boolean coversAll = later.covers().isEmpty()
        || old.covers().filter(later.covers().get()::contains).isPresent();
    return isReplace(later) && isLater(later, old) && coversAll;
  }

  private static boolean isLater(Delivery one, Delivery other) {
    return one.issuedAt().orElse(Instant.MIN).isAfter(other.issuedAt().orElse(Instant.MIN));
  }

  private static boolean reachesInto(Delivery delivery, Optional<Period> period) {
    return delivery.covers().isEmpty()
        || period.isEmpty()
        || delivery.covers().get().overlaps(period.get());
  }

  /** The digest identifies the records. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Shelf<?> shelf
        && deliveries().toList().equals(shelf.deliveries().toList());
  }

  @Override
  public int hashCode() {
    return deliveries().toList().hashCode();
  }
}
