package io.costledger.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static Fault.Builder fault() {
    Fault.Builder builder = Fault.builder();
    builder.reason(FaultReason.NO_USAGE).chargePeriod(Samples.day(0)).message("m");
    builder.owner(new Responsible(Responsible.Role.PLATFORM_OWNER, "infra"));
    return builder;
  }

  @Test
  void ascendByReasonPeriodPlatformConsumerRecordMeasureMessage() {
    List<Fault> ascending = List.of(
        fault().build(),
        fault().message("n").build(),
        fault().measure(Measure.CHARGE).build(),
        fault().measure(Measure.CREDIT).build(),
        fault().record("bill:row 1").build(),
        fault().consumer(Account.costCenter("a")).build(),
        fault().platform("\uFFFD").build(),
        fault().platform("\uD83D\uDE00").build(),
        fault().chargePeriod(Samples.day(1)).build(),
        fault().reason(FaultReason.UNKNOWN_CONSUMER).build());
    for (int i = 1; i < ascending.size(); i++) {
      assertThat(Fault.ORDER.compare(ascending.get(i - 1), ascending.get(i)))
          .as("" + i)
          .isNegative();
    }
  }

  @Test
  @DisplayName("SPEC 6: the reasons are a closed list")
  void haveTheReasonsOfTheSpecification() {
    assertThat(FaultReason.values())
        .extracting(Enum::name)
        .containsExactlyInAnyOrder(
            "NO_USAGE",
            "NO_MODEL",
            "NO_OPEN_CONSUMER",
            "UNKNOWN_CONSUMER",
            "UNKNOWN_PLATFORM",
            "UNKNOWN_UNIT",
            "NO_RULE",
            "PERIOD_MISMATCH",
            "LATE_DELIVERY");
  }

  @Test
  void nameWhoCanMendThem() {
    assertThat(fault().build().owner()).hasToString("platform-owner:infra");
    assertThatThrownBy(() -> new Responsible(Responsible.Role.BILL_FEED, ""))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid responsible id: '' (must not be empty)");
  }
}
