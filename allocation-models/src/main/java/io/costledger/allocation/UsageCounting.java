package io.costledger.allocation;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.QuantitySum;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.collections.api.factory.primitive.IntObjectMaps;
import org.eclipse.collections.api.factory.primitive.LongIntMaps;
import org.eclipse.collections.api.factory.primitive.LongObjectMaps;
import org.eclipse.collections.api.map.primitive.MutableIntObjectMap;
import org.eclipse.collections.api.map.primitive.MutableLongIntMap;
import org.eclipse.collections.api.map.primitive.MutableLongObjectMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums usage per grain period, platform, consumer and unit, and says of each record what became of
 * it (SPEC 4.3, 4.4, 5.3, section 6). Where several faults apply, the first of: period, platform,
 * unit, consumer. Second step of a run.
 *
 * <p>What a record's platform, unit, period and consumer say of it is found out once for all that
 * share the four, by the numbers that the batch gave them; so a record costs three look-ups and an
 * addition.
 */
final class UsageCounting {
  private final ResolvedPolicy policy;
  private final UsageBatch parts;
  private final List<UsagePlacement> placements;
  private final List<Fault> faults = new ArrayList<>();
  private final MutableLongIntMap pairs = LongIntMaps.mutable.empty();
  private final MutableLongObjectMap<Route> routes = LongObjectMaps.mutable.empty();

  /** The records of one platform, unit and charge period. */
  private static final class Route {
    private final MutableIntObjectMap<Cell> cells = IntObjectMaps.mutable.empty();
  }

  /** Those of them of one consumer, and what becomes of each. */
  private record Cell(
      UsagePlacement placement,
      Optional<FaultReason> fault,
      Responsible owner,
      Period period,
      UsageSummary.Key key,
      QuantitySum sum,
      MutableIntObjectMap<String> deliveries) {}

  private UsageCounting(ResolvedPolicy policy, UsageBatch parts) {
    this.policy = policy;
    this.parts = parts;
    this.placements = new ArrayList<>(parts.size());
  }

  static UsageCounting of(ResolvedPolicy policy, UsageBatch usage) {
    UsageBatch parts = UsageParts.of(policy.declared(), usage);
    UsageCounting counting = new UsageCounting(policy, parts);
    for (int i = 0; i < parts.size(); i++) {
      counting.placements.add(counting.count(i));
    }
    return counting;
  }

  /** The records, cut where the policy prorates them; what is counted. */
  UsageBatch parts() {
    return parts;
  }

  UsageSummary summary() {
    UsageSummary.Builder summary = UsageSummary.builder();
    for (Route route : routes) {
      for (Cell cell : route.cells) {
        if (cell.placement() == UsagePlacement.COUNTED) {
          summary.add(cell.key(), cell.sum().total());
          cell.deliveries().forEach(id -> summary.delivery(cell.key().pool(), id));
        }
      }
    }
    return summary.build();
  }

  /** In the order of {@link #parts}. */
  List<UsagePlacement> placements() {
    return placements;
  }

  List<Fault> faults() {
    return faults;
  }

  private UsagePlacement count(int i) {
    Cell cell = cell(i);
    if (cell.fault().isPresent()) {
      faults.add(Faults.usageRecord(parts, i, cell.period(), cell.fault().get(), cell.owner()));
    }
    if (cell.placement() == UsagePlacement.COUNTED) {
      cell.sum().add(parts, i);
      if (!cell.deliveries().containsKey(parts.deliveryNumber(i))) {
        cell.deliveries().put(parts.deliveryNumber(i), parts.delivery(i));
      }
    }
    return cell.placement();
  }

  private Cell cell(int i) {
    long pair = both(parts.platformNumber(i), parts.unitNumber(i));
    int pairNumber = pairs.getIfAbsentPut(pair, pairs.size());
    long at = both(pairNumber, parts.chargePeriodNumber(i));
    Route route = routes.get(at);
    if (route == null) {
      route = new Route();
      routes.put(at, route);
    }
    Cell cell = route.cells.get(parts.consumerNumber(i));
    if (cell == null) {
      cell = decide(i);
      route.cells.put(parts.consumerNumber(i), cell);
    }
    return cell;
  }

  private static long both(int high, int low) {
    return (long) high << Integer.SIZE | low;
  }

  /** What becomes of every record with the platform, unit, period and consumer of this one. */
  private Cell decide(int i) {
    String platform = parts.platform(i);
    Period own = parts.chargePeriod(i);
    OptionalInt index = policy.declared().grain().indexContaining(own);
    Responsible feed = new Responsible(Responsible.Role.USAGE_FEED, platform);
    if (index.isEmpty()) {
      return cell(i, UsagePlacement.PERIOD_MISMATCH, FaultReason.PERIOD_MISMATCH, feed, own);
    }
    PeriodPolicy inPeriod = policy.periods().get(index.getAsInt());
    Period period = inPeriod.period();
    PeriodPolicy.Terms terms = inPeriod.platforms().get(platform);
    if (terms == null) {
      return cell(i, UsagePlacement.UNKNOWN_PLATFORM, FaultReason.UNKNOWN_PLATFORM, feed, period);
    }
    Account consumer = parts.consumer(i);
    if (consumer.equals(terms.account())) {
      return cell(i, UsagePlacement.SELF_USE, null, feed, period);
    }
    Responsible owner = Faults.platformOwner(terms);
    if (terms.model().isPresent() && !terms.model().get().units().reads(parts.unit(i))) {
      return cell(i, UsagePlacement.UNKNOWN_UNIT, FaultReason.UNKNOWN_UNIT, owner, period);
    }
    FaultReason unknown = inPeriod.knows(consumer) ? null : FaultReason.UNKNOWN_CONSUMER;
    return cell(i, UsagePlacement.COUNTED, unknown, owner, period);
  }

  private Cell cell(
      int i,
      UsagePlacement placement,
      @Nullable FaultReason fault,
      Responsible owner,
      Period period) {
    UsageSummary.Pool pool = new UsageSummary.Pool(period, parts.platform(i));
    return new Cell(
        placement,
        Optional.ofNullable(fault),
        owner,
        period,
        new UsageSummary.Key(pool, parts.consumer(i), parts.unit(i)),
        new QuantitySum(),
        IntObjectMaps.mutable.empty());
  }
}
