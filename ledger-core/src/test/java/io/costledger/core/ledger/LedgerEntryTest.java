package io.costledger.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import java.math.BigInteger;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerEntryTest {
  static final Account BILL = Account.bill("focus");
  static final Account EC2 = Account.platform("ec2");
  static final Account ADS = Account.costCenter("ads");

  static LedgerEntry.Builder entry(Account from, Account to, long units) {
    LedgerEntry.Builder builder = LedgerEntry.builder();
    builder.run("run-1").chargePeriod(Samples.day(0)).postingPeriod(Samples.SEPTEMBER);
    builder.from(from).to(to).amountUnits(BigInteger.valueOf(units));
    builder.unit(LedgerUnit.of(CurrencyUnit.USD, 2)).measure(Measure.CHARGE);
    builder.kind(EntryKind.DIRECT);
    return builder;
  }

  @Nested
  @DisplayName("check (SPEC 7.1: whole units, never zero, between two accounts)")
  class Check {
    @Test
    void takesChargesAndCredits() {
      assertThat(entry(BILL, EC2, 150).build().amount()).isEqualTo(BigMoney.parse("USD 1.50"));
      assertThat(entry(BILL, EC2, -1).measure(Measure.CREDIT).build().amount())
          .isEqualTo(BigMoney.parse("USD -0.01"));
    }

    @Test
    void refusesZero() {
      assertThatThrownBy(() -> entry(BILL, EC2, 0).build())
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid entry amount: bill:focus -> platform:ec2: 0 (must not be 0)");
    }

    @Test
    void refusesOneAccountOnBothSides() {
      assertThatThrownBy(() -> entry(EC2, EC2, 1).build())
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid entry: platform:ec2 -> platform:ec2 (must move between two accounts)");
    }

    @Test
    void tellsAPlatformFromACostCenterOfTheSameId() {
      Account same = Account.costCenter("ec2");
      assertThat(entry(EC2, same, 1).build().to()).isEqualTo(same);
    }
  }

  @Nested
  class Order {
    @Test
    void isPeriodPostingFromToMeasureKind() {
      LedgerEntry first = entry(BILL, EC2, 9).build();
      List<LedgerEntry> ascending = List.of(
          first,
          entry(BILL, EC2, 8).kind(EntryKind.UNALLOCATED).build(),
          entry(BILL, EC2, -7).measure(Measure.CREDIT).build(),
          entry(BILL, Account.platform("\uFFFD"), 6).build(),
          entry(BILL, Account.platform("\uD83D\uDE00"), 5).build(),
          entry(EC2, ADS, 4).build(),
          entry(BILL, EC2, 3).postingPeriod(Samples.OCTOBER).build(),
          entry(BILL, EC2, 2).chargePeriod(Samples.day(1)).build());
      assertThat(ascending).isSortedAccordingTo(LedgerEntry.ORDER);
      assertThat(ascending.stream().sorted(LedgerEntry.ORDER.reversed()).toList())
          .first()
          .isEqualTo(ascending.get(7));
      for (int i = 1; i < ascending.size(); i++) {
        assertThat(LedgerEntry.ORDER.compare(ascending.get(i - 1), ascending.get(i)))
            .isNegative();
      }
    }
  }

  @Nested
  @DisplayName("kinds (SPEC 7.2)")
  class Kinds {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
      "DIRECT, direct",
      "RETAINED, retained",
      "ALLOCATED, allocated",
      "VARIANCE, variance",
      "TRUE_UP, true-up",
      "UNALLOCATED, unallocated",
      "CORRECTION, correction"
    })
    void areWrittenAsTheSpecificationWritesThem(EntryKind kind, String text) {
      assertThat(kind.text()).isEqualTo(text);
      assertThat(EntryKind.parse(text)).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(EntryKind.class)
    void areReadBack(EntryKind kind) {
      assertThat(EntryKind.parse(kind.text())).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DIRECT", "true_up", "d\u0131rect"})
    void refuseOtherTexts(String text) {
      assertThatThrownBy(() -> EntryKind.parse(text))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid entry kind: '"
              + text
              + "' (one of direct, retained, allocated, variance, true-up, unallocated,"
              + " correction)");
    }
  }
}
