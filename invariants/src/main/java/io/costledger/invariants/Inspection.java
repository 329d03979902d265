package io.costledger.invariants;

import io.costledger.core.ledger.Run;
import io.costledger.core.work.Workers;
import java.util.Map;

/**
 * One run under audit, and what several laws look at: found once for all of them, from the run
 * alone, when the first law asks. Any thread may ask.
 */
final class Inspection {
  private final Run run;
  private final Workers workers;
  private final Once<BillRows> billRows;
  private final Once<UsagePlaces> usagePlaces;
  private final Once<UsagePools> usagePools;
  private final Once<Map<Cell, Pool>> pools;
  private final Once<Boolean> ascending;

  Inspection(Run run, Workers workers) {
    this.run = run;
    this.workers = workers;
    this.billRows = new Once<>(() -> BillRows.of(run));
    this.usagePlaces = new Once<>(() -> new UsagePlaces(run));
    this.usagePools = new Once<>(() -> new UsagePools(this));
    this.pools = new Once<>(() -> Pool.all(run));
    this.ascending = new Once<>(() -> RunOrder.entriesAscend(run));
  }

  /** An inspection by the caller's own thread. */
  static Inspection of(Run run) {
    return new Inspection(run, Workers.caller());
  }

  Run run() {
    return run;
  }

  /** Whose threads a law may use for what it has much to do of. */
  Workers workers() {
    return workers;
  }

  /** The bill's records beside their placements. */
  BillRows billRows() {
    return billRows.get();
  }

  /** Where usage counts, by the numbers of its batch. */
  UsagePlaces usagePlaces() {
    return usagePlaces.get();
  }

  /** The usage that counts, pool by pool. */
  UsagePools usagePools() {
    return usagePools.get();
  }

  /** What the books say of each pool; to be read only. */
  Map<Cell, Pool> pools() {
    return pools.get();
  }

  /** Whether each entry comes after the one before, in the order of entries, and none twice. */
  boolean entriesAscend() {
    return ascending.get();
  }
}
