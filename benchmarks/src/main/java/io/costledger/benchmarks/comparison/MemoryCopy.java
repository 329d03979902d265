package io.costledger.benchmarks.comparison;

/** The limit of memory: the records' 13 bytes are copied once, and nothing is computed. */
final class MemoryCopy implements Contender {
  private final Work work;
  private final Workers workers;
  private final byte[] platforms;
  private final short[] consumers;
  private final byte[] days;
  private final byte[] skus;
  private final long[] micros;

  MemoryCopy(Work work, int threads) {
    this.work = work;
    workers = new Workers(threads);
    platforms = new byte[work.n];
    consumers = new short[work.n];
    days = new byte[work.n];
    skus = new byte[work.n];
    micros = new long[work.n];
  }

  @Override
  public void run() {
    workers.all(thread -> {
      int start = (int) ((long) work.n * thread / workers.threads());
      int size = (int) ((long) work.n * (thread + 1) / workers.threads()) - start;
      System.arraycopy(work.platforms, start, platforms, start, size);
      System.arraycopy(work.consumers, start, consumers, start, size);
      System.arraycopy(work.days, start, days, start, size);
      System.arraycopy(work.skus, start, skus, start, size);
      System.arraycopy(work.micros, start, micros, start, size);
    });
  }

  /** Nothing: it has no result to be right or wrong. */
  @Override
  public Outcome outcome() {
    return Outcome.of(new long[0]);
  }

  @Override
  public void close() {
    workers.close();
  }
}
