package io.costledger.cli.check;

import io.costledger.cli.check.TableFile.TableRow;
import io.costledger.invariants.foreign.ForeignRules;
import java.util.List;

/** What the columns of somebody's tables mean. */
interface Shape {
  /** What holds. */
  ForeignRules rules();

  /** The shape, in words for a report. */
  String name();

  /** Whether there is a table of origins. */
  boolean hasOrigins();

  /** The columns of the table of origins that are read. */
  List<String> originColumns();

  /** Those of them that hold amounts. */
  List<String> originNumbers();

  /** Takes a row of the table of origins. */
  void origin(TableRow row, Spill spill);

  /** The columns of the allocated table that are read. */
  List<String> allocatedColumns();

  /** Those of them that hold amounts. */
  List<String> allocatedNumbers();

  /** Takes a row of the allocated table. */
  void allocated(TableRow row, Spill spill);
}
