package io.costledger.serialization.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import io.costledger.serialization.input.InputFile;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageReaderTest {
  private static final String HEADER =
      "team,unit,id,consumer,platform,quantity,charge_period_end,charge_period_start,zone\n";

  @Test
  void columnsComeInAnyOrderAndFurtherOnesAreDimensions() {
    DeliveredUsage usage = read(
        UsageReader.of("usage").withDeliveryId("d1"),
        HEADER
            + "red,h,u1,cost-center:ads,spark,-1.50,2024-09-02,2024-09-01,NULL\n"
            + ",GB,u2,platform:kafka,spark,35.2E-7,2024-09-02T00:00:00Z,2024-09-01,z2\n");
    assertThat(usage.batch().size()).isEqualTo(2);
    Period day = Period.parse("2024-09-01T00:00:00Z/2024-09-02T00:00:00Z");
    UsageRecord first = UsageRecord.builder()
        .id("u1")
        .platform("spark")
        .consumer(Account.costCenter("ads"))
        .quantity(new BigDecimal("-1.50"))
        .unit("h")
        .chargePeriod(day)
        .delivery("d1")
        .dimensions(Map.of("team", "red"))
        .build();
    assertThat(usage.batch().record(0)).isEqualTo(first);
    assertThat(usage.batch().record(1))
        .isEqualTo(UsageRecord.builder()
            .id("u2")
            .platform("spark")
            .consumer(Account.platform("kafka"))
            .quantity(new BigDecimal("0.00000352"))
            .unit("GB")
            .chargePeriod(day)
            .delivery("d1")
            .dimensions(Map.of("zone", "z2"))
            .build());
  }

  @Test
  void deliveryIsNamedByItsDigest() {
    DeliveredUsage usage = read(UsageReader.of("spark"), HEADER);
    assertThat(usage.delivery().source()).isEqualTo("spark");
    assertThat(usage.delivery().id())
        .isEqualTo("spark@" + usage.delivery().sha256().substring(0, 12));
    assertThat(usage.batch().size()).isZero();
  }

  /** Ids that ascend so far need no look; from the first that doesn't, all are looked up. */
  @Test
  void anIdThatStandsTwiceIsFoundWhereverItsTwinIs() {
    String rest = ",cost-center:ads,spark,1,2024-09-02,2024-09-01,z\n";
    assertThatThrownBy(() -> read(
            UsageReader.of("usage"),
            HEADER
                + ",h,a" + rest
                + ",h,c" + rest
                + ",h,c" + rest
                + ",h,d" + rest
                + ",h,b" + rest
                + ",h,a" + rest
                + ",h,b" + rest))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            "row 3, column id: Invalid usage record id: 'c' (must be unique, row 2 has it too)",
            "row 6, column id: Invalid usage record id: 'a' (must be unique, row 1 has it too)",
            "row 7, column id: Invalid usage record id: 'b' (must be unique, row 5 has it too)")
        .extracting(e -> ((InvalidInputException) e).problems().size())
        .isEqualTo(3);
  }

  /** The second row's period begins as the first's and ends otherwise. */
  @Test
  void periodsAreThoseOfTheirOwnRow() {
    String rest = ",cost-center:ads,spark,1,";
    DeliveredUsage usage = read(
        UsageReader.of("usage"),
        HEADER
            + ",h,a" + rest + "2024-09-02,2024-09-01,\n"
            + ",h,b" + rest + "2024-09-03,2024-09-01,\n"
            + ",h,c" + rest + "2024-09-02,2024-09-01,\n"
            + ",h,d" + rest + "2024-09-02,2024-08-01,\n");
    assertThat(IntStream.range(0, 4).mapToObj(i -> usage.batch().chargePeriod(i).toString()))
        .containsExactly(
            "2024-09-01T00:00:00Z/2024-09-02T00:00:00Z",
            "2024-09-01T00:00:00Z/2024-09-03T00:00:00Z",
            "2024-09-01T00:00:00Z/2024-09-02T00:00:00Z",
            "2024-08-01T00:00:00Z/2024-09-02T00:00:00Z");
  }

  @Test
  void bothEndsOfAPeriodAreLookedAt() {
    assertThatThrownBy(() -> read(
            UsageReader.of("usage"),
            HEADER
                + ",h,a,cost-center:ads,spark,1,later,NULL,\n"
                + ",h,b,cost-center:ads,spark,1,2024-09-01,2024-09-01,\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            "row 1, column charge_period_start",
            "row 1, column charge_period_end",
            "row 2, column charge_period_end")
        .extracting(e -> ((InvalidInputException) e).problems().size())
        .isEqualTo(3);
  }

  private static DeliveredUsage read(UsageReader reader, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return reader.read(InputFile.of("usage.csv", () -> new ByteArrayInputStream(bytes)));
  }
}
