package io.costledger.benchmarks.comparison;

/**
 * What a contender made of a task, in ledger units.
 *
 * @param units per record at record level, else per cell ({@link Work#cell})
 * @param lineage in tiers: per day, root, then bearer ({@link Work#lineageCell}); else empty
 */
@SuppressWarnings("ArrayRecordComponent")
record Outcome(long[] units, long[] lineage) {
  static Outcome of(long[] units) {
    return new Outcome(units, new long[0]);
  }
}
