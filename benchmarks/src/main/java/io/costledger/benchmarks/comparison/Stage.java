package io.costledger.benchmarks.comparison;

import java.util.Optional;

/** A work, and what several contenders share of it; made when first asked for. */
final class Stage implements AutoCloseable {
  final Work work;
  private Optional<DuckTables> tables = Optional.empty();

  Stage(Work work) {
    this.work = work;
  }

  DuckTables tables() {
    if (tables.isEmpty()) {
      tables = Optional.of(new DuckTables(work));
    }
    return tables.get();
  }

  @Override
  public void close() {
    tables.ifPresent(DuckTables::close);
    tables = Optional.empty();
  }
}
