package io.costledger.allocation;

import io.costledger.allocation.batch.Pool;
import io.costledger.core.account.CodePoints;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.QuantitySums;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.collections.api.factory.primitive.IntIntMaps;
import org.eclipse.collections.api.factory.primitive.IntSets;
import org.eclipse.collections.api.factory.primitive.LongObjectMaps;
import org.eclipse.collections.api.map.primitive.MutableIntIntMap;
import org.eclipse.collections.api.map.primitive.MutableLongObjectMap;
import org.eclipse.collections.api.set.primitive.MutableIntSet;

/**
 * Sums usage per grain period, platform, consumer and unit, and says of each record what became of
 * it (SPEC 4.3, 4.4, 5.3, section 6). Where several faults apply, the first of: period, platform,
 * unit, consumer. Second step of a run.
 *
 * <p>What a record's platform, unit and period say of it is found out once for all that share the
 * three, by the numbers that the batch gave them. Records are taken platform by platform and period
 * by period, so that what one of these needs is near in memory.
 */
final class UsageCounting {
  private final ResolvedPolicy policy;
  private final UsageBatch parts;
  private final QuantitySums sums;
  private final UsagePlacement[] placements;
  private final List<Fault> faults = new ArrayList<>();
  private final MutableLongObjectMap<Route> routes = LongObjectMaps.mutable.empty();
  private final Map<Pool, NavigableMap<String, Used>> byPool = new HashMap<>();

  /** By the consumer's number: 1 for one that a period knows, -1 for another, 0 if not asked. */
  private final IdentityHashMap<PeriodPolicy, byte[]> known = new IdentityHashMap<>();

  /**
   * What becomes of the records of one platform, unit and charge period.
   *
   * @param selfNumber the platform's own number among consumers, or -1
   */
  private record Route(
      UsagePlacement placement,
      Optional<FaultReason> fault,
      Responsible owner,
      Period period,
      Optional<PeriodPolicy> policy,
      int selfNumber,
      Used used) {}

  /** What counts in one unit of a pool, by the consumer's number. */
  private static final class Used {
    private final MutableIntIntMap cells = IntIntMaps.mutable.empty();
    private final MutableIntSet unknown = IntSets.mutable.empty();
    private final MutableIntSet deliveries = IntSets.mutable.empty();
  }

  private UsageCounting(ResolvedPolicy policy, UsageBatch parts) {
    this.policy = policy;
    this.parts = parts;
    this.sums = new QuantitySums(parts);
    this.placements = new UsagePlacement[parts.size()];
  }

  static UsageCounting of(ResolvedPolicy policy, UsageBatch usage) {
    UsageBatch parts = UsageParts.of(policy.declared(), usage);
    UsageCounting counting = new UsageCounting(policy, parts);
    for (int i : byPair(parts)) {
      counting.placements[i] = counting.count(i);
    }
    return counting;
  }

  /** The records, those of a platform and charge period side by side. */
  private static int[] byPair(UsageBatch parts) {
    int[] places = new int[parts.pairCount() + 1];
    for (int i = 0; i < parts.size(); i++) {
      places[parts.pairNumber(i) + 1]++;
    }
    for (int pair = 1; pair < places.length; pair++) {
      places[pair] += places[pair - 1];
    }
    int[] order = new int[parts.size()];
    for (int i = 0; i < order.length; i++) {
      order[places[parts.pairNumber(i)]++] = i;
    }
    return order;
  }

  /** The records, cut where the policy prorates them; what is counted. */
  UsageBatch parts() {
    return parts;
  }

  /** Takes what a consumer, by its number in the batch, used in a unit. */
  @FunctionalInterface
  interface Taker {
    void take(int consumerNumber, String unit, BigDecimal sum);
  }

  /** Hands out the sums of a pool, by unit; without trailing zeros. */
  void each(Pool pool, Taker taker) {
    byPool
        .getOrDefault(pool, Collections.emptyNavigableMap())
        .forEach((unit, used) -> used.cells.forEachKeyValue(
            (consumer, cell) -> taker.take(consumer, unit, sums.sum(cell).stripTrailingZeros())));
  }

  /** The deliveries that contributed to a pool. */
  NavigableSet<String> deliveries(Pool pool) {
    NavigableSet<String> ids = new TreeSet<>(CodePoints.ORDER);
    byPool
        .getOrDefault(pool, Collections.emptyNavigableMap())
        .values()
        .forEach(
            used -> used.deliveries.forEach(number -> ids.add(parts.deliveries().get(number))));
    return ids;
  }

  /** In the order of {@link #parts}. */
  List<UsagePlacement> placements() {
    return Arrays.asList(placements);
  }

  List<Fault> faults() {
    return faults;
  }

  private UsagePlacement count(int i) {
    Route route = route(i);
    int consumer = parts.consumerNumber(i);
    if (consumer == route.selfNumber()) {
      return UsagePlacement.SELF_USE;
    }
    if (route.fault().isPresent()) {
      report(i, route, route.fault().get());
    }
    if (route.placement() == UsagePlacement.COUNTED) {
      add(i, route, consumer);
    }
    return route.placement();
  }

  private void add(int i, Route route, int consumer) {
    Used used = route.used();
    int cell = used.cells.getIfAbsent(consumer, -1);
    if (cell < 0) {
      cell = sums.next();
      used.cells.put(consumer, cell);
      if (!knows(route.policy().orElseThrow(), consumer)) {
        used.unknown.add(consumer);
      }
    }
    if (used.unknown.notEmpty() && used.unknown.contains(consumer)) {
      report(i, route, FaultReason.UNKNOWN_CONSUMER);
    }
    sums.add(cell, i);
    used.deliveries.add(parts.deliveryNumber(i));
  }

  private boolean knows(PeriodPolicy in, int consumer) {
    byte[] answers = known.computeIfAbsent(in, p -> new byte[parts.consumers().size()]);
    if (answers[consumer] == 0) {
      answers[consumer] = (byte) (in.knows(parts.consumers().get(consumer)) ? 1 : -1);
    }
    return answers[consumer] > 0;
  }

  private void report(int i, Route route, FaultReason reason) {
    faults.add(Faults.usageRecord(parts, i, route.period(), reason, route.owner()));
  }

  private Route route(int i) {
    long at = (long) parts.pairNumber(i) << Integer.SIZE | parts.unitNumber(i);
    Route route = routes.get(at);
    if (route == null) {
      route = decide(i);
      routes.put(at, route);
    }
    return route;
  }

  /** What becomes of every record with the platform, unit and period of this one. */
  private Route decide(int i) {
    String platform = parts.platform(i);
    Period own = parts.chargePeriod(i);
    OptionalInt index = policy.declared().grain().indexContaining(own);
    Responsible feed = new Responsible(Responsible.Role.USAGE_FEED, platform);
    if (index.isEmpty()) {
      return route(UsagePlacement.PERIOD_MISMATCH, FaultReason.PERIOD_MISMATCH, feed, own);
    }
    PeriodPolicy in = policy.periods().get(index.getAsInt());
    PeriodPolicy.Terms terms = in.platforms().get(platform);
    if (terms == null) {
      return route(
          UsagePlacement.UNKNOWN_PLATFORM, FaultReason.UNKNOWN_PLATFORM, feed, in.period());
    }
    int self = parts.consumers().indexOf(terms.account());
    Responsible owner = Faults.platformOwner(terms);
    if (terms.model().isPresent() && !terms.model().get().units().reads(parts.unit(i))) {
      return new Route(
          UsagePlacement.UNKNOWN_UNIT,
          Optional.of(FaultReason.UNKNOWN_UNIT),
          owner,
          in.period(),
          Optional.of(in),
          self,
          new Used());
    }
    Used used = byPool
        .computeIfAbsent(new Pool(in.period(), platform), pool -> new TreeMap<>(CodePoints.ORDER))
        .computeIfAbsent(parts.unit(i), unit -> new Used());
    return new Route(
        UsagePlacement.COUNTED, Optional.empty(), owner, in.period(), Optional.of(in), self, used);
  }

  private static Route route(
      UsagePlacement placement, FaultReason fault, Responsible feed, Period period) {
    return new Route(placement, Optional.of(fault), feed, period, Optional.empty(), -1, new Used());
  }
}
