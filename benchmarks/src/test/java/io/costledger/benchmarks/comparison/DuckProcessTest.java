package io.costledger.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job in SQL from files gives the right entries, from CSV and from Parquet. */
class DuckProcessTest {
  private static final int RECORDS = 3_000;

  @TempDir
  private Path folder;

  @Test
  void theEntriesAreRightToTheUnitFromBothFormats() throws IOException, SQLException {
    Work work = Work.of(RECORDS);
    new FileWork(work, folder).write(2 * work.pools.length);
    DuckProcess.parquet(folder);
    for (String format : List.of("csv", "parquet")) {
      Path out = folder.resolve(format + "-entries.csv");
      DuckProcess.main(new String[] {folder.toString(), format, out.toString()});
      assertThat(allocated(out)).as(format).containsExactlyInAnyOrderElementsOf(right(work));
    }
  }

  private static List<String> right(Work work) {
    long[] shares = Reference.of(Task.W2, work).units();
    List<String> right = new ArrayList<>();
    for (int cell = 0; cell < shares.length; cell++) {
      if (shares[cell] != 0) {
        int pool = cell / work.consumerCount();
        right.add(String.format(
            Locale.ROOT,
            "2026-08-%02d,platform:%s,cost-center:%s,%s",
            pool % work.dayCount + 1,
            Work.platform(pool / work.dayCount),
            Work.center(cell % work.consumerCount()),
            BigDecimal.valueOf(shares[cell], Work.SCALE).toPlainString()));
      }
    }
    return right;
  }

  private static List<String> allocated(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .filter(line -> line.endsWith(",allocated"))
        .map(line -> line.replace(" 00:00:00", "").replace(",allocated", ""))
        .toList();
  }
}
