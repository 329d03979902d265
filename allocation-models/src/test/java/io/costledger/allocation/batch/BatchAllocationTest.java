package io.costledger.allocation.batch;

import static io.costledger.allocation.model.AllocationModels.even;
import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("pools and shares of a batch in columns (SPEC 3, 3.8)")
class BatchAllocationTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  private static final ResolvedPolicy POLICY = Policy.builder("batch")
      .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
      .basis(Basis.BILLED)
      .grain(Grain.of(AUGUST))
      .costCenters("a", "b")
      .platform("p", p -> p.owner("a").model(proportional("hours")))
      .platform("q", p -> p.owner("a").model(even()))
      .build()
      .resolve();

  private static BatchAllocation of(UsageRecord... uses) {
    return BatchAllocation.of(POLICY, UsageBatch.of(List.of(uses)));
  }

  private static UsageRecord use(String id, String platform, String consumer, String hours) {
    return UsageRecord.of(
        id, platform, "cost-center:" + consumer, hours, "hours", AUGUST, "usage-1");
  }

  private static PoolAmounts amount(String platform, long units) {
    return PoolAmounts.builder()
        .add(AUGUST, platform, BigInteger.valueOf(units))
        .build();
  }

  private static List<Long> units(RecordColumn column) {
    return IntStream.range(0, column.size()).mapToObj(column::longUnits).toList();
  }

  @Nested
  class UnitWeights {
    @Test
    void areOfTheUnitsThatTheModelReads() {
      BatchAllocation allocation = of(
          use("r1", "p", "a", "1"),
          UsageRecord.of("r2", "p", "cost-center:a", "1", "gigabytes", AUGUST, "usage-1"));
      assertThat(allocation.unitWeights(new Pool(AUGUST, "p")))
          .containsExactly(Map.entry("hours", BigInteger.ONE));
    }

    @Test
    void areNoneWhereNoSingleRecordWeighsOrThereIsNone() {
      BatchAllocation allocation = of(use("r1", "q", "a", "1"));
      assertThat(allocation.unitWeights(new Pool(AUGUST, "q"))).isEmpty();
      assertThat(allocation.unitWeights(new Pool(AUGUST, "p"))).isEmpty();
    }
  }

  @Nested
  class Records {
    /** a has 3 of 4 hours: 8 of 10 units (7 1/2, tie to a), by 1 : 1 : 1 that is 3, 3, 2. */
    @Test
    void bearWhatTheDrillDownSays() {
      RecordColumn column = of(
              use("r3", "p", "a", "1"),
              use("r1", "p", "a", "1"),
              use("s", "p", "b", "1"),
              use("r2", "p", "a", "1.0"))
          .records(amount("p", 10));
      assertThat(units(column)).containsExactly(2L, 3L, 2L, 3L);
      assertThat(column.shares().consumer(0)).isEqualTo(Account.costCenter("a"));
      assertThat(column.shares().longUnits(0)).isEqualTo(8);
      assertThat(column.units(3)).isEqualTo(BigInteger.valueOf(3));
    }

    /** 10 units by 1 : 1 : 1 in the order of ids: up to 3 1/3, 6 2/3 and 10 are 3, 6 and 10. */
    @Test
    void openByPrefixInTheOrderOfIds() {
      RecordColumn column = of(
              use("r3", "p", "a", "1"), use("r1", "p", "a", "1"), use("r2", "p", "a", "1"))
          .records(amount("p", 10), ApportionmentRule.PREFIX, new BatchWorkspace());
      assertThat(units(column)).containsExactly(4L, 3L, 3L);
    }

    @Test
    void ofAShareWithAReturnBearNothingAndItIsNamed() {
      RecordColumn column = of(
              use("r1", "p", "a", "3"), use("r2", "p", "a", "-1"), use("s", "p", "b", "2"))
          .records(amount("p", 10));
      assertThat(units(column)).containsExactly(0L, 0L, 5L);
      assertThat(column.shares().longUnits(0)).isEqualTo(5);
      assertThat(column.unopened())
          .containsExactly("Invalid quantity of usage record 'r2': -1 (a share with a return in it"
              + " can't be split over records; platform:p by cost-center:a in " + AUGUST + ")");
    }
  }

  @Nested
  class Shares {
    @Test
    void nameThePoolsThatNobodyShares() {
      ShareColumns shares =
          of(use("r", "p", "a", "0")).shares(amount("p", 10), new BatchWorkspace());
      assertThat(shares.size()).isZero();
      assertThat(shares.unplaced()).containsExactly(new Pool(AUGUST, "p"));
    }

    @Test
    void refuseAModelThatWeighsNoRecord() {
      BatchAllocation batch = of(use("r", "q", "a", "1"));
      assertThatThrownBy(() -> batch.shares(amount("q", 10), new BatchWorkspace()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid batch allocation: platform:q in " + AUGUST
              + " (the model must weigh single records, without minimum or cap)");
    }

    @Test
    void refuseANegativeSum() {
      BatchAllocation batch = of(use("r", "p", "a", "1"), use("s", "p", "a", "-2"));
      assertThatThrownBy(() -> batch.shares(amount("p", 10), new BatchWorkspace()))
          .isInstanceOf(LedgerException.class)
          .hasMessage("The usage can't be shared\n  Invalid sum of hours: -1"
              + " (use of platform:p by cost-center:a in " + AUGUST + " must not be negative)");
    }
  }

  @Nested
  class Threads {
    @Test
    void areOneToManyAndNoMore() {
      assertThatThrownBy(() -> Workers.of(0, Runnable::run))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid threads: 0 (must be 1 to 1024)");
    }

    @Test
    void handOnWhatATaskThrows() {
      Workers two = Workers.of(2, task -> new Thread(task).start());
      assertThatThrownBy(() -> two.run(4, task -> {
            if (task == 2) {
              throw new IllegalStateException("task " + task);
            }
          }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("task 2");
    }
  }
}
