package io.costledger.allocation.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.math.BigInteger;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** How long a result can be read: 3 and 1 hours share what a platform passes on. */
class BatchWorkspaceTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");

  private final BatchWorkspace workspace = new BatchWorkspace();
  private final BatchAllocation allocation = BatchAllocation.of(
      Policy.builder("two")
          .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
          .basis(Basis.BILLED)
          .grain(Grain.of(AUGUST))
          .costCenters("a", "b")
          .platform("p", p -> p.owner("a").model(AllocationModels.proportional("hours")))
          .build()
          .resolve(),
      UsageBatch.of(List.of(use("r1", "a", "3"), use("r2", "b", "1"))));

  private static UsageRecord use(String id, String consumer, String hours) {
    return UsageRecord.of(id, "p", "cost-center:" + consumer, hours, "hours", AUGUST, "usage-1");
  }

  private static PoolAmounts amount(long units) {
    return PoolAmounts.builder().add(AUGUST, "p", BigInteger.valueOf(units)).build();
  }

  private static void assertOver(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The workspace of this result has been used again: read a result before that,"
            + " or give it a workspace of its own");
  }

  @Test
  void sharesAreReadBeforeItIsUsedAgain() {
    ShareColumns shares = allocation.shares(amount(100), workspace);
    assertThat(shares.longUnits(0)).isEqualTo(75);
    assertThat(shares.consumer(1)).isEqualTo(Account.costCenter("b"));
    allocation.shares(amount(8), workspace);
    assertOver(() -> shares.longUnits(0));
    assertOver(() -> shares.units(0));
    assertOver(() -> shares.consumer(1));
  }

  @Test
  void recordsAreReadBeforeItIsUsedAgain() {
    RecordColumn records = allocation.records(amount(100), ApportionmentRule.PREFIX, workspace);
    assertThat(records.longUnits(1)).isEqualTo(25);
    allocation.tiers(amount(8), PoolAmounts.builder().build(), workspace);
    assertOver(() -> records.longUnits(1));
    assertOver(() -> records.units(1));
    assertOver(() -> records.shares().longUnits(0));
  }

  @Test
  void tiersAreReadBeforeItIsUsedAgain() {
    TierColumns tiers = allocation.tiers(amount(100), PoolAmounts.builder().build(), workspace);
    assertThat(tiers.entries().units(0)).isEqualTo(75);
    assertThat(tiers.lineage().units(1)).isEqualTo(25);
    allocation.shares(amount(8), workspace);
    assertOver(() -> tiers.entries().units(0));
    assertOver(() -> tiers.entries().to(0));
    assertOver(() -> tiers.lineage().sink(0));
  }

  @Test
  void anotherWorkspaceLeavesAResultAsItIs() {
    ShareColumns shares = allocation.shares(amount(100), workspace);
    allocation.shares(amount(8), new BatchWorkspace());
    assertThat(shares.longUnits(0)).isEqualTo(75);
  }

  /** Where a batch before had more lines than this one. */
  @Test
  void aLineBehindTheLastIsRefused() {
    allocation.shares(amount(100), workspace);
    BatchAllocation one = BatchAllocation.of(
        Policy.builder("one")
            .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
            .basis(Basis.BILLED)
            .grain(Grain.of(AUGUST))
            .costCenters("a")
            .platform("p", p -> p.owner("a").model(AllocationModels.proportional("hours")))
            .build()
            .resolve(),
        UsageBatch.of(List.of(use("r1", "a", "3"))));
    ShareColumns shares = one.shares(amount(7), workspace);
    assertThat(shares.size()).isEqualTo(1);
    assertThatThrownBy(() -> shares.longUnits(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> shares.consumer(1)).isInstanceOf(IndexOutOfBoundsException.class);
    RecordColumn records = one.records(amount(7), ApportionmentRule.PREFIX, workspace);
    assertThatThrownBy(() -> records.longUnits(1)).isInstanceOf(IndexOutOfBoundsException.class);
    TierColumns tiers = one.tiers(amount(7), PoolAmounts.builder().build(), workspace);
    assertThatThrownBy(() -> tiers.entries().units(1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
