package io.costledger.cli.check;

import io.costledger.cli.check.TableFile.TableRow;
import io.costledger.invariants.foreign.AllocatedRow;
import io.costledger.invariants.foreign.ForeignRules;
import io.costledger.invariants.foreign.OriginRow;
import io.costledger.policyfile.CheckMapping;
import io.costledger.policyfile.CheckMapping.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Signed rows of one table: what is below zero was taken away under a rule, what is above was given
 * under it, and a rule's rows sum to zero. A row without a rule, or whose rule is not one that
 * allocates, is no part of an allocation.
 */
final class PairsShape implements Shape {
  private final CheckMapping mapping;
  private final String name;
  private final boolean nullIsNoPart;
  private final ColumnPicker picker = new ColumnPicker();
  private final int[] id;
  private final int amount;
  private final int[] recipient;
  private final int currency;
  private final int[] key;

  /**
   * @param nullIsNoPart whether a row without an amount is no part of an allocation either
   */
  PairsShape(CheckMapping mapping, String name, boolean nullIsNoPart) {
    Table table = mapping.allocated();
    this.mapping = mapping;
    this.name = name;
    this.nullIsNoPart = nullIsNoPart;
    this.id = picker.pick(table.id());
    this.amount = picker.pick(table.amount());
    this.recipient = picker.pick(table.recipient());
    this.currency = picker.pick(table.currency());
    this.key = picker.pick(table.key());
  }

  @Override
  public ForeignRules rules() {
    return mapping.rules();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean hasOrigins() {
    return false;
  }

  @Override
  public List<String> originColumns() {
    return List.of();
  }

  @Override
  public List<String> originNumbers() {
    return List.of();
  }

  @Override
  public void origin(TableRow row, Spill spill) {
    throw new IllegalStateException("signed pairs have no table of origins");
  }

  @Override
  public List<String> allocatedColumns() {
    return picker.columns();
  }

  @Override
  public List<String> allocatedNumbers() {
    return List.of(mapping.allocated().amount());
  }

  @Override
  public void allocated(TableRow row, Spill spill) {
    if (row.text(id[0]).isEmpty() || (nullIsNoPart && row.text(amount).isEmpty())) {
      return;
    }
    String rule = ColumnPicker.text(row, id);
    String unit = ColumnPicker.text(row, currency);
    Optional<BigDecimal> signed = ColumnPicker.amount(
        row,
        amount,
        mapping.allocated().amount(),
        message -> spill.seen().unreadable(false, row.number(), message));
    if (signed.isPresent() && signed.get().signum() < 0) {
      spill.origin(new OriginRow(row.number(), rule, signed.map(BigDecimal::negate), unit, ""));
      return;
    }
    AllocatedRow given = new AllocatedRow(
        row.number(),
        rule,
        signed,
        ColumnPicker.text(row, recipient),
        AllocatedRow.NO_TIER,
        unit,
        "",
        ColumnPicker.text(row, key));
    spill.allocated(given);
    spill.copies(given);
  }
}
