package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRule;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What tables may hold, and every problem of those that hold something else. */
class InputsTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  private static final Policy POLICY = Policy.builder("spark")
      .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
      .basis(Basis.BILLED)
      .grain(Grain.of(AUGUST))
      .costCenters("ads", "infra", "search")
      .platform("ec2", p -> p.owner("infra").model(AllocationModels.proportional("hours")))
      .addBillRules(BillRule.builder()
          .name("all")
          .to(AccountNaming.always(Account.platform("ec2")))
          .build())
      .build();
  private static final String BILL = "select * from values"
      + " ('b1', 10.00, 'USD', timestamp '2026-08-01T00:00:00Z', timestamp '2026-09-01T00:00:00Z')"
      + " as t(id, BilledCost, BillingCurrency, ChargePeriodStart, ChargePeriodEnd)";
  private static final String COLUMNS =
      " as t(id, delivery, platform, consumer, quantity, unit, charge_period_start, charge_period_end)";
  private static final String TIMES =
      "timestamp '2026-08-01T00:00:00Z', timestamp '2026-09-01T00:00:00Z')";
  private static final String USAGE = "select * from values"
      + " ('u1', 'd1', 'ec2', 'cost-center:ads', 1.5, 'hours', " + TIMES + ","
      + " ('u2', 'd1', 'ec2', 'cost-center:search', 0.5, 'hours', " + TIMES + COLUMNS;

  private static Dataset<Row> sql(String text) {
    return LocalSpark.session().sql(text);
  }

  private static SparkRun run(Dataset<Row> bill, Dataset<Row> usage) {
    return SparkChargeback.of(POLICY.resolve())
        .run(inputs(bill, usage), Instant.parse("2026-09-02T06:00:00Z"));
  }

  private static SparkInputs inputs(Dataset<Row> bill, Dataset<Row> usage) {
    return SparkInputs.of(
        bill,
        Delivery.of("bill", "b", new byte[] {1}),
        usage,
        List.of(
            Delivery.of("usage", "d1", new byte[] {2}),
            Delivery.of("usage", "d2", new byte[] {3}),
            Delivery.of("other", "d3", new byte[] {4})));
  }

  @Nested
  class Sound {
    @Test
    void tablesOfDecimalsAndTimestampsAreChargedBack() {
      // 10.00 by 1.5 : 0.5 is 7.50 and 2.50.
      assertThat(run(sql(BILL), sql(USAGE))
              .statement()
              .select("account", "exact", "settled")
              .collectAsList())
          .extracting(Row::toString)
          .containsExactly("[cost-center:ads,7.50,7.50]", "[cost-center:search,2.50,2.50]");
    }

    @Test
    void theAuditNamesEachLaw() {
      Dataset<Row> audit = run(sql(BILL), sql(USAGE)).audit();
      assertThat(audit.where("law = 'CONSERVATION_RUN' and holds").count()).isEqualTo(1);
      assertThat(audit.where("not holds").count()).isZero();
    }

    @Test
    void aRecordBearsItsPartOfItsShare() {
      Dataset<Row> usage = sql("select * from values"
          + " ('u1', 'd1', 'ec2', 'cost-center:ads', 0.5, 'hours', " + TIMES + ","
          + " ('u2', 'd2', 'ec2', 'cost-center:ads', 0.5, 'hours', " + TIMES + ","
          + " ('u0', 'd1', 'ec2', 'cost-center:ads', 0.5, 'hours', " + TIMES + COLUMNS);
      Dataset<Row> bill = sql(BILL.replace("10.00", "10.01"));
      // 1001 units over 3: floors are 333, and 2 are left for the smaller ids.
      assertThat(run(bill, usage).records().orderBy("id").select("id", "amount").collectAsList())
          .extracting(Row::toString)
          .containsExactly("[u0,3.34]", "[u1,3.34]", "[u2,3.33]");
    }

    @Test
    void aShareWithAReturnIsNotOpened() {
      Dataset<Row> usage = sql(USAGE)
          .union(sql("select * from values"
              + " ('u3', 'd1', 'ec2', 'cost-center:ads', -0.5, 'hours', " + TIMES + COLUMNS));
      SparkRun run = run(sql(BILL), usage);
      assertThat(run.records().select("id").collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactly("u2");
      assertThat(run.unopened().select("platform", "consumer", "measure").collectAsList())
          .extracting(Row::toString)
          .containsExactly("[ec2,cost-center:ads,CHARGE]");
    }
  }

  @Nested
  class Schema {
    @Test
    void everyColumnThatIsMissingOrInexactIsNamed() {
      Dataset<Row> usage = sql(USAGE)
          .selectExpr(
              "id",
              "delivery",
              "platform",
              "consumer",
              "cast(quantity as double) quantity",
              "charge_period_start",
              "cast(charge_period_end as date) charge_period_end");
      assertThatThrownBy(() -> run(sql(BILL), usage))
          .isInstanceOf(LedgerException.class)
          .hasMessage("The table of usage can't be read\n"
              + "  Invalid type of column quantity: DOUBLE (must be DECIMAL, a whole number or"
              + " STRING: binary floating point is not exact)\n"
              + "  Invalid column: unit (is required)\n"
              + "  Invalid type of column charge_period_end: DATE (must be TIMESTAMP or STRING)");
    }

    @Test
    void aBillInDoubleIsRefused() {
      assertThatThrownBy(() -> run(sql(BILL.replace("10.00", "10.00D")), sql(USAGE)))
          .isInstanceOf(LedgerException.class)
          .hasMessage("The table of bill can't be read\n"
              + "  Invalid type of column BilledCost: DOUBLE (must be DECIMAL, a whole number or"
              + " STRING: binary floating point is not exact)");
    }
  }

  @Nested
  class Rows {
    @Test
    void everyProblemOfEveryUsageRowIsTold() {
      Dataset<Row> usage = sql("select * from values"
          + " ('u1', 'd1', 'ec2', 'ads', '1,5', 'hours', '2026-08-01', '2026-08-02'),"
          + " (null, 'd1', '', 'cost-center:ads', '1', null, '2026-08-02', '2026-08-01')"
          + COLUMNS);
      assertThatThrownBy(() -> run(sql(BILL), usage))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("usage has 6 problems\n"
              + "  usage: record 'u1', column consumer: Invalid consumer: 'ads'"
              + " (must be cost-center:<id> or platform:<id>)\n"
              + "  usage: record 'u1', column quantity: Invalid number: '1,5'"
              + " (must be [+-]digits[.digits][E[+-]digits] in ASCII)\n"
              + "  usage: record without id, column charge_period_end: Invalid period:"
              + " 2026-08-02T00:00:00Z/2026-08-01T00:00:00Z (must end after it starts)\n"
              + "  usage: record without id, column id: Invalid value: null (must not be null)\n"
              + "  usage: record without id, column platform: Invalid platform: ''"
              + " (must not be empty)\n"
              + "  usage: record without id, column unit: Invalid value: null (must not be null)");
    }

    @Test
    void everyProblemOfEveryBillRowIsTold() {
      Dataset<Row> bill = sql("select * from values"
          + " ('b1', '1.00', 'EUR', '2026-08-01', '2026-08-02'),"
          + " ('b0', 'x', 'USD', '2026-08-01', '2026-08-02'),"
          + " ('b1', '1', 'USD', '2026-08-01', null)"
          + " as t(id, BilledCost, BillingCurrency, ChargePeriodStart, ChargePeriodEnd)");
      assertThatThrownBy(() -> run(bill, sql(USAGE)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("bill has 4 problems\n"
              + "  bill: row 'b0', column BilledCost: Invalid number: 'x'"
              + " (must be [+-]digits[.digits][E[+-]digits] in ASCII)\n"
              + "  bill: row 'b1', column BillingCurrency: Invalid currency: 'EUR'"
              + " (the ledger's currency is USD)\n"
              + "  bill: row 'b1', column id: Invalid bill record id: 'b1'"
              + " (must be unique in its bill)\n"
              + "  bill: row 'b1', column ChargePeriodEnd: Invalid value: '' (must not be null)");
    }

    @Test
    void anIdMayStandOnceInItsSource() {
      Dataset<Row> usage = sql("select * from values"
          + " ('u1', 'd1', 'ec2', 'cost-center:ads', 1, 'hours', " + TIMES + ","
          + " ('u1', 'd2', 'ec2', 'cost-center:ads', 1, 'hours', " + TIMES + ","
          + " ('u1', 'd3', 'ec2', 'cost-center:ads', 1, 'hours', " + TIMES + COLUMNS);
      assertThatThrownBy(() -> run(sql(BILL), usage))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "usage has 1 problem\n  usage: record 'u1', column id: Invalid usage record id:"
                  + " 'u1' (must be unique in its source 'usage', but stands there 2 times)");
      assertThat(SparkChargeback.of(POLICY.resolve())
              .run(inputs(sql(BILL), usage).withTrustedIds(), Instant.parse("2026-09-02T06:00:00Z"))
              .summary()
              .records())
          .isEqualTo(3);
    }
  }
}
