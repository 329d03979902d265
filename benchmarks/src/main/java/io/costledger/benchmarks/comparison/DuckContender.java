package io.costledger.benchmarks.comparison;

import java.util.List;

/** A task in SQL on DuckDB; it makes the table {@code result}, and in tiers {@code lineage}. */
final class DuckContender implements Contender {
  private final Task task;
  private final Work work;
  private final DuckTables tables;
  private final List<String> statements;
  private final int threads;

  DuckContender(Task task, Work work, DuckTables tables, String file, int threads) {
    this.task = task;
    this.work = work;
    this.tables = tables;
    this.statements = SqlFile.statements(file);
    this.threads = threads;
  }

  @Override
  public void run() {
    tables.useThreads(threads);
    statements.forEach(tables::execute);
  }

  @Override
  public Outcome outcome() {
    String sql = "SELECT * FROM ";
    int size = task.isRecordLevel() ? work.n : work.cellCount();
    long[] units = tables.read(sql + "result", size);
    return task == Task.W3
        ? new Outcome(units, tables.read(sql + "lineage", work.lineageCount()))
        : Outcome.of(units);
  }
}
