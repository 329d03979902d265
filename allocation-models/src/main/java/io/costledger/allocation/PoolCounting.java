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
import java.util.Arrays;
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

  /** The records of one consumer: the unit's rank above the record's index. */
  private long[] byUnit = new long[64];

  /**
   * @param placements takes what became of the pool's records
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

  void count(PoolRecords records, int number) {
    records.sort(number);
    int end = records.end(number);
    Account self = terms.account();
    for (int place = records.first(number); place < end; ) {
      Account consumer = inOrder[records.rank(place)];
      int next = records.endOfConsumer(place, end);
      if (consumer.equals(self)) {
        for (int at = place; at < next; at++) {
          placements[records.record(at)] = UsagePlacement.SELF_USE;
        }
      } else {
        consumer(consumer, records, place, next);
      }
      place = next;
    }
    byUnit = new long[0];
  }

  private void consumer(Account consumer, PoolRecords records, int place, int next) {
    int n = next - place;
    if (byUnit.length < n) {
      byUnit = new long[Math.max(n, Math.multiplyExact(byUnit.length, 2))];
    }
    for (int at = 0; at < n; at++) {
      int i = records.record(place + at);
      byUnit[at] = (long) units.rank(parts.unitNumber(i)) << Integer.SIZE | i;
    }
    Arrays.sort(byUnit, 0, n);
    boolean known = in.knows(consumer);
    for (int at = 0; at < n; ) {
      int unit = (int) (byUnit[at] >>> Integer.SIZE);
      int first = at;
      while (at < n && (int) (byUnit[at] >>> Integer.SIZE) == unit) {
        at++;
      }
      if (read.reads(units.unit(unit))) {
        count(consumer, known, units.unit(unit), first, at);
      } else {
        for (int of = first; of < at; of++) {
          placements[(int) byUnit[of]] = UsagePlacement.UNKNOWN_UNIT;
          report((int) byUnit[of], FaultReason.UNKNOWN_UNIT);
        }
      }
    }
  }

  private void count(Account consumer, boolean known, String unit, int first, int end) {
    QuantitySum sum = new QuantitySum();
    for (int of = first; of < end; of++) {
      int i = (int) byUnit[of];
      sum.add(parts, i);
      placements[i] = UsagePlacement.COUNTED;
      deliveries.set(parts.deliveryNumber(i));
      if (!known) {
        report(i, FaultReason.UNKNOWN_CONSUMER);
      }
    }
    sums.add(consumer, unit, sum.total().stripTrailingZeros());
  }

  private void report(int i, FaultReason reason) {
    faults.add(Faults.usageRecord(parts, i, pool.period(), reason, Faults.platformOwner(terms)));
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
