package io.costledger.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page shows what the committed result file says, and the file's medians are medians. */
class TablesTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void thePageHasTheTablesOfTheCommittedFile() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/performance.md"), StandardCharsets.UTF_8);
    String tables = Tables.of(ROOT.resolve("benchmarks/results/comparison"));
    assertThat(page).contains(tables);
  }

  @Test
  void aMedianIsTheMiddleOfTheRounds() {
    Figures figures = Figures.of(List.of(
        Results.RUNS_HEADER,
        "w2,10,2,kernel,warm,1,700,0,30,0,0,1",
        "w2,10,2,kernel,warm,2,100,0,10,0,0,1",
        "w2,10,2,kernel,warm,3,200,0,20,0,0,1",
        "w2,10,1,kernel,warm,1,9000,0,0,0,0,1",
        "w2,10,2,kernel,first,1,9000,0,0,0,0,1"));
    assertThat(figures.nanosPerRecord(Task.W2, 10, 2, "kernel", Figures.WARM)).hasValue(20.0);
    assertThat(figures.bytesPerRecord(Task.W2, 10, 2, "kernel")).hasValue(2.0);
    assertThat(figures.nanosPerRecord(Task.W2, 10, 2, "duckdb", Figures.WARM)).isEmpty();
  }
}
