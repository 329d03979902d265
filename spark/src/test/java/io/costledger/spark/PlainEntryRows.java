package io.costledger.spark;

import io.costledger.core.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Entries, sound or not, as the rows of a table; amounts and times as texts, so that any are held. */
final class PlainEntryRows {
  static final StructType FORM = form();

  private PlainEntryRows() {}

  private static StructType form() {
    StructType form = new StructType();
    for (String text : List.of(
        "run",
        "from_account",
        "to_account",
        "amount",
        "currency",
        "basis",
        "measure",
        "kind",
        "model",
        "charge_period_start",
        "charge_period_end",
        "posting_period_start",
        "posting_period_end")) {
      form = form.add(text, DataTypes.StringType, true);
    }
    return form.add("tier", DataTypes.IntegerType, true)
        .add("reasons", DataTypes.createArrayType(DataTypes.StringType, false), true);
  }

  static List<Row> of(List<LedgerEntry> entries, String basis) {
    List<Row> rows = new ArrayList<>();
    entries.forEach(entry -> rows.add(of(entry, basis)));
    return rows;
  }

  static Row of(LedgerEntry entry, String basis) {
    Object[] cells = {
      entry.run(),
      entry.from().toString(),
      entry.to().toString(),
      entry.unit().decimalOf(entry.amountUnits()).toPlainString(),
      entry.unit().currency().getCode(),
      basis,
      entry.measure().name(),
      entry.kind().text(),
      entry.model().orElse(null),
      entry.chargePeriod().start().toString(),
      entry.chargePeriod().end().toString(),
      entry.postingPeriod().start().toString(),
      entry.postingPeriod().end().toString(),
      entry.tier().isPresent() ? entry.tier().getAsInt() : null,
      reasons(entry)
    };
    return new GenericRowWithSchema(cells, FORM);
  }

  private static Object reasons(LedgerEntry entry) {
    return scala.jdk.javaapi.CollectionConverters.asScala(
            entry.reasons().stream().map(Enum::name).toList())
        .toSeq();
  }
}
