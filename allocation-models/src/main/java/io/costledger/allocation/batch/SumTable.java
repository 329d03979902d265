package io.costledger.allocation.batch;

import io.costledger.allocation.work.Workers;
import java.util.Arrays;

/**
 * The weights of a batch, summed up in one pass in a table of pools by consumers, these by the
 * batch's own numbers: for batches that have records enough for so many cells. Ranges of the batch go to different threads, each with a
 * table of its own.
 */
final class SumTable {
  private static final int FEWEST = 1 << 15; // records that are worth a table
  private static final int CELLS_A_RECORD = 8;
  private static final int FEW_CELLS = 1 << 20; // 8 MB

  private final Routes routes;
  private final int[] rowStarts;
  private final int consumers;

  /** By consumer's rank: where it stands among the cells of a pool. */
  private final int[] numbers;

  private final long[][] tables;
  private final boolean[] fits;

  /**
   * Sums up.
   *
   * @param rowStarts where the rates of each pool's records start; -1 for a pool that doesn't count
   * @param tables one for each thread, of a cell for each pool and consumer at least
   */
  SumTable(Routes routes, int[] rowStarts, long[][] tables, Workers workers) {
    this.routes = routes;
    this.rowStarts = rowStarts;
    this.consumers = routes.consumers().length;
    this.numbers = new int[consumers];
    Arrays.setAll(numbers, routes::numberOf);
    this.tables = tables;
    this.fits = new boolean[tables.length];
    workers.run(tables.length, this::add);
  }

  /** How many tables a batch is worth; 0: the records are too few for so many cells. */
  static int count(Routes routes, Workers workers) {
    long cells = cells(routes);
    long n = routes.usage().size();
    long room = Math.max(n, Math.min(CELLS_A_RECORD * n, FEW_CELLS));
    long most = Math.max(1, Math.min(workers.threads(), n / FEWEST));
    return cells == 0 ? 0 : (int) Math.min(most, room / cells);
  }

  /** How many pools by consumers there are. */
  static long cells(Routes routes) {
    return (long) routes.poolCount() * routes.consumers().length;
  }

  private void add(int range) {
    long n = routes.usage().size();
    int to = (int) (n * (range + 1) / tables.length);
    long[] table = tables[range];
    Arrays.fill(table, 0, (int) cells(routes), 0);
    long signs = 0;
    for (int i = (int) (n * range / tables.length); i < to; i++) {
      int pool = routes.poolOf(i);
      int row = pool < 0 ? -1 : rowStarts[pool];
      long rate = row < 0 ? -1 : routes.rate(row, i);
      if (rate >= 0) {
        int cell = pool * consumers + routes.usage().consumerNumber(i);
        long sum = table[cell] + rate * routes.digits(i);
        table[cell] = sum;
        signs |= sum;
      }
    }
    fits[range] = signs >= 0;
  }

  /** Whether no cell came to 2^63 or more. */
  boolean fits() {
    for (boolean one : fits) {
      if (!one) {
        return false;
      }
    }
    return true;
  }

  /** Notes the sums of a pool that are above 0; false if they sum to 2^63 or more. */
  boolean note(int pool, ShareBuffer out) {
    long total = 0;
    long signs = 0;
    int start = pool * consumers;
    out.ensureRoom(consumers + 1);
    for (int rank = 0; rank < consumers; rank++) {
      int cell = start + numbers[rank];
      long sum = 0;
      for (long[] table : tables) {
        sum += table[cell];
        signs |= sum;
      }
      out.addUnlessZero(rank, sum);
      total += sum;
      signs |= total;
    }
    return signs >= 0;
  }
}
