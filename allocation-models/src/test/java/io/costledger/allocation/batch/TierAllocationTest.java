package io.costledger.allocation.batch;

import static io.costledger.allocation.model.AllocationModels.even;
import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Tiers in columns that a reader can follow with pencil and paper, in cents: the example of {@code
 * LineageTest}.
 *
 * <p>ec2 has 100.00, of which spark used 75 and search 25 of 100 hours; s3 has 20.00, half for
 * spark, half for ads. So 85.00 reach spark. It keeps 12.75 for infra; 72.25 by 2 : 1 are 48.17 for
 * search and 24.08 for ads.
 */
@DisplayName("tiers of a batch in columns (SPEC 5.2, 6, 8)")
class TierAllocationTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  private static final PoolAmounts NONE = PoolAmounts.builder().build();

  private static BatchAllocation batch(UnaryOperator<Platform.Builder> spark, UsageRecord... uses) {
    return BatchAllocation.of(
        Policy.builder("tiers")
            .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
            .basis(Basis.BILLED)
            .grain(Grain.of(AUGUST))
            .costCenters("ads", "infra", "search")
            .platform("ec2", p -> p.owner("infra").model(proportional("hours")))
            .platform("s3", p -> p.owner("infra").model(proportional("gb")))
            .platform("spark", p -> spark.apply(p.owner("infra").retain("0.15")))
            .build()
            .resolve(),
        UsageBatch.of(List.of(uses)));
  }

  private static BatchAllocation example() {
    return batch(
        p -> p.model(proportional("hours")),
        use("u1", "ec2", "platform:spark", "75", "hours"),
        use("u2", "ec2", "cost-center:search", "25", "hours"),
        use("u3", "s3", "platform:spark", "5", "gb"),
        use("u4", "s3", "cost-center:ads", "5", "gb"),
        use("u5", "spark", "cost-center:search", "20", "hours"),
        use("u6", "spark", "cost-center:ads", "10", "hours"));
  }

  private static UsageRecord use(
      String id, String platform, String consumer, String quantity, String unit) {
    return UsageRecord.of(id, platform, consumer, quantity, unit, AUGUST, "usage-08");
  }

  private static PoolAmounts amounts(String platform, String units) {
    return PoolAmounts.builder().add(AUGUST, platform, new BigInteger(units)).build();
  }

  private static TierColumns charged(BatchAllocation batch, String platform, String units) {
    return batch.tiers(amounts(platform, units), NONE, new BatchWorkspace());
  }

  private static TierColumns ofExample() {
    PoolAmounts charges = PoolAmounts.builder()
        .add(AUGUST, "ec2", BigInteger.valueOf(10_000))
        .add(AUGUST, "s3", BigInteger.valueOf(2_000))
        .build();
    return example().tiers(charges, amounts("ec2", "-200"), new BatchWorkspace());
  }

  private static List<String> lines(EntryColumns entries) {
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < entries.size(); line++) {
      assertThat(entries.period(line)).isEqualTo(AUGUST);
      lines.add(entries.measure(line) + " " + entries.from(line).id() + " -> " + entries.to(line)
          + " " + entries.kind(line).text() + " " + entries.units(line));
    }
    return lines;
  }

  private static List<String> lines(LineageColumns lineage) {
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < lineage.size(); line++) {
      assertThat(lineage.period(line)).isEqualTo(AUGUST);
      lines.add(lineage.measure(line) + " " + lineage.root(line).id() + " -> " + lineage.sink(line)
          + " " + lineage.units(line));
    }
    return lines;
  }

  @Nested
  class Entries {
    @Test
    void areThoseOfTheHandWorkedExample() {
      // Of the credit 150 reach spark, which keeps floor(22.5); 128 by 2 : 1 are 85 1/3 and 42 2/3.
      assertThat(lines(ofExample().entries()))
          .containsExactly(
              "CHARGE ec2 -> cost-center:search allocated 2500",
              "CHARGE ec2 -> platform:spark allocated 7500",
              "CHARGE s3 -> cost-center:ads allocated 1000",
              "CHARGE s3 -> platform:spark allocated 1000",
              "CHARGE spark -> cost-center:ads allocated 2408",
              "CHARGE spark -> cost-center:infra retained 1275",
              "CHARGE spark -> cost-center:search allocated 4817",
              "CREDIT ec2 -> cost-center:search allocated -50",
              "CREDIT ec2 -> platform:spark allocated -150",
              "CREDIT spark -> cost-center:ads allocated -43",
              "CREDIT spark -> cost-center:infra retained -22",
              "CREDIT spark -> cost-center:search allocated -85");
    }

    @Test
    void ofAnOwnerWhoIsAConsumerAreTwoAndOneCellOfTheLineage() {
      TierColumns tiers = charged(
          batch(
              p -> p.model(proportional("hours")),
              use("u", "spark", "cost-center:infra", "1", "hours")),
          "spark",
          "100");
      assertThat(lines(tiers.entries()))
          .containsExactly(
              "CHARGE spark -> cost-center:infra retained 15",
              "CHARGE spark -> cost-center:infra allocated 85");
      assertThat(lines(tiers.lineage())).containsExactly("CHARGE spark -> cost-center:infra 100");
    }

    @Test
    void leaveCostWithoutAHomeUnallocated() {
      // 85 by 3 : 1 are 63.75 and 21.25: ghost's part has no home.
      TierColumns tiers = charged(
          batch(
              p -> p.model(proportional("hours")),
              use("u1", "spark", "cost-center:ghost", "3", "hours"),
              use("u2", "spark", "cost-center:ads", "1", "hours")),
          "spark",
          "100");
      assertThat(lines(tiers.entries()))
          .containsExactly(
              "CHARGE spark -> cost-center:ads allocated 21",
              "CHARGE spark -> cost-center:infra retained 15",
              "CHARGE spark -> unallocated:spark unallocated 64");
      assertThat(lines(charged(example(), "s3", "0").entries())).isEmpty();
      assertThat(lines(charged(batch(p -> p), "spark", "100").entries()))
          .containsExactly(
              "CHARGE spark -> cost-center:infra retained 15",
              "CHARGE spark -> unallocated:spark unallocated 85");
    }

    @Test
    void goToThoseWhoStandInForNobody() {
      TierColumns tiers = charged(
          batch(p -> p.model(proportional("hours"))
              .putUnplaced(
                  FaultReason.NO_USAGE,
                  new Unplaced.Even(
                      List.of(Account.costCenter("ads"), Account.costCenter("search"))))),
          "spark",
          "100");
      assertThat(lines(tiers.entries()))
          .containsExactly(
              "CHARGE spark -> cost-center:ads allocated 43",
              "CHARGE spark -> cost-center:infra retained 15",
              "CHARGE spark -> cost-center:search allocated 42");
    }

    @Test
    void reachTheLargestAmountThatFits() {
      // 2^63 - 1 less floor(0.15 of it) by 2 : 1. Exactly 15 % are 1383505805528216371.05, so
      // 7839866231326559436 are left: 5226577487551039624 and 2613288743775519812.
      TierColumns tiers = charged(example(), "spark", "9223372036854775807");
      assertThat(lines(tiers.entries()))
          .containsExactly(
              "CHARGE spark -> cost-center:ads allocated 2613288743775519812",
              "CHARGE spark -> cost-center:infra retained 1383505805528216371",
              "CHARGE spark -> cost-center:search allocated 5226577487551039624");
      assertThat(tiers.entries().kind(1)).isEqualTo(EntryKind.RETAINED);
      assertThat(tiers.entries().measure(1)).isEqualTo(Measure.CHARGE);
    }
  }

  @Nested
  class OfLineage {
    @Test
    void cellsAreThoseOfTheHandWorkedExample() {
      // See LineageTest for the arithmetic.
      assertThat(lines(ofExample().lineage()))
          .containsExactly(
              "CHARGE ec2 -> cost-center:ads 2125",
              "CHARGE s3 -> cost-center:ads 1283",
              "CHARGE ec2 -> cost-center:infra 1125",
              "CHARGE s3 -> cost-center:infra 150",
              "CHARGE ec2 -> cost-center:search 6750",
              "CHARGE s3 -> cost-center:search 567",
              "CREDIT ec2 -> cost-center:ads -43",
              "CREDIT ec2 -> cost-center:infra -22",
              "CREDIT ec2 -> cost-center:search -135");
    }
  }

  @Nested
  class Refused {
    @Test
    void areAmountsOfTheWrongSign() {
      assertThatThrownBy(() -> charged(example(), "s3", "-5"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid charge: -5 of platform:s3 in " + AUGUST + " (must be 0 or more)");
      assertThatThrownBy(() -> example().tiers(NONE, amounts("s3", "5"), new BatchWorkspace()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid credit: 5 of platform:s3 in " + AUGUST + " (must be 0 or less)");
    }

    @Test
    void arePoolsThatThePolicyDoesNotKnow() {
      assertThatThrownBy(() -> charged(example(), "hadoop", "5"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid pool: platform:hadoop in " + AUGUST
              + " (the policy has no such platform in such a grain period)");
    }

    @Test
    void areSumsBeyond63Bits() {
      PoolAmounts charges = PoolAmounts.builder()
          .add(AUGUST, "ec2", BigInteger.valueOf(Long.MAX_VALUE))
          .add(AUGUST, "s3", BigInteger.ONE)
          .build();
      assertThatThrownBy(() -> example().tiers(charges, NONE, new BatchWorkspace()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid sum of charges: 9223372036854775808 units in " + AUGUST
              + " (must be less than 2^63)");
    }

    @Test
    void areModelsThatWeighNoRecordWhereCostCanReachThem() {
      UsageRecord[] uses = {
        use("u1", "ec2", "platform:spark", "1", "hours"),
        use("u2", "s3", "cost-center:ads", "1", "gb")
      };
      BatchAllocation batch = batch(p -> p.model(even()), uses);
      assertThat(lines(charged(batch, "s3", "7").entries()))
          .containsExactly("CHARGE s3 -> cost-center:ads allocated 7");
      assertThatThrownBy(() -> charged(batch, "ec2", "7"))
          .isInstanceOf(LedgerException.class)
          .hasMessage("The cost can't be passed on\n  Invalid batch allocation: platform:spark in "
              + AUGUST + " (the model must weigh single records, without minimum or cap)");
    }

    @Test
    void arePoolsThatWaitForThePeriodBefore() {
      BatchAllocation batch = batch(p -> p.model(proportional("hours"))
          .putUnplaced(FaultReason.NO_USAGE, new Unplaced.PreviousPeriod()));
      assertThatThrownBy(() -> charged(batch, "spark", "7"))
          .isInstanceOf(LedgerException.class)
          .hasMessage("The cost can't be passed on\n  Invalid batch allocation: platform:spark in "
              + AUGUST + " (it has no usage; a run takes the weights of the period before)");
    }

    @Test
    void areCircles() {
      BatchAllocation batch = batch(
          p -> p.model(proportional("hours")),
          use("u1", "ec2", "platform:spark", "1", "hours"),
          use("u2", "spark", "platform:ec2", "1", "hours"));
      assertThatThrownBy(() -> charged(batch, "ec2", "7"))
          .isInstanceOf(LedgerException.class)
          .hasMessage("The cost can't be passed on\n  Invalid attribution in " + AUGUST
              + ": cycle of ec2, spark (usage between platforms must not form a cycle)");
    }

    @Test
    void isCostForWhichTheRunFails() {
      BatchAllocation batch = batch(p ->
          p.model(proportional("hours")).putUnplaced(FaultReason.NO_USAGE, new Unplaced.Fail()));
      assertThatThrownBy(() -> charged(batch, "spark", "100"))
          .isInstanceOf(LedgerException.class)
          .hasMessage("The cost can't be passed on\n  Invalid NO_USAGE of platform:spark in "
              + AUGUST + ": 0.85 USD (the policy says that the run fails)");
    }
  }
}
