package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The records that count, pool by pool, and the consumers of all in the order of accounts. */
final class UsagePools {
  private final UsageBatch usage;
  private final UsagePlaces places;
  private final Map<Key, List<Integer>> pairs = new HashMap<>();
  private final Once<Sorted> sorted;

  /** The consumers in the order of accounts, and by a consumer's number its place there. */
  private final List<Account> consumers;

  private final int[] ranks;

  /** A platform's use in a grain period. */
  record Key(Period period, String platform) {}

  UsagePools(Inspection inspection) {
    this.usage = inspection.run().usageParts();
    this.places = inspection.usagePlaces();
    this.sorted = new Once<>(() -> new Sorted(usage));
    for (int pair = 0; pair < usage.pairCount(); pair++) {
      UsagePlaces.Place place = places.ofPair(pair);
      if (place.terms().isPresent()) {
        Key key =
            new Key(place.policy().orElseThrow().period(), place.terms().get().platform());
        pairs.computeIfAbsent(key, k -> new ArrayList<>()).add(pair);
      }
    }
    List<Integer> numbers = IntStream.range(0, usage.consumers().size())
        .boxed()
        .sorted((a, b) -> usage.consumers().get(a).compareTo(usage.consumers().get(b)))
        .toList();
    this.consumers = numbers.stream().map(usage.consumers()::get).toList();
    this.ranks = new int[numbers.size()];
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[numbers.get(rank)] = rank;
    }
  }

  /**
   * The records by pair of platform and charge period: put in order once, so that a pool's are found
   * without the others.
   */
  private static final class Sorted {
    /** By pair where its records start; after the last pair, how many there are. */
    private final int[] starts;

    private final int[] records;

    /** Counts the records of each pair, then puts each behind those of its pair before it. */
    Sorted(UsageBatch usage) {
      starts = new int[usage.pairCount() + 1];
      records = new int[usage.size()];
      for (int i = 0; i < usage.size(); i++) {
        starts[usage.pairNumber(i) + 1]++;
      }
      for (int pair = 0; pair < usage.pairCount(); pair++) {
        starts[pair + 1] += starts[pair];
      }
      int[] next = starts.clone();
      for (int i = 0; i < usage.size(); i++) {
        records[next[usage.pairNumber(i)]++] = i;
      }
    }
  }

  UsageBatch usage() {
    return usage;
  }

  /** The consumers of all records, in the order of accounts. */
  List<Account> consumers() {
    return consumers;
  }

  /** The place of a record's consumer among {@link #consumers}. */
  int rank(int record) {
    return ranks[usage.consumerNumber(record)];
  }

  /** The pools that the policy has a platform for, with their pairs of platform and charge period. */
  Map<Key, List<Integer>> pairs() {
    return pairs;
  }

  /** What is the same for all records of a pair. */
  UsagePlaces.Place place(int pair) {
    return places.ofPair(pair);
  }

  /** Whether a record counts for a pool. */
  boolean counts(int record) {
    return places
        .ofPair(usage.pairNumber(record))
        .counts(usage.consumerNumber(record), usage.unitNumber(record));
  }

  /** Takes the records that count for a pool. */
  void each(Key pool, IntConsumer taken) {
    Sorted inOrder = sorted.get();
    for (int pair : pairs.getOrDefault(pool, List.of())) {
      for (int at = inOrder.starts[pair]; at < inOrder.starts[pair + 1]; at++) {
        if (counts(inOrder.records[at])) {
          taken.accept(inOrder.records[at]);
        }
      }
    }
  }

  /** The pools that somebody used, in a unit that counts. */
  Set<Key> used() {
    boolean[] isUsed = new boolean[usage.pairCount()];
    for (int i = 0; i < usage.size(); i++) {
      int pair = usage.pairNumber(i);
      isUsed[pair] = isUsed[pair] || counts(i);
    }
    Set<Key> used = new HashSet<>();
    pairs.forEach((pool, ofPool) -> {
      if (ofPool.stream().anyMatch(pair -> isUsed[pair])) {
        used.add(pool);
      }
    });
    return used;
  }
}
