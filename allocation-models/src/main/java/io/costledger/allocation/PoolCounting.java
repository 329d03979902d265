package io.costledger.allocation;

import io.costledger.allocation.batch.Pool;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.usage.QuantitySum;
import io.costledger.core.usage.UsageBatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Sums the usage of one pool, and says of each of its records what became of it. */
final class PoolCounting {
  private final UsageBatch parts;
  private final UsagePlacement[] placements;
  private final Pool pool;
  private final PeriodPolicy in;
  private final PeriodPolicy.Terms terms;
  private final Account[] inOrder;
  private final UnitOrder units;

  private final UnitsRead read;

  private final PoolUsage.Builder sums;
  private final BitSet deliveries = new BitSet();
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param placements takes what became of the pool's records, if they don't count
   * @param inOrder the consumers by rank
   */
  PoolCounting(
      UsageBatch parts,
      UsagePlacement[] placements,
      Pool pool,
      PeriodPolicy in,
      PeriodPolicy.Terms terms,
      Account[] inOrder,
      UnitOrder units) {
    this.parts = parts;
    this.placements = placements;
    this.pool = pool;
    this.in = in;
    this.terms = terms;
    this.inOrder = inOrder;
    this.units = units;
    this.sums = PoolUsage.builder(pool.platform(), pool.period());
    this.read = terms.model().map(AllocationModel::units).orElse(UnitsRead.every());
  }

  void count(PoolRecords.Pool records) {
    int n = records.size();
    for (int k = 0; k < n; ) {
      int rank = records.consumer(k);
      Account consumer = inOrder[rank];
      boolean isSelf = consumer.equals(terms.account());
      boolean isKnown = isSelf || in.knows(consumer);
      while (k < n && records.consumer(k) == rank) {
        int unit = records.unit(k);
        int next = k + 1;
        while (next < n && records.unit(next) == unit && records.consumer(next) == rank) {
          next++;
        }
        if (isSelf) {
          place(UsagePlacement.SELF_USE, records, k, next);
        } else if (read.reads(units.unit(unit))) {
          count(consumer, units.unit(unit), records, k, next);
          if (!isKnown) {
            report(FaultReason.UNKNOWN_CONSUMER, records, k, next);
          }
        } else {
          place(UsagePlacement.UNKNOWN_UNIT, records, k, next);
          report(FaultReason.UNKNOWN_UNIT, records, k, next);
        }
        k = next;
      }
    }
  }

  private void count(Account consumer, String unit, PoolRecords.Pool records, int from, int to) {
    QuantitySum sum = new QuantitySum();
    boolean isOneDelivery = parts.deliveries().size() == 1;
    for (int k = from; k < to; k++) {
      records.addTo(sum, k);
      deliveries.set(isOneDelivery ? 0 : parts.deliveryNumber(records.record(k)));
    }
    sums.add(consumer, unit, sum.total().stripTrailingZeros());
  }

  private void place(UsagePlacement placement, PoolRecords.Pool records, int from, int to) {
    for (int k = from; k < to; k++) {
      placements[records.record(k)] = placement;
    }
  }

  private void report(FaultReason reason, PoolRecords.Pool records, int from, int to) {
    for (int k = from; k < to; k++) {
      faults.add(Faults.usageRecord(
          parts, records.record(k), pool.period(), reason, Faults.platformOwner(terms)));
    }
  }

  /** The sums, without trailing zeros; direct costs are still to be said. */
  PoolUsage.Builder sums() {
    return sums;
  }

  /** The deliveries that contributed. */
  NavigableSet<String> deliveries() {
    NavigableSet<String> ids = new TreeSet<>(CodePoints.ORDER);
    deliveries.stream().forEach(number -> ids.add(parts.deliveries().get(number)));
    return ids;
  }

  List<Fault> faults() {
    return faults;
  }
}
