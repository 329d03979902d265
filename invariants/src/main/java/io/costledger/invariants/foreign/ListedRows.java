package io.costledger.invariants.foreign;

import java.util.List;
import java.util.function.Consumer;

/** Rows that are in memory anyway. */
record ListedRows(List<OriginRow> origins, List<AllocatedRow> allocated, List<SplitRatio> ratios)
    implements ForeignRows {
  @Override
  public void origins(Consumer<OriginRow> sink) {
    origins.forEach(sink);
  }

  @Override
  public void allocated(Consumer<AllocatedRow> sink) {
    allocated.forEach(sink);
  }

  @Override
  public void received(Consumer<AllocatedRow> sink) {
    allocated.forEach(sink);
  }

  @Override
  public void ratios(Consumer<SplitRatio> sink) {
    ratios.forEach(sink);
  }
}
