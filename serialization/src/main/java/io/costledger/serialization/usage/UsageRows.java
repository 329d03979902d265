package io.costledger.serialization.usage;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.PeriodCells;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.Row;
import io.costledger.serialization.input.RowSink;
import io.costledger.serialization.input.TextPool;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes records of rows; they wait for the delivery's id, which the digest of the file gives. */
final class UsageRows implements RowSink {
  private final Problems problems;
  private final PeriodCells periods = new PeriodCells("charge_period_start", "charge_period_end");
  private final TextPool pool = new TextPool();
  private final Map<String, Account> consumers = new HashMap<>();
  private final Map<String, Long> rowsById = new HashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private List<Integer> dimensions = List.of();
  private List<String> names = List.of();

  UsageRows(Problems problems) {
    this.problems = problems;
  }

  private record Waiting(
      String id,
      String platform,
      Account consumer,
      BigDecimal quantity,
      String unit,
      Period period,
      List<Optional<String>> dimensions) {}

  @Override
  public void header(Header header) {
    dimensions = header.others(UsageReader.COLUMNS);
    names = header.names();
  }

  @Override
  public void row(Row row) {
    Optional<String> id = row.required("id", text -> text);
    Optional<String> platform = row.required("platform", pool::of);
    Optional<Account> consumer = row.required("consumer", this::consumer);
    Optional<BigDecimal> quantity = row.number("quantity");
    Optional<String> unit = row.required("unit", pool::of);
    Optional<Period> period = periods.of(row);
    id.ifPresent(text -> unique(row, text));
    if (!problems.isEmpty()) {
      return;
    }
    List<Optional<String>> texts =
        dimensions.stream().map(index -> row.cell(index).map(pool::of)).toList();
    waiting.add(new Waiting(
        id.orElseThrow(),
        platform.orElseThrow(),
        consumer.orElseThrow(),
        quantity.orElseThrow(),
        unit.orElseThrow(),
        period.orElseThrow(),
        texts));
  }

  UsageBatch batch(String delivery) {
    UsageBatch.Builder batch = UsageBatch.builder();
    for (Waiting record : waiting) {
      batch.add(
          record.id,
          record.platform,
          record.consumer,
          record.quantity,
          record.unit,
          record.period,
          delivery);
      for (int d = 0; d < dimensions.size(); d++) {
        String name = names.get(dimensions.get(d));
        record.dimensions.get(d).ifPresent(text -> batch.dimension(name, text));
      }
    }
    return batch.build();
  }

  private void unique(Row row, String id) {
    Long before = rowsById.putIfAbsent(id, row.number());
    if (before != null) {
      row.add(
          "id",
          Invalid.message(
              "usage record id", "'" + id + "'", "must be unique, row " + before + " has it too"));
    }
  }

  private Account consumer(String text) {
    Account known = consumers.get(text);
    if (known == null) {
      known = Account.parseConsumer(text);
      consumers.put(text, known);
    }
    return known;
  }
}
