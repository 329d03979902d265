package io.costledger.invariants.foreign;

import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of one partition, which can be read again and again, each time in the same order: every
 * row about an id is in the id's partition. Rows are read one by one, so they may lie in a file.
 */
public interface ForeignRows {
  /**
   * Reads the rows of origins whose id is here.
   *
   * @param sink takes them
   */
  void origins(Consumer<OriginRow> sink);

  /**
   * Reads the allocated rows whose origin is here.
   *
   * @param sink takes them
   */
  void allocated(Consumer<AllocatedRow> sink);

  /**
   * Reads the allocated rows whose recipient is here; asked for only where there are tiers. Rows
   * that are kept, or whose recipient is empty, may be left out.
   *
   * @param sink takes them
   */
  void received(Consumer<AllocatedRow> sink);

  /**
   * Reads the ratios of split rows whose origin is here.
   *
   * @param sink takes them
   */
  void ratios(Consumer<SplitRatio> sink);

  /**
   * Returns whole tables as one partition.
   *
   * @param origins what was to be allocated
   * @param allocated what was allocated
   * @return the rows
   */
  static ForeignRows of(List<OriginRow> origins, List<AllocatedRow> allocated) {
    return of(origins, allocated, List.of());
  }

  /**
   * Returns whole tables with ratios as one partition.
   *
   * @param origins what was to be allocated
   * @param allocated what was allocated
   * @param ratios the parts that split rows say they are
   * @return the rows
   */
  static ForeignRows of(
      List<OriginRow> origins, List<AllocatedRow> allocated, List<SplitRatio> ratios) {
    return new ListedRows(List.copyOf(origins), List.copyOf(allocated), List.copyOf(ratios));
  }
}
