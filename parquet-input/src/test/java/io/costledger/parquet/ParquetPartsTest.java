package io.costledger.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.work.Workers;
import io.costledger.serialization.input.FileParts;
import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.PartSink;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.RowFile;
import io.costledger.serialization.input.RowSink;
import io.costledger.serialization.input.WantedColumns;
import io.costledger.serialization.usage.DeliveredUsage;
import io.costledger.serialization.usage.UsageReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file whose row groups are read at the same time gives what it gives as a whole. */
class ParquetPartsTest {
  private static final int ROWS = 10_000;

  /** 5 row groups; ids ascend, platforms and texts come up late, quantities are wide at times. */
  private static final String QUERY = """
      SELECT CASE WHEN i %% 2 = 0 THEN 'u' ELSE '\u00E4' END || (1000000 + i) AS id,
        CASE WHEN i < 5000 THEN 'p' || i %% 7 ELSE 'q' || i %% 11 END AS platform,
        'cost-center:team-' || i * 7 %% 300 AS consumer,
        %s AS quantity,
        'unit ' || i // 3000 AS unit,
        DATE '2026-08-01' + CAST(i %% 30 AS INTEGER) AS charge_period_start,
        DATE '2026-08-02' + CAST(i %% 30 AS INTEGER) AS charge_period_end,
        CASE WHEN i %% 3 = 0 THEN NULL ELSE 'zone ' || i %% 5 END AS zone,
        CASE WHEN i < 9000 THEN NULL ELSE i END AS late
      FROM range(%d) t(i) ORDER BY i""";

  @TempDir
  Path folder;

  private Path write(String query) throws Exception {
    return Duck.write(folder.resolve("usage.parquet"), query, ", ROW_GROUP_SIZE 2048");
  }

  /** Reads parts of so many rows at least; 0: reads the file as a whole. */
  private static final class Parted implements RowFile {
    private final ParquetFile file;
    private final int leastRows;
    private int parts;

    Parted(Path path, int leastRows) {
      this.file = ParquetFile.of(path);
      this.leastRows = leastRows;
    }

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public String read(WantedColumns wanted, Problems problems, RowSink sink) {
      return file.read(wanted, problems, sink);
    }

    @Override
    public <R> Optional<FileParts<R>> readParts(
        WantedColumns wanted, Workers workers, Function<Header, PartSink<R>> sinks) {
      Optional<FileParts<R>> read =
          leastRows == 0 ? Optional.empty() : file.readParts(wanted, workers, sinks, leastRows);
      parts = read.map(all -> all.parts().size()).orElse(0);
      return read;
    }
  }

  private static DeliveredUsage read(RowFile file, int threads) {
    return UsageReader.of("usage")
        .by(Workers.of(threads, ForkJoinPool.commonPool()))
        .read(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(i AS DECIMAL(9, 3))",
        "CAST(CASE WHEN i % 1000 = 0 THEN 10000000000000000000000000000 ELSE i END AS DECIMAL(38, 9))",
        "i",
        "CAST(i AS VARCHAR) || '.50'"
      })
  void partsAreTheWhole(String quantity) throws Exception {
    Path path = write(QUERY.formatted(quantity, ROWS));
    DeliveredUsage whole = read(new Parted(path, 0), 1);
    assertThat(whole.batch().size()).isEqualTo(ROWS);
    for (int threads : new int[] {1, 2, 3, 8}) {
      for (int leastRows : new int[] {1, 3000, 1 << 20}) {
        Parted file = new Parted(path, leastRows);
        DeliveredUsage parts = read(file, threads);
        assertThat(file.parts).isEqualTo(leastRows == 1 ? 5 : leastRows == 3000 ? 3 : 1);
        assertThat(parts.delivery()).isEqualTo(whole.delivery());
        assertSame(parts.batch(), whole.batch());
      }
    }
  }

  private static void assertSame(UsageBatch batch, UsageBatch expected) {
    assertThat(batch.size()).isEqualTo(expected.size());
    assertThat(batch.idsAscend()).isEqualTo(expected.idsAscend());
    assertThat(batch.quantities()).isEqualTo(expected.quantities());
    assertThat(batch.chargePeriods()).isEqualTo(expected.chargePeriods());
    for (int i = 0; i < batch.size(); i++) {
      assertThat(batch.record(i)).isEqualTo(expected.record(i));
      assertThat(batch.pairNumber(i)).isEqualTo(expected.pairNumber(i));
      assertThat(batch.platformNumber(i)).isEqualTo(expected.platformNumber(i));
      assertThat(batch.consumerNumber(i)).isEqualTo(expected.consumerNumber(i));
      assertThat(batch.unitNumber(i)).isEqualTo(expected.unitNumber(i));
    }
  }

  /** What is wrong is in the fourth row group; it is named as if there were one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CASE WHEN i = 7000 THEN NULL ELSE i END",
        "CASE WHEN i = 7000 THEN 'seven' ELSE CAST(i AS VARCHAR) END",
        "CAST(i AS DOUBLE)",
        "[i]"
      })
  void problemsAreThoseOfTheWhole(String quantity) throws Exception {
    Path path = write(QUERY.formatted(quantity, ROWS));
    for (int threads : new int[] {1, 3}) {
      assertThat(problems(new Parted(path, 1), threads))
          .isEqualTo(problems(new Parted(path, 0), 1))
          .contains("quantity");
    }
  }

  private static String problems(RowFile file, int threads) {
    try {
      return "none: " + read(file, threads).batch().size();
    } catch (InvalidInputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void anIdInTwoRowGroupsIsRefused() throws Exception {
    Path path = write(QUERY.formatted("i", ROWS).replace("1000000 + i", "1000000 + i % 6000"));
    assertThat(problems(new Parted(path, 1), 2))
        .isEqualTo(problems(new Parted(path, 0), 1))
        .contains("row 6001, column id: Invalid usage record id: 'u1000000' (must be unique, row 1"
            + " has it too)");
  }

  @Test
  void aFileWithoutARowHasNone() throws Exception {
    Path path = write(QUERY.formatted("i", 0));
    DeliveredUsage whole = read(new Parted(path, 0), 1);
    DeliveredUsage parts = read(new Parted(path, 1), 2);
    assertThat(parts.delivery()).isEqualTo(whole.delivery());
    assertThat(parts.batch().size()).isZero();
    assertThat(parts.batch().deliveries()).isEqualTo(whole.batch().deliveries());
  }
}
