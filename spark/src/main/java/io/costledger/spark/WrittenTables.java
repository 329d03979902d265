package io.costledger.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether a table that was written sums to what it was written from, group by group and exactly. */
final class WrittenTables {
  private static final String SUM = "sum";
  private static final String ROWS = "rows";
  private static final int MOST_SHOWN = 20;

  private WrittenTables() {}

  /**
   * Compares the sums and the numbers of rows of each group.
   *
   * @throws LedgerException with the groups that differ
   */
  static void requireSame(
      String what, Dataset<Row> written, Dataset<Row> expected, String amount, String... groups) {
    Map<String, String> is = sums(written, amount, groups);
    Map<String, String> shouldBe = sums(expected, amount, groups);
    Set<String> keys = new HashSet<>(is.keySet());
    keys.addAll(shouldBe.keySet());
    List<String> offences = new ArrayList<>();
    keys.stream().sorted().forEach(key -> {
      String found = is.getOrDefault(key, "nothing");
      String wanted = shouldBe.getOrDefault(key, "nothing");
      if (!found.equals(wanted)) {
        offences.add(Invalid.message(what + " of " + key, found, "must be " + wanted));
      }
    });
    if (!offences.isEmpty()) {
      throw new LedgerException(
          "What was written is not the run's",
          offences.subList(0, Math.min(MOST_SHOWN, offences.size())));
    }
  }

  private static Map<String, String> sums(Dataset<Row> table, String amount, String[] groups) {
    Column[] by = Arrays.stream(groups).map(table::col).toArray(Column[]::new);
    Map<String, String> sums = new HashMap<>();
    table
        .groupBy(by)
        .agg(TextSum.of(col(amount)).as(SUM), count(lit(1)).as(ROWS))
        .collectAsList()
        .forEach(row -> {
          List<String> key = new ArrayList<>();
          for (int i = 0; i < groups.length; i++) {
            key.add(InputColumns.text(row, i));
          }
          sums.put(
              String.join(" ", key), row.getAs(SUM) + " in " + row.<Long>getAs(ROWS) + " rows");
        });
    return sums;
  }
}
