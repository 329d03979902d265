package io.costledger.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.bill.Bill;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.usage.UsageBatch;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.collections.api.factory.Lists;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunTest {
  private static Run run(List<LedgerEntry> entries) {
    Policy.Builder policy = Policy.builder("showback");
    policy.unit(LedgerUnit.of(CurrencyUnit.USD, 2)).basis(Basis.BILLED);
    policy.grain(Grain.of(Samples.day(0)));
    Run.Builder builder = Run.builder();
    builder.id("run-1").recordedAt(Instant.EPOCH).policy(policy.build().resolve());
    builder.inputs(
        RunInputs.of(Bill.of(Samples.delivery("focus"), List.of()), UsageBatch.empty(), List.of()));
    builder.entries(Lists.immutable.ofAll(entries));
    builder.faults(Lists.immutable.empty()).rounding(Lists.immutable.empty());
    builder.billPlacements(Lists.immutable.empty());
    return builder.build();
  }

  @Nested
  @DisplayName("balances (SPEC 7.1: the sum over all accounts is always 0)")
  class Balances {
    @Test
    void areWhatCameInLessWhatWentOut() {
      Account bill = LedgerEntryTest.BILL;
      Account ec2 = LedgerEntryTest.EC2;
      Account ads = LedgerEntryTest.ADS;
      Account search = Account.costCenter("search");
      Run run = run(List.of(
          LedgerEntryTest.entry(bill, ec2, 100).build(),
          LedgerEntryTest.entry(bill, ec2, -30).build(),
          LedgerEntryTest.entry(ec2, ads, 60).build(),
          LedgerEntryTest.entry(ec2, search, 10).build()));
      assertThat(run.balances())
          .containsExactly(
              Map.entry(bill, BigInteger.valueOf(-70)),
              Map.entry(ads, BigInteger.valueOf(60)),
              Map.entry(search, BigInteger.valueOf(10)),
              Map.entry(ec2, BigInteger.ZERO));
    }

    @Test
    void areEmptyWithoutEntries() {
      assertThat(run(List.of()).balances()).isEmpty();
    }

    @Test
    void widenBeyondSixtyFourBits() {
      LedgerEntry most = LedgerEntryTest.entry(
              LedgerEntryTest.BILL, LedgerEntryTest.EC2, Long.MAX_VALUE)
          .build();
      assertThat(run(List.of(most, most, most)).balances().get(LedgerEntryTest.EC2))
          .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(3)));
    }

    @Test
    void cannotBeChanged() {
      assertThatThrownBy(() -> run(List.of()).balances().put(LedgerEntryTest.ADS, BigInteger.ONE))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Provide
  Arbitrary<List<LedgerEntry>> entryLists() {
    return Combinators.combine(
            Samples.consumers(),
            Samples.consumers(),
            Arbitraries.longs().filter(units -> units != 0))
        .filter((from, to, units) -> !from.equals(to))
        .as((from, to, units) -> LedgerEntryTest.entry(from, to, units).build())
        .list()
        .ofMaxSize(20);
  }

  @Property(tries = 200)
  @Label("SPEC 7.1: the balances of any entries sum to 0")
  void balancesSumToZero(@ForAll("entryLists") List<LedgerEntry> entries) {
    BigInteger sum =
        run(entries).balances().values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(sum).isZero();
  }
}
