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

/**
 * The records that count, pool by pool. All are put in order once, by the number that the batch gave
 * their platform and charge period, so that a pool's records are found without the others.
 */
final class UsagePools {
  private final UsageBatch usage;
  private final UsagePlaces places;

  /** By pair: where its records start; after the last pair, how many there are. */
  private final int[] starts;

  private final int[] records;
  private final Map<Key, List<Integer>> pairs = new HashMap<>();

  /** The consumers in the order of accounts, and by a consumer's number its place there. */
  private final List<Account> consumers;

  private final int[] ranks;

  /** A platform's use in a grain period. */
  record Key(Period period, String platform) {}

  UsagePools(Inspection inspection) {
    this.usage = inspection.run().usageParts();
    this.places = inspection.usagePlaces();
    this.starts = new int[usage.pairCount() + 1];
    this.records = new int[usage.size()];
    sortRecords();
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

  /** Counts the records of each pair, then puts each record behind those of its pair before it. */
  private void sortRecords() {
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

  /** Takes the records that count for a pool. */
  void each(Key pool, IntConsumer taken) {
    for (int pair : pairs.getOrDefault(pool, List.of())) {
      UsagePlaces.Place place = places.ofPair(pair);
      for (int at = starts[pair]; at < starts[pair + 1]; at++) {
        int record = records[at];
        if (place.counts(usage.consumerNumber(record), usage.unitNumber(record))) {
          taken.accept(record);
        }
      }
    }
  }

  /** The pools that somebody used, in a unit that counts. */
  Set<Key> used() {
    Set<Key> used = new HashSet<>();
    pairs.forEach((pool, ofPool) -> {
      if (ofPool.stream().anyMatch(this::isUsed)) {
        used.add(pool);
      }
    });
    return used;
  }

  private boolean isUsed(int pair) {
    UsagePlaces.Place place = places.ofPair(pair);
    return IntStream.range(starts[pair], starts[pair + 1])
        .map(at -> records[at])
        .anyMatch(i -> place.counts(usage.consumerNumber(i), usage.unitNumber(i)));
  }
}
