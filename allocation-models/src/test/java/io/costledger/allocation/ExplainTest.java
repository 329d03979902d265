package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.even;
import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.LedgerEntry;
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
 * Paragraphs of one day that a reader can check with pencil and paper: ec2 has 100.00, spark used
 * 75 of 100 hours; of its 75.00 it keeps 11.25 and shares 63.75 by 20 : 10 : 5 of 35 core hours,
 * which are 3642 6/7, 1821 3/7 and 910 5/7 cents. The two cents left over go to the remainders of
 * 6/7 and 5/7.
 */
class ExplainTest {
  private static final Period DAY = Period.parse("2026-08-01T00:00:00Z/2026-08-02T00:00:00Z");
  private static final RowField CONSUMER = RowField.column("Consumer");

  private static AuditedRun run() {
    AccountNaming platform = AccountNaming.from(AccountKind.PLATFORM, RowField.column("Platform"));
    Policy policy = Policy.builder("showback")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(DAY))
        .billSource("cur")
        .costCenters("ads", "infra", "search")
        .platform("ec2", p -> p.owner("infra").model(proportional("vcpu-hours")))
        .platform("kafka", p -> p.owner("infra").model(proportional("gb")))
        .platform("s3", p -> p.owner("infra").model(even()))
        .platform("spark", p -> p.owner("infra").retain("0.15").model(proportional("core-hours")))
        .addBillRules(
            BillRule.builder()
                .name("names its consumer")
                .when(new RowCondition.Present(CONSUMER, true))
                .to(platform)
                .consumer(AccountNaming.from(AccountKind.COST_CENTER, CONSUMER))
                .build(),
            BillRule.builder().name("by target").to(platform).build())
        .build();
    return Chargeback.of(policy.resolve())
        .run(
            RunInputs.of(
                Bill.of(
                    Delivery.of("cur", "cur-08", new byte[] {1}),
                    List.of(
                        row("row 1", "60.00", "ec2"),
                        row("row 2", "40.00", "ec2"),
                        row("row 3", "-0.10", "s3"),
                        row("row 4", "3.00", "kafka"),
                        BillRecord.of(
                            "row 5", DAY, "5.00", Map.of("Platform", "spark", "Consumer", "ads")),
                        row("row 6", "0.50", "hadoop"))),
                UsageBatch.of(List.of(
                    use("u1", "ec2", "platform:spark", "75", "vcpu-hours"),
                    use("u2", "ec2", "cost-center:search", "25", "vcpu-hours"),
                    use("u3", "spark", "cost-center:search", "20", "core-hours"),
                    use("u4", "spark", "cost-center:ads", "10", "core-hours"),
                    use("u5", "spark", "cost-center:gone", "5", "core-hours"),
                    use("u6", "s3", "cost-center:search", "5", "gb"),
                    use("u7", "s3", "cost-center:ads", "9", "gb"),
                    use("u8", "s3", "cost-center:infra", "1", "gb"))),
                List.of(Delivery.of("usage", "usage-08", new byte[] {2}))),
            Instant.parse("2026-09-02T00:00:00Z"));
  }

  private static BillRecord row(String id, String cost, String platform) {
    return BillRecord.of(id, DAY, cost, Map.of("Platform", platform));
  }

  private static UsageRecord use(
      String id, String platform, String consumer, String quantity, String unit) {
    return UsageRecord.of(id, platform, consumer, quantity, unit, DAY, "usage-08");
  }

  private static List<String> paragraphs(String from, String to) {
    AuditedRun run = run();
    return run.run().entries().castToList().stream()
        .filter(entry -> entry.from().toString().equals(from))
        .filter(entry -> entry.to().toString().equals(to))
        .map(entry -> Explain.entry(run, entry).paragraph())
        .toList();
  }

  @Nested
  class EntryInWords {
    @Test
    void fromTheBill() {
      assertThat(paragraphs("bill:cur", "platform:ec2"))
          .containsExactly(
              "On 2026-08-01, USD 100.00 of charges went from the bill to platform ec2. It is"
                  + " the sum of 2 bill rows (row 1, row 2) that the policy's rules place there. This"
                  + " rests on what was delivered as cur-08.");
    }

    @Test
    void ofBillRowsWithoutAHome() {
      assertThat(paragraphs("bill:cur", "unallocated:bill"))
          .containsExactly("On 2026-08-01, USD 0.50 of charges went from the bill to cost of"
              + " the bill without a home. It is the sum of 1 bill row (row 6) that"
              + " could not be placed (the platform is not declared). This rests on"
              + " what was delivered as cur-08.");
    }

    @Test
    void sharedWithoutARemainder() {
      assertThat(paragraphs("platform:ec2", "platform:spark"))
          .containsExactly("On 2026-08-01, USD 75.00 of charges went from platform ec2 to"
              + " platform spark. Platform ec2 (tier 0) had USD 100.00 from the"
              + " bill. It is shared among 2 consumers, by vcpu-hours. Platform"
              + " spark used 75 of 100 vcpu-hours, so of USD 100.00 its share is USD"
              + " 75.00 exactly. This rests on what was delivered as usage-08.");
    }

    @Test
    void sharedWithAUnitThatRoundingLeftOver() {
      assertThat(paragraphs("platform:spark", "cost-center:search"))
          .containsExactly("On 2026-08-01, USD 36.43 of charges went from platform spark to"
              + " cost center search. Platform spark (tier 1) had USD 80.00: USD"
              + " 5.00 from the bill and USD 75.00 from platform ec2. Of that, USD"
              + " 5.00 are charges that name who bears them and USD 11.25 it kept"
              + " for its owner infra; USD 63.75 remained to pass on. It is shared"
              + " among 3 consumers, by core-hours. Cost center search used 20 of 35"
              + " core-hours, so of USD 63.75 its share is exactly 3642 6/7 units of"
              + " USD 0.01; it got USD 36.43, the whole ones and one of those that"
              + " rounding left over. This rests on what was delivered as usage-08.");
    }

    @Test
    void namingWhoBearsItAndOneCutToWholeUnits() {
      assertThat(paragraphs("platform:spark", "cost-center:ads"))
          .containsExactly(
              "On 2026-08-01, USD 5.00 of charges went from platform spark to cost center ads."
                  + " Platform spark (tier 1) had USD 80.00: USD 5.00 from the bill and USD 75.00"
                  + " from platform ec2. USD 5.00 is the sum of 1 bill row (row 5), which names who"
                  + " bears it. This rests on what was delivered as cur-08.",
              "On 2026-08-01, USD 18.21 of charges went from platform spark to cost center ads."
                  + " Platform spark (tier 1) had USD 80.00: USD 5.00 from the bill and USD 75.00"
                  + " from platform ec2. Of that, USD 5.00 are charges that name who bears them and"
                  + " USD 11.25 it kept for its owner infra; USD 63.75 remained to pass on. It is"
                  + " shared among 3 consumers, by core-hours. Cost center ads used 10 of 35"
                  + " core-hours, so of USD 63.75 its share is exactly 1821 3/7 units of USD 0.01; it"
                  + " got USD 18.21, the whole ones. This rests on what was delivered as usage-08.");
    }

    @Test
    void keptByThePlatform() {
      assertThat(paragraphs("platform:spark", "cost-center:infra"))
          .containsExactly("On 2026-08-01, USD 11.25 of charges went from platform spark to"
              + " cost center infra. Platform spark (tier 1) had USD 80.00: USD 5.00"
              + " from the bill and USD 75.00 from platform ec2. The policy says"
              + " that the platform keeps 15% of its pool for its owner: of USD"
              + " 75.00 that is USD 11.25.");
    }

    @Test
    void ofAConsumerWhoIsNotDeclared() {
      assertThat(paragraphs("platform:spark", "unallocated:spark"))
          .containsExactly("On 2026-08-01, USD 9.11 of charges went from platform spark to cost"
              + " of spark without a home. Platform spark (tier 1) had USD 80.00:"
              + " USD 5.00 from the bill and USD 75.00 from platform ec2. Of that,"
              + " USD 5.00 are charges that name who bears them and USD 11.25 it"
              + " kept for its owner infra; USD 63.75 remained to pass on. It is"
              + " shared among 3 consumers, by core-hours. Cost center gone used 5"
              + " of 35 core-hours, so of USD 63.75 its share is exactly 910 5/7"
              + " units of USD 0.01; it got USD 9.11, the whole ones and one of"
              + " those that rounding left over. The policy doesn't declare gone for"
              + " that time. It stays here, in every total, until somebody gives it"
              + " a home. This rests on what was delivered as usage-08.");
    }

    @Test
    void ofAPlatformThatNobodyUsed() {
      assertThat(paragraphs("platform:kafka", "unallocated:kafka"))
          .containsExactly("On 2026-08-01, USD 3.00 of charges went from platform kafka to cost"
              + " of kafka without a home. Platform kafka (tier 0) had USD 3.00 from"
              + " the bill. Nobody used platform kafka then, so nobody can be"
              + " charged by use. It stays here, in every total, until somebody"
              + " gives it a home.");
    }

    @Test
    void ofACreditSharedEvenly() {
      // 10 cents over 3: 3 1/3 each; the cent left over goes to the smallest key, ads.
      assertThat(paragraphs("platform:s3", "cost-center:ads"))
          .containsExactly("On 2026-08-01, USD -0.04 of credits went from platform s3 to cost"
              + " center ads. Platform s3 (tier 0) had USD -0.10 from the bill. It"
              + " is shared among 3 consumers, evenly. Cost center ads has 1/3 of"
              + " the weights, so of USD -0.10 its share is exactly -3 1/3 units of"
              + " USD 0.01; it got USD -0.04, the whole ones and one of those that"
              + " rounding left over. This rests on what was delivered as usage-08.");
    }

    @Test
    void isOfThisRunOnly() {
      AuditedRun run = run();
      LedgerEntry entry = run.run().entries().get(0);
      LedgerEntry other = LedgerEntry.builder()
          .run(entry.run())
          .chargePeriod(DAY)
          .postingPeriod(DAY)
          .from(Account.platform("ec2"))
          .to(Account.costCenter("ads"))
          .amountUnits(java.math.BigInteger.ONE)
          .unit(entry.unit())
          .measure(Measure.CHARGE)
          .kind(entry.kind())
          .build();
      assertThatThrownBy(() -> Explain.of(run).entry(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid entry: platform:ec2 -> cost-center:ads (the run "
              + run.run().id()
              + " has none such)");
    }
  }

  @Nested
  class AccountInWords {
    @Test
    void ofACostCenter() {
      assertThat(Explain.account(run(), Account.costCenter("ads")).paragraph())
          .isEqualTo("Cost center ads bears USD 23.17: charges of USD 23.21 less credits of USD"
              + " 0.04. USD -0.04 came from platform s3, shared evenly. USD 5.00 are"
              + " charges of platform spark that name it. USD 18.21 came from platform"
              + " spark, shared by core-hours.");
    }

    @Test
    void ofAPlatform() {
      assertThat(Explain.account(run(), Account.platform("spark")).paragraph())
          .isEqualTo("Platform spark had USD 80.00. USD 5.00 came directly from the bill. USD"
              + " 75.00 came from platform ec2, shared by vcpu-hours. Of that, USD 36.43"
              + " went to cost center search, USD 18.21 went to cost center ads, USD 11.25"
              + " was kept for its owner cost center infra, USD 9.11 could not be placed"
              + " and USD 5.00 went to cost center ads, whom its charges name.");
    }

    @Test
    void ofTheBillIsNone() {
      assertThatThrownBy(() -> Explain.account(run(), Account.bill("cur")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid account: bill:cur (nothing explains the bill; it is given)");
    }
  }
}
