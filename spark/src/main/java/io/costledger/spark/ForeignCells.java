package io.costledger.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.costledger.core.Invalid;
import io.costledger.core.money.ExactNumber;
import io.costledger.invariants.foreign.AllocatedRow;
import io.costledger.invariants.foreign.ForeignAudit;
import io.costledger.invariants.foreign.ForeignFindings;
import io.costledger.invariants.foreign.ForeignRows;
import io.costledger.invariants.foreign.ForeignRules;
import io.costledger.invariants.foreign.OriginRow;
import io.costledger.invariants.foreign.SplitRatio;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of a foreign allocation: two tables in one form, and what a partition of them shows. */
final class ForeignCells {
  static final String KIND = "kind";
  static final String ABOUT = "about";
  static final String ROW = "row";
  static final String RECIPIENT = "recipient";

  static final int ORIGIN = 0;
  static final int ALLOCATED = 1;

  /** An allocated row once more, beside what is about its recipient. */
  static final int RECEIVED = 2;

  private static final String ID = "id";
  private static final String PASSED_BY = "origin";
  private static final String AMOUNT = "amount";
  private static final String TIER = "tier";
  private static final String UNIT = "unit";
  private static final String GROUP = "group";
  private static final String KEY = "key";

  private final Dataset<Row> table;
  private final InputColumns columns;

  private ForeignCells(String name, Dataset<Row> table) {
    this.table = table;
    this.columns = new InputColumns(name, table.schema());
  }

  /** The rows of origins, about their ids. */
  static Dataset<Row> origins(Dataset<Row> table, ForeignRules rules) {
    ForeignCells cells = new ForeignCells("origins", table);
    return cells.selected(ORIGIN, ID, lit(""), lit(AllocatedRow.NO_TIER), rules, lit(""));
  }

  /** The allocated rows, about who passes them on. */
  static Dataset<Row> allocated(Dataset<Row> table, ForeignRules rules) {
    ForeignCells cells = new ForeignCells("allocated rows", table);
    Column recipient = cells.text(RECIPIENT);
    Column tier = lit(AllocatedRow.NO_TIER);
    if (rules.tiers()) {
      cells.columns.index(TIER, InputColumns.Kind.WHOLE);
      tier = coalesce(col(TIER).cast("int"), tier);
    }
    return cells.selected(ALLOCATED, PASSED_BY, recipient, tier, rules, cells.optionalText(KEY));
  }

  private Dataset<Row> selected(
      int kind, String about, Column recipient, Column tier, ForeignRules rules, Column key) {
    columns.index(ROW, InputColumns.Kind.WHOLE);
    columns.index(AMOUNT, InputColumns.Kind.NUMBER);
    Column of = text(about);
    Column group = rules.groups() ? text(GROUP) : lit("");
    columns.throwIfAny();
    return table.select(
        lit(kind).as(KIND),
        of.as(ABOUT),
        of.as(PASSED_BY),
        coalesce(col(ROW).cast("bigint"), lit(0L)).as(ROW),
        coalesce(col(AMOUNT).cast("string"), lit("")).as(AMOUNT),
        recipient.as(RECIPIENT),
        tier.as(TIER),
        optionalText(UNIT).as(UNIT),
        group.as(GROUP),
        key.as(KEY));
  }

  private Column text(String name) {
    columns.index(name, InputColumns.Kind.TEXT);
    return coalesce(col(name), lit(""));
  }

  private Column optionalText(String name) {
    return Arrays.asList(table.columns()).contains(name) ? text(name) : lit("");
  }

  /** What some rows show, as bytes. */
  static Iterator<byte[]> check(byte[] rules, Iterator<Row> rows, boolean copies) {
    ForeignAudit audit = ForeignAudit.of(ForeignRules.ofBytes(rules));
    ForeignFindings unread = audit.nothing();
    Partition partition = new Partition();
    while (rows.hasNext()) {
      partition.add(rows.next(), unread);
    }
    ForeignFindings findings = copies ? audit.checkCopies(partition) : audit.checkIds(partition);
    if (!copies) {
      findings.merge(unread);
    }
    return List.of(findings.toBytes()).iterator();
  }

  /** The rows of a partition, in memory. */
  private static final class Partition implements ForeignRows {
    private final List<OriginRow> origins = new ArrayList<>();
    private final List<AllocatedRow> allocated = new ArrayList<>();
    private final List<AllocatedRow> received = new ArrayList<>();

    void add(Row row, ForeignFindings findings) {
      int kind = row.getAs(KIND);
      Optional<BigDecimal> amount = amount(row, kind, findings);
      String unit = row.getAs(UNIT);
      String group = row.getAs(GROUP);
      if (kind == ORIGIN) {
        origins.add(new OriginRow(row.getAs(ROW), row.getAs(ABOUT), amount, unit, group));
      } else {
        (kind == ALLOCATED ? allocated : received)
            .add(new AllocatedRow(
                row.getAs(ROW),
                row.getAs(PASSED_BY),
                amount,
                row.getAs(RECIPIENT),
                row.getAs(TIER),
                unit,
                group,
                row.getAs(KEY)));
      }
    }

    private static Optional<BigDecimal> amount(Row row, int kind, ForeignFindings findings) {
      String text = row.getAs(AMOUNT);
      long number = row.getAs(ROW);
      try {
        return Optional.of(ExactNumber.parse(text));
      } catch (IllegalArgumentException e) {
        if (kind != RECEIVED) {
          findings.unreadable(
              kind == ORIGIN,
              number,
              Invalid.message(
                  "amount of row " + number,
                  "'" + text + "'",
                  text.isEmpty() ? "must not be null" : "must be an exact number"));
        }
        return Optional.empty();
      }
    }

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
      received.forEach(sink);
    }

    /** Ratios are of one provider's split rows, which the command reads. */
    @Override
    public void ratios(Consumer<SplitRatio> sink) {}
  }
}
