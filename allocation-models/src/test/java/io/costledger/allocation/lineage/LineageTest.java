package io.costledger.allocation.lineage;

import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.Chargeback;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * A lineage that a reader can follow with pencil and paper, in cents.
 *
 * <p>ec2 has 100.00, of which spark used 75 and search 25 of 100 hours; s3 has 20.00, half for
 * spark, half for ads. So 85.00 reach spark's pool: 75.00 of ec2, 10.00 of s3. It keeps 12.75 for
 * infra; 72.25 by 2 : 1 are 48.17 for search and 24.08 for ads. A charge of 5.00 to spark names ads
 * and goes there whole.
 *
 * <p>Of the 7500 cents of ec2 in 8500, ads should have 7500 * 2408 / 8500 = 2124 12/17, infra 1125
 * and search 4250 5/17; of the 1000 of s3 283 5/17, 150 and 566 12/17. One cent of each is left:
 * ec2's goes to ads, which is more behind, and s3's to search.
 */
class LineageTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  private static final RowField SERVICE = RowField.column("ServiceName");

  private static AuditedRun run() {
    RowField consumer = RowField.column("Consumer");
    AccountNaming platform = AccountNaming.from(AccountKind.PLATFORM, RowField.column("Platform"));
    Policy policy = Policy.builder("showback")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(AUGUST))
        .billSource("cur")
        .costCenters("ads", "infra", "search")
        .platform("ec2", p -> p.owner("infra").model(proportional("vcpu-hours")))
        .platform("s3", p -> p.owner("infra").model(proportional("gb")))
        .platform("spark", p -> p.owner("infra").retain("0.15").model(proportional("vcore-hours")))
        .addBillRules(
            BillRule.builder()
                .name("names its consumer")
                .when(new RowCondition.Present(consumer, true))
                .to(platform)
                .consumer(AccountNaming.from(AccountKind.COST_CENTER, consumer))
                .build(),
            BillRule.builder().name("by target").to(platform).build())
        .build();
    List<BillRecord> rows = List.of(
        BillRecord.of("1", AUGUST, "60.00", Map.of("Platform", "ec2", "ServiceName", "Compute")),
        BillRecord.of("2", AUGUST, "40.00", Map.of("Platform", "ec2", "ServiceName", "Support")),
        BillRecord.of("3", AUGUST, "20.00", Map.of("Platform", "s3")),
        BillRecord.of("4", AUGUST, "5.00", Map.of("Platform", "spark", "Consumer", "ads")),
        BillRecord.of("5", AUGUST, "-2.00", Map.of("Platform", "ec2", "ServiceName", "Compute")),
        BillRecord.of("6", AUGUST, "0.50", Map.of("Platform", "hadoop")));
    List<UsageRecord> usage = List.of(
        use("u1", "ec2", "platform:spark", "75", "vcpu-hours"),
        use("u2", "ec2", "cost-center:search", "25", "vcpu-hours"),
        use("u3", "s3", "platform:spark", "5", "gb"),
        use("u4", "s3", "cost-center:ads", "5", "gb"),
        use("u5", "spark", "cost-center:search", "20", "vcore-hours"),
        use("u6", "spark", "cost-center:ads", "10", "vcore-hours"));
    return Chargeback.of(policy.resolve())
        .run(
            RunInputs.of(
                Bill.of(Delivery.of("cur", "cur-08", new byte[] {1}), rows),
                UsageBatch.of(usage),
                List.of(Delivery.of("usage", "usage-08", new byte[] {2}))),
            Instant.parse("2026-09-02T00:00:00Z"));
  }

  private static UsageRecord use(
      String id, String platform, String consumer, String quantity, String unit) {
    return UsageRecord.of(id, platform, consumer, quantity, unit, AUGUST, "usage-08");
  }

  private static Lineage charges() {
    return Lineage.of(run()).only(Measure.CHARGE);
  }

  @Nested
  class Cells {
    @Test
    void areThoseOfTheHandWorkedExample() {
      assertThat(charges()
              .cells()
              .collect(cell -> cell.root() + " -> " + cell.sink() + " " + cell.units())
              .castToList())
          .containsExactly(
              "platform:ec2 -> cost-center:ads 2125",
              "platform:s3 -> cost-center:ads 1283",
              "platform:spark -> cost-center:ads 500",
              "platform:ec2 -> cost-center:infra 1125",
              "platform:s3 -> cost-center:infra 150",
              "platform:ec2 -> cost-center:search 6750",
              "platform:s3 -> cost-center:search 567",
              "unallocated:bill -> unallocated:bill 50");
    }

    @Test
    void ofCreditsAreNegative() {
      // 200 cents: 150 to spark, 50 to search; spark keeps floor(22.5) = 22, 128 by 1 : 2 are 42
      // 2/3
      // and 85 1/3.
      assertThat(Lineage.of(run())
              .only(Measure.CREDIT)
              .cells()
              .collect(cell -> cell.root() + " -> " + cell.sink() + " " + cell.units())
              .castToList())
          .containsExactly(
              "platform:ec2 -> cost-center:ads -43",
              "platform:ec2 -> cost-center:infra -22",
              "platform:ec2 -> cost-center:search -135");
    }
  }

  @Nested
  class From {
    @Test
    void saysHowMuchASinkBears() {
      assertThat(Lineage.of(run()).from("ec2").to("search")).hasToString("USD 66.15");
      assertThat(charges().from("ec2").to("search")).hasToString("USD 67.50");
      assertThat(charges().from("spark").to("search")).hasToString("USD 0.00");
      assertThat(charges().from(Account.unallocated("bill")).to(Account.unallocated("bill")))
          .hasToString("USD 0.50");
    }

    @Test
    void saysWhoBearsItAndHowMuchItIs() {
      assertThat(charges().from("s3").sinks())
          .hasToString("{cost-center:ads=USD 12.83, cost-center:infra=USD 1.50,"
              + " cost-center:search=USD 5.67}");
      assertThat(charges().from("s3").total()).hasToString("USD 20.00");
      assertThat(Lineage.of(run()).from("ec2").total()).hasToString("USD 98.00");
    }

    @Test
    void knowsWhatThePolicyDeclares() {
      assertThatThrownBy(() -> charges().from("ec3"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid platform: ec3 (the policy declares none such)");
      assertThatThrownBy(() -> charges().from("ec2").to("serach"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid cost-center: serach (the policy declares none such)");
    }
  }

  @Nested
  class Into {
    @Test
    void saysWhereItBegan() {
      assertThat(charges().into("ads").roots())
          .hasToString("{platform:ec2=USD 21.25, platform:s3=USD 12.83, platform:spark=USD 5.00}");
      assertThat(charges().into("ads").total()).hasToString("USD 39.08");
    }
  }

  @Nested
  class SplitByAColumn {
    @Test
    void tellsTheRowsOfARootApart() {
      // ec2's 100.00 are 60 : 40 in everything it passes on: 15.00 and 10.00 to search. Spark's
      // pool
      // is 45.00, 30.00 and 10.00; of 8500 search has 4817: 2550 3/17, 1700 2/17 and 566 12/17, ads
      // 1274 14/17, 849 15/17 and 283 5/17; the cents left are ads', ads' and search's.
      assertThat(Lineage.of(run(), SERVICE).only(Measure.CHARGE).into("search").roots())
          .hasToString("{platform:ec2[Compute]=USD 40.50, platform:ec2[Support]=USD 27.00,"
              + " platform:s3=USD 5.67}");
      assertThat(Lineage.of(run(), SERVICE).only(Measure.CHARGE).from("ec2").to("ads"))
          .hasToString("USD 21.25");
    }
  }

  @Nested
  class OneOfSeveralPeriods {
    @Test
    void isTheWholeOfARunOfOne() {
      assertThat(charges().during(AUGUST).cells()).isEqualTo(charges().cells());
      assertThat(charges()
              .during(Period.parse("2026-09-01T00:00:00Z/2026-10-01T00:00:00Z"))
              .cells())
          .isEmpty();
    }
  }
}
