package io.costledger.cli.check;

import io.costledger.core.Invalid;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.invariants.foreign.CheckResult;
import io.costledger.invariants.foreign.ForeignAudit;
import io.costledger.invariants.foreign.ForeignFindings;
import io.costledger.invariants.foreign.ForeignReport;
import io.costledger.policyfile.CheckMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The path from files to a report: read, sort into partitions, check each, merge. */
public final class CheckRun {
  /** How many partitions there are unless somebody says otherwise. */
  public static final int PARTITIONS = 256;

  private final int partitions;
  private final Progress progress;

  /**
   * Prepares a check.
   *
   * @param partitions how many partitions, at least 1; the report doesn't depend on it
   * @param progress is told how far it is
   */
  public CheckRun(int partitions, Progress progress) {
    this.partitions = partitions;
    this.progress = progress;
  }

  /** Is told how far a check is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Takes what was done so far.
     *
     * @param what what is being done
     * @param done how much of it
     */
    void at(String what, long done);
  }

  /**
   * A report, and what was checked.
   *
   * @param shape the shape, in words
   * @param inexact the columns that the mapping says come from binary floating point
   * @param report what was found
   */
  public record Checked(String shape, Set<String> inexact, ForeignReport report) {
    /** Sorts the columns. */
    public Checked {
      inexact = Collections.unmodifiableSortedSet(new TreeSet<>(inexact));
    }

    /**
     * Returns whether nothing at all is to be said against the allocation.
     *
     * @return true if every check holds, and the amounts are what somebody's exact numbers were
     */
    public boolean isSpotless() {
      return inexact.isEmpty() && report.results().stream().allMatch(CheckResult::holds);
    }
  }

  /**
   * Checks an allocation.
   *
   * @param origin the table of origins; empty where the allocated table has signed pairs
   * @param allocated the allocated table
   * @param mapping what the columns mean; empty: one of the known shapes
   * @return the report
   * @throws InvalidInputException if a file can't be taken
   * @throws IOException if a file can't be read, or there is no room for partitions
   */
  public Checked check(Optional<Path> origin, Path allocated, Optional<CheckMapping> mapping)
      throws IOException {
    Set<String> inexact = mapping.map(CheckMapping::inexact).orElse(Set.of());
    TableFile allocatedFile = TableFile.of(allocated, inexact);
    Optional<TableFile> originFile = origin.map(path -> TableFile.of(path, inexact));
    Shape shape = mapping.isPresent()
        ? byMapping(mapping.get())
        : KnownShapes.of(
            originFile.isPresent() ? originFile.get().columns() : List.of(),
            allocatedFile.columns(),
            allocated);
    if (shape.hasOrigins() && origin.isEmpty()) {
      throw TableFile.refusal(
          allocated, "", Invalid.message("origins", "none", "--origin must name their table"));
    }
    if (!shape.hasOrigins() && origin.isPresent()) {
      throw TableFile.refusal(
          origin.get(), "", Invalid.message("origins", origin.get(), "signed pairs have none"));
    }
    ForeignAudit audit = ForeignAudit.of(shape.rules());
    ForeignFindings findings = audit.nothing();
    try (Spill spill = new Spill(partitions, shape.rules().tiers(), findings)) {
      if (originFile.isPresent()) {
        originFile
            .get()
            .read(
                shape.originColumns(),
                shape.originNumbers(),
                taking(origin.get(), "origin rows read", row -> shape.origin(row, spill)));
      }
      allocatedFile.read(
          shape.allocatedColumns(),
          shape.allocatedNumbers(),
          taking(allocated, "allocated rows read", row -> shape.allocated(row, spill)));
      for (int i = 0; i < spill.partitions(); i++) {
        merge(findings, audit.checkIds(spill.ids(i)), allocated);
        merge(findings, audit.checkCopies(spill.copies(i)), allocated);
        spill.done(i);
        progress.at("of " + spill.partitions() + " partitions checked", i + 1L);
      }
    }
    return new Checked(shape.name(), inexact, audit.report(findings));
  }

  private static Shape byMapping(CheckMapping mapping) {
    return mapping.isPairs()
        ? new PairsShape(mapping, "signed pairs by a mapping", false)
        : new MappedShape(mapping);
  }

  private Consumer<TableFile.TableRow> taking(
      Path file, String what, Consumer<TableFile.TableRow> taker) {
    long[] count = new long[1];
    return row -> {
      try {
        taker.accept(row);
      } catch (IllegalArgumentException e) {
        throw TableFile.refusal(file, "row " + row.number(), String.valueOf(e.getMessage()));
      }
      count[0]++;
      if (count[0] % 100_000 == 0) {
        progress.at(what, count[0]);
      }
    };
  }

  private static void merge(ForeignFindings all, ForeignFindings some, Path file) {
    try {
      all.merge(some);
    } catch (IllegalArgumentException e) {
      throw TableFile.refusal(file, "", String.valueOf(e.getMessage()));
    }
  }
}
