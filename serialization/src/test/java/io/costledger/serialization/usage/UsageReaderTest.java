package io.costledger.serialization.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import io.costledger.serialization.input.InputFile;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

  private static DeliveredUsage read(UsageReader reader, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return reader.read(InputFile.of("usage.csv", () -> new ByteArrayInputStream(bytes)));
  }
}
