package io.costledger.benchmarks.comparison;

/**
 * The floor: the same work by hand in integers, without values, ids, checks or ledger. Not part of
 * the library; it says how far the public API is from what the machine can do.
 */
final class Kernel implements Contender {
  private final Task task;
  private final Work work;
  private final Workers workers;
  private final PoolRecords records;
  private final PoolKernel[] kernels;
  private final long[] out;

  Kernel(Task task, Work work, int threads) {
    this.task = task;
    this.work = work;
    workers = new Workers(threads);
    records =
        new PoolRecords(work, task.shape() == Task.Shape.GROUPED, task.isRecordLevel(), workers);
    kernels = new PoolKernel[threads];
    for (int thread = 0; thread < threads; thread++) {
      kernels[thread] = new PoolKernel(work.consumerCount(), task.isPrefix());
    }
    out = new long[task.isRecordLevel() ? work.n : work.cellCount()];
  }

  @Override
  public void run() {
    records.load();
    records.each(work.pools.length, workers, thread -> pool -> one(kernels[thread], pool));
  }

  private void one(PoolKernel kernel, int pool) {
    int start = records.start(pool);
    int end = records.end(pool);
    if (start == end) {
      return;
    }
    long amount = work.pools[pool] - Work.kept(work.pools[pool]);
    kernel.load(records.packed(), start, end);
    kernel.share(amount);
    if (task.isRecordLevel()) {
      kernel.records(amount, out, records.at(), start);
      return;
    }
    for (int k = 0; k < kernel.usedCount(); k++) {
      out[work.cell(pool, kernel.consumer(k))] = kernel.shareOf(k);
    }
  }

  @Override
  public Outcome outcome() {
    return Outcome.of(out.clone());
  }

  @Override
  public void close() {
    workers.close();
  }
}
