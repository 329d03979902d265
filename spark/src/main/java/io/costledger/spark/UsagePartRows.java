package io.costledger.spark;

import io.costledger.allocation.Summarising;
import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A table of usage as a run counts it: each record, or each of the parts into which the policy cuts
 * it, with the period under which it is summed. Quantities are texts, which no DECIMAL bounds.
 */
final class UsagePartRows implements Iterator<Row> {
  static final String PERIOD = "period";

  /** Records that are held at a time. */
  private static final int CHUNK = 1024;

  private static final StructType FORM = new StructType()
      .add(UsageCells.ID, DataTypes.StringType, false)
      .add(UsageCells.DELIVERY, DataTypes.StringType, false)
      .add(UsageCells.PLATFORM, DataTypes.StringType, false)
      .add(UsageCells.CONSUMER, DataTypes.StringType, false)
      .add(UsageCells.UNIT, DataTypes.StringType, false)
      .add(UsageCells.QUANTITY, DataTypes.StringType, false)
      .add(PERIOD, DataTypes.StringType, false);

  private final UsageCells.Reading reading;
  private final RowProblems problems = new RowProblems(UsageCells.TABLE);
  private final Summarising how;
  private final Iterator<Row> rows;
  private Iterator<Row> chunk = Collections.emptyIterator();

  private UsagePartRows(UsageCells cells, Summarising how, Iterator<Row> rows) {
    this.reading = cells.reading(problems);
    this.how = how;
    this.rows = rows;
  }

  /** The parts of a table that a run has read: so a problem now means that it has changed. */
  static Dataset<Row> of(Dataset<Row> usage, Summarising how) {
    UsageCells cells = UsageCells.of(usage.schema());
    MapPartitionsFunction<Row, Row> parts = rows -> new UsagePartRows(cells, how, rows);
    return InputColumns.withPlainTimes(usage).mapPartitions(parts, Encoders.row(FORM));
  }

  @Override
  public boolean hasNext() {
    while (!chunk.hasNext() && rows.hasNext()) {
      UsageBatch.Builder batch = UsageBatch.builder();
      for (int i = 0; i < CHUNK && rows.hasNext(); i++) {
        reading.into(batch, rows.next());
      }
      problems.throwIfAny();
      chunk = parts(how.parts(batch.build())).iterator();
    }
    return chunk.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return chunk.next();
  }

  private static List<Row> parts(UsageBatch parts) {
    String[] consumers = parts.consumers().stream().map(Account::toString).toArray(String[]::new);
    String[] periods = parts.chargePeriods().stream().map(Period::toString).toArray(String[]::new);
    List<Row> made = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      made.add(RowFactory.create(
          parts.id(i),
          parts.delivery(i),
          parts.platform(i),
          consumers[parts.consumerNumber(i)],
          parts.unit(i),
          parts.quantity(i).toPlainString(),
          periods[parts.chargePeriodNumber(i)]));
    }
    return made;
  }
}
