package io.costledger.serialization.focus;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.time.Period;
import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.PeriodCells;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.Row;
import io.costledger.serialization.input.RowSink;
import io.costledger.serialization.input.TextPool;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes records of rows; once a problem is known, rows are only checked. */
final class FocusRows implements RowSink {
  private final FocusReader reader;
  private final Problems problems;
  private final PeriodCells periods = new PeriodCells(FocusColumns.START, FocusColumns.END);
  private final TextPool pool = new TextPool();
  private final List<BillRecord> records = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private List<KeptColumn> kept = List.of();

  FocusRows(FocusReader reader, Problems problems) {
    this.reader = reader;
    this.problems = problems;
  }

  /** A column of the file, and a name under which it is kept. */
  private record KeptColumn(int index, String name) {}

  @Override
  public void header(Header header) {
    // A column's own name comes before the other name of another, which only fills what is null.
    List<KeptColumn> own = new ArrayList<>();
    List<KeptColumn> twins = new ArrayList<>();
    for (int i = 0; i < header.names().size(); i++) {
      List<String> names = FocusColumns.names(header.names().get(i));
      for (int n = 0; n < names.size(); n++) {
        if (reader.keepsColumn(names.get(n))) {
          (n == 0 ? own : twins).add(new KeptColumn(i, pool.of(names.get(n))));
        }
      }
    }
    own.addAll(twins);
    kept = List.copyOf(own);
  }

  @Override
  public void row(Row row) {
    Optional<String> id = id(row);
    Optional<BigDecimal> cost = row.number(reader.costColumn());
    row.required(FocusColumns.CURRENCY, reader::requireCurrency);
    Optional<Period> period = periods.of(row);
    Map<String, String> tags = row.optional(FocusColumns.TAGS, this::tags).orElse(Map.of());
    if (problems.isEmpty() && id.isPresent() && cost.isPresent() && period.isPresent()) {
      records.add(BillRecord.builder()
          .id(id.get())
          .chargePeriod(period.get())
          .cost(cost.get())
          .putAllColumns(columns(row))
          .putAllTags(tags)
          .build());
    }
  }

  private Optional<String> id(Row row) {
    Optional<String> column = reader.idColumn();
    if (column.isEmpty()) {
      return Optional.of("row " + row.number());
    }
    Optional<String> id =
        row.required(column.get(), text -> Account.requireId("bill record id", text));
    if (id.isPresent() && !ids.add(id.get())) {
      row.add(
          column.get(),
          Invalid.message("bill record id", "'" + id.get() + "'", "must be unique in its bill"));
    }
    return id;
  }

  List<BillRecord> records() {
    return records;
  }

  private Map<String, String> columns(Row row) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (KeptColumn column : kept) {
      row.cell(column.index()).ifPresent(text -> columns.putIfAbsent(column.name(), pool.of(text)));
    }
    return columns;
  }

  private Map<String, String> tags(String json) {
    Map<String, String> tags = new LinkedHashMap<>();
    TagsJson.parse(json).forEach((key, value) -> {
      if (reader.keepsTag(key)) {
        tags.put(pool.of(key), pool.of(value));
      }
    });
    return tags;
  }
}
