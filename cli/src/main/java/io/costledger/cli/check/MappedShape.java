package io.costledger.cli.check;

import io.costledger.cli.check.TableFile.TableRow;
import io.costledger.core.Invalid;
import io.costledger.invariants.foreign.AllocatedRow;
import io.costledger.invariants.foreign.ForeignRules;
import io.costledger.invariants.foreign.OriginRow;
import io.costledger.policyfile.CheckMapping;
import io.costledger.policyfile.CheckMapping.Table;
import java.util.List;

/** Two tables, and a mapping that says what their columns mean. */
final class MappedShape implements Shape {
  private static final int MOST_TIERS = 1_000_000;

  /** Where the columns of one table are. */
  private static final class Columns {
    final ColumnPicker picker = new ColumnPicker();
    final Table table;
    final int[] id;
    final int amount;
    final int[] recipient;
    final int tier;
    final int source;
    final int currency;
    final int group;
    final int[] key;

    Columns(Table table) {
      this.table = table;
      this.id = picker.pick(table.id());
      this.amount = picker.pick(table.amount());
      this.recipient = picker.pick(table.recipient());
      this.tier = picker.pick(table.tier());
      this.source = picker.pick(table.source());
      this.currency = picker.pick(table.currency());
      this.group = picker.pick(table.group());
      this.key = picker.pick(table.key());
    }
  }

  private final CheckMapping mapping;
  private final Columns origin;
  private final Columns allocated;

  MappedShape(CheckMapping mapping) {
    this.mapping = mapping;
    this.origin = new Columns(mapping.origin().orElseThrow());
    this.allocated = new Columns(mapping.allocated());
  }

  @Override
  public ForeignRules rules() {
    return mapping.rules();
  }

  @Override
  public String name() {
    return "two tables by a mapping" + (rules().tiers() ? ", through tiers" : "");
  }

  @Override
  public boolean hasOrigins() {
    return true;
  }

  @Override
  public List<String> originColumns() {
    return origin.picker.columns();
  }

  @Override
  public List<String> originNumbers() {
    return List.of(origin.table.amount());
  }

  @Override
  public void origin(TableRow row, Spill spill) {
    spill.origin(new OriginRow(
        row.number(),
        ColumnPicker.text(row, origin.id),
        ColumnPicker.amount(
            row,
            origin.amount,
            origin.table.amount(),
            message -> spill.seen().unreadable(true, row.number(), message)),
        ColumnPicker.text(row, origin.currency),
        ColumnPicker.text(row, origin.group)));
  }

  @Override
  public List<String> allocatedColumns() {
    return allocated.picker.columns();
  }

  @Override
  public List<String> allocatedNumbers() {
    return List.of(allocated.table.amount());
  }

  @Override
  public void allocated(TableRow row, Spill spill) {
    String source = ColumnPicker.text(row, allocated.source);
    AllocatedRow made = new AllocatedRow(
        row.number(),
        source.isEmpty() ? ColumnPicker.text(row, allocated.id) : source,
        ColumnPicker.amount(
            row,
            allocated.amount,
            allocated.table.amount(),
            message -> spill.seen().unreadable(false, row.number(), message)),
        ColumnPicker.text(row, allocated.recipient),
        tier(row),
        ColumnPicker.text(row, allocated.currency),
        ColumnPicker.text(row, allocated.group),
        ColumnPicker.text(row, allocated.key));
    spill.allocated(made);
    // With a source, rows of several origins may say the same of their platform.
    spill.copies(
        source.isEmpty()
            ? made
            : new AllocatedRow(
                made.row(),
                made.origin(),
                made.amount(),
                made.recipient(),
                made.tier(),
                made.unit(),
                made.group(),
                ColumnPicker.text(row, allocated.id) + "|" + made.key()));
  }

  private int tier(TableRow row) {
    if (allocated.tier < 0) {
      return AllocatedRow.NO_TIER;
    }
    String text = row.text(allocated.tier);
    int tier = 0;
    boolean isWhole = !text.isEmpty() && text.length() <= 7;
    for (int i = 0; isWhole && i < text.length(); i++) {
      char c = text.charAt(i);
      isWhole = c >= '0' && c <= '9';
      tier = tier * 10 + (c - '0');
    }
    if (!isWhole || tier > MOST_TIERS) {
      throw Invalid.argument(
          "tier in row " + row.number(), "'" + text + "'", "must be a whole number, 0 to 1000000");
    }
    return tier;
  }
}
