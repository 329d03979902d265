package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  private static final String WIDE = "decimal(38,18)";

  private static Dataset<Row> amounts(String type, String... values) {
    return LocalSpark.session()
        .sql("select cast(v as " + type + ") amount from values ('" + String.join("'), ('", values)
            + "') as t(v)");
  }

  private static BigDecimal sum(Dataset<Row> rows) {
    return rows.agg(ExactSum.of(rows, "amount")).first().getDecimal(0);
  }

  @Nested
  class Of {
    @Test
    void amountsSumExactlyAtScale18() {
      assertThat(sum(amounts("decimal(38,2)", "0.10", "0.20", "-0.05")))
          .isEqualTo(new BigDecimal("0.250000000000000000"));
    }

    @Test
    void eachGroupHasItsOwnSum() {
      Dataset<Row> rows = LocalSpark.session()
          .range(0, 1000, 1, 7)
          .selectExpr("id % 2 as half", "cast(id as decimal(20,0)) as amount");
      // 0 + 2 + ... + 998 = 2 * 499 * 500 / 2; 1 + 3 + ... + 999 = 500 * 500.
      assertThat(rows.groupBy("half")
              .agg(ExactSum.of(rows, "amount"))
              .orderBy("half")
              .collectAsList())
          .extracting(row -> row.getDecimal(1).stripTrailingZeros().toPlainString())
          .containsExactly("249500", "250000");
    }

    @Test
    void noRowsSumToZero() {
      assertThat(sum(amounts(WIDE, "1").where("1 = 0"))).isEqualByComparingTo("0");
    }

    @Test
    void aBufferMayPassWhatTheResultHolds() {
      // 20 digits before the point are all that DECIMAL(38,18) has; the sum on the way has 21.
      String most = "99999999999999999999";
      assertThat(sum(amounts(WIDE, most, most, "-" + most))).isEqualByComparingTo(most);
    }

    @Test
    void aSumBeyondTheResultIsAnError() {
      assertThatThrownBy(() -> sum(amounts(WIDE, "99999999999999999999", "1")))
          .hasStackTraceContaining("Invalid sum: 100000000000000000000.000000000000000000"
              + " (must fit DECIMAL(38,18) exactly)");
    }

    @Test
    void aNullAmountIsAnError() {
      assertThatThrownBy(() ->
              sum(amounts(WIDE, "1", "2").selectExpr("try_cast(null as " + WIDE + ") amount")))
          .hasStackTraceContaining("Invalid amount: null (a sum must leave nothing out)");
    }

    @Test
    void typesThatSparkWouldRoundAreRefused() {
      assertThatThrownBy(() -> sum(amounts("decimal(38,19)", "1")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid type of column amount: DECIMAL(38,19)"
              + " (an exact sum takes DECIMAL with up to 18 decimals)");
      assertThatThrownBy(() -> sum(amounts("double", "1")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid type of column amount: DOUBLE"
              + " (an exact sum takes DECIMAL with up to 18 decimals)");
    }
  }

  @Nested
  class Udaf {
    @Test
    void sqlCallsItByItsRegisteredName() {
      LocalSpark.session().udf().register("exact_sum", ExactSum.udaf());
      amounts("decimal(10,2)", "1.25", "2.50").createOrReplaceTempView("amounts");
      assertThat(LocalSpark.session()
              .sql("select exact_sum(amount) from amounts")
              .first()
              .getDecimal(0))
          .isEqualByComparingTo("3.75");
    }
  }
}
