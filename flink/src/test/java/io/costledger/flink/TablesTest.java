package io.costledger.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/** Tables and SQL in, tables and SQL out, as docs/recipes/flink.md has it. */
class TablesTest {
  private static final Path RECIPE = Path.of("..", "docs", "recipes", "flink.md");

  private static String sample(String language) throws Exception {
    Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(RECIPE));
    assertThat(matcher.find()).as(language).isTrue();
    return matcher.group(1);
  }

  private static StreamTableEnvironment tables(StreamExecutionEnvironment env) {
    Cluster.get();
    env.setParallelism(1);
    return StreamTableEnvironment.create(env);
  }

  @Test
  void theRecipesSampleIsTheOneThatIsRun() throws Exception {
    String source = Files.readString(
        Path.of("src", "test", "java", "io", "costledger", "flink", "ChargebackJob.java"));
    assertThat(sample("java flink")).isEqualTo(source.substring(source.indexOf("\nclass ") + 1));
  }

  @Test
  @SuppressWarnings("try") // Flink's iterator may be interrupted when it is closed.
  void theRecipePrintsWhatItGives() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamTableEnvironment tables = tables(env);
    for (String view : sample("sql").split(";\n", 0)) {
      tables.executeSql(view);
    }
    Table result = ChargebackJob.whoBearsWhat(tables, sample("yaml"));
    Map<String, BigDecimal> last = new TreeMap<>();
    try (CloseableIterator<Row> rows = result.execute().collect()) {
      rows.forEachRemaining(row -> {
        if (row.getKind() != RowKind.UPDATE_BEFORE && row.getKind() != RowKind.DELETE) {
          last.put(row.<String>getFieldAs(0), row.<BigDecimal>getFieldAs(1));
        }
      });
    }
    StringBuilder printed = new StringBuilder();
    last.forEach((account, amount) ->
        printed.append(account).append(' ').append(amount.toPlainString()).append('\n'));
    assertThat(printed.toString()).isEqualTo(sample("text"));
  }

  /** Flink would round: the job fails, and says why. */
  @Test
  void anAmountThatTheColumnCantHoldFailsTheJob() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamTableEnvironment tables = tables(env);
    Row line = StatementRows.ROWS.empty();
    line.setField("exact", new BigDecimal("0.125"));
    line.setField("settled", new BigDecimal("0.12"));
    DataStream<Row> lines = env.fromData(StatementRows.TYPE, line);
    assertThatThrownBy(() ->
            ChargebackTables.statements(tables, lines, 2).execute().collect().hasNext())
        .hasStackTraceContaining("Invalid amount: 0.125 (has more than 2 decimals)");
  }

  @Test
  void aDecimalTakesWhatItHoldsAndNothingElse() {
    assertThat(Cells.decimal(new BigDecimal("1.5"), 10).toPlainString()).isEqualTo("1.5000000000");
    assertThat(Cells.decimal(new BigDecimal("1.50000"), 1).toPlainString()).isEqualTo("1.5");
    BigDecimal longest = new BigDecimal("9".repeat(28));
    assertThat(Cells.decimal(longest, 10).precision()).isEqualTo(38);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cells.decimal(longest.add(BigDecimal.ONE), 10))
        .withMessage("Invalid amount: 10000000000000000000000000000.0000000000 (has more than 38"
            + " digits, which a DECIMAL can't hold)");
  }

  @Test
  void binaryNumbersAreRefused() {
    Row row = UsageRows.of("l", "usage", September.uses("d", "1", "1").get(0));
    row.setField("quantity", 1.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kind.USAGE.checked(row))
        .withMessage(
            "Invalid column quantity: Double 1.5 (must be a DECIMAL, or a number as text)");
    row.setField("quantity", "1.50");
    assertThat(Kind.USAGE.checked(row).getField("quantity")).isEqualTo(new BigDecimal("1.5"));
  }
}
