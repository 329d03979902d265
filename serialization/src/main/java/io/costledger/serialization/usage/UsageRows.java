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
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes records of rows. Their delivery's id is known when the file is read and digested. */
final class UsageRows implements RowSink {
  private static final String UNTIL_READ = "usage file";

  private final Problems problems;
  private final PeriodCells periods = new PeriodCells("charge_period_start", "charge_period_end");
  private final Map<String, Account> consumers = new HashMap<>();
  private final UniqueIds ids = new UniqueIds();
  private final UsageBatch.Builder batch = UsageBatch.builder();
  private List<Integer> dimensions = List.of();
  private List<String> names = List.of();

  UsageRows(Problems problems) {
    this.problems = problems;
  }

  @Override
  public void header(Header header) {
    dimensions = header.others(UsageReader.COLUMNS);
    names = header.names();
  }

  @Override
  public void row(Row row) {
    Optional<String> id = row.required("id", text -> text);
    Optional<String> platform = row.required("platform", text -> text);
    Optional<Account> consumer = row.required("consumer", this::consumer);
    Optional<BigDecimal> quantity = row.number("quantity");
    Optional<String> unit = row.required("unit", text -> text);
    Optional<Period> period = periods.of(row);
    id.ifPresent(text -> unique(row, text));
    if (!problems.isEmpty()) {
      return;
    }
    batch.add(
        id.orElseThrow(),
        platform.orElseThrow(),
        consumer.orElseThrow(),
        quantity.orElseThrow(),
        unit.orElseThrow(),
        period.orElseThrow(),
        UNTIL_READ);
    for (int index : dimensions) {
      row.cell(index).ifPresent(text -> batch.dimension(names.get(index), text));
    }
  }

  UsageBatch batch(String delivery) {
    return batch.build(delivery);
  }

  private void unique(Row row, String id) {
    ids.add(id, Math.toIntExact(row.number()))
        .ifPresent(before -> row.add(
            "id",
            Invalid.message(
                "usage record id",
                "'" + id + "'",
                "must be unique, row " + before + " has it too")));
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
