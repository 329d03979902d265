package io.costledger.serialization.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.money.Basis;
import io.costledger.core.time.Period;
import io.costledger.serialization.input.InputFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FocusReaderTest {
  private static final FocusReader READER = FocusReader.of(Basis.BILLED, CurrencyUnit.USD, "focus");
  private static final String HEADER =
      "BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,";
  private static final String START = "1,2,USD,2024-09-01,2024-09-02,";

  @Nested
  class Cost {
    @Test
    void isThatOfTheChosenBasisExactly() {
      String text =
          HEADER + "ContractedCost,ListCost\n35.2E-7,+1.50,USD,2024-09-01,2024-09-02,-3,4";
      assertThat(read(READER, text).get(0).cost()).isEqualTo("0.00000352");
      assertThat(read(of(Basis.EFFECTIVE), text).get(0).cost()).isEqualTo("1.50");
      assertThat(read(of(Basis.CONTRACTED), text).get(0).cost()).isEqualTo("-3");
      assertThat(read(of(Basis.LIST), text).get(0).cost()).isEqualTo("4");
    }
  }

  @Nested
  class Time {
    @Test
    void hasManyForms() {
      String text = """
          BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd
          1,USD,2024-09-01,2024-09-02
          1,USD,2024-09-01 00:00:00,2024-09-02 00:00:00
          1,USD,2024-09-01T00:00:00Z,2024-09-02T00:00Z
          1,USD,2024-09-01T02:00:00.000+02:00,2024-09-01T19:00:00-05:00
          1,USD,2024-09-01 00:00:00 UTC,2024-09-02 00:00:00.000000 UTC
          """;
      assertThat(read(READER, text))
          .extracting(BillRecord::chargePeriod)
          .containsOnly(Period.parse("2024-09-01T00:00:00Z/2024-09-02T00:00:00Z"));
    }
  }

  @Nested
  class Columns {
    @Test
    void keepTheirTextAndNullsAreAbsent() {
      String text = HEADER + "ServiceName,RegionId,ChargeClass,ResourceId,ChargeFrequency\n" + START
          + "S3,NULL,(null),,Usage-based\n";
      assertThat(read(READER, text).get(0).columns())
          .containsEntry("ServiceName", "S3")
          .containsEntry("ChargeFrequency", "Usage-based")
          .containsEntry("BilledCost", "1")
          .doesNotContainKeys("RegionId", "ChargeClass", "ResourceId");
    }

    @Test
    void areSeenUnderTheOldAndTheNewNameOfTheProvider() {
      assertThat(
              read(READER, HEADER + "ProviderName\n" + START + "AWS\n").get(0).columns())
          .containsEntry("ProviderName", "AWS")
          .containsEntry("ServiceProviderName", "AWS");
      assertThat(read(READER, HEADER + "ServiceProviderName\n" + START + "AWS\n")
              .get(0)
              .columns())
          .containsEntry("ProviderName", "AWS")
          .containsEntry("ServiceProviderName", "AWS");
    }

    @Test
    void keepBothNamesOfTheProviderWhereTheFileHasBoth() {
      String text =
          HEADER + "ServiceProviderName,ProviderName\n" + START + "New,Old\n" + START + "New,\n";
      List<BillRecord> records = read(READER, text);
      assertThat(records.get(0).columns())
          .containsEntry("ProviderName", "Old")
          .containsEntry("ServiceProviderName", "New");
      assertThat(records.get(1).columns()).containsEntry("ProviderName", "New");
    }

    @Test
    void areDroppedUnlessWanted() {
      FocusReader reader =
          READER.withColumns(Set.of("ServiceProviderName")).withTags(Set.of("team"));
      String text =
          HEADER + "ProviderName,Tags\n" + START + "AWS,\"{\"\"team\"\":\"\"a\"\",\"\"x\"\":1}\"\n";
      BillRecord record = read(reader, text).get(0);
      assertThat(record.columns()).isEqualTo(Map.of("ServiceProviderName", "AWS"));
      assertThat(record.tags()).isEqualTo(Map.of("team", "a"));
    }
  }

  @Nested
  class Tags {
    @Test
    void keepKeysAsGivenAndValuesAsText() {
      String json = "{\" org\":\"a\",\"org\":\"b\",\"n\":1.50,\"t\":true,\"no\":null,\"é\":\"\"}";
      String text = HEADER + "Tags\n" + START + '"' + json.replace("\"", "\"\"") + '"';
      assertThat(read(READER, text).get(0).tags())
          .isEqualTo(Map.of(" org", "a", "org", "b", "n", "1.50", "t", "true", "é", ""));
    }

    @Test
    void areNoneWhereTheCellIsNull() {
      assertThat(read(READER, HEADER + "Tags\n" + START + "NULL\n").get(0).tags())
          .isEmpty();
    }
  }

  @Nested
  class File {
    @Test
    void mayHaveAByteOrderMarkCrLfAndEmptyLines() {
      String text =
          "\uFEFF" + HEADER + "ServiceName\r\n" + START + "\"a\r\nb\"\r\n\r\n" + START + "c";
      assertThat(read(READER, text)).extracting(BillRecord::id).containsExactly("row 1", "row 2");
      assertThat(read(READER, text).get(0).columns()).containsEntry("ServiceName", "a\r\nb");
    }

    @Test
    void isADeliveryNamedByItsDigestUnlessTheCallerNamesIt() {
      Bill bill = READER.read(file(HEADER + "x\n"));
      assertThat(bill.delivery().id())
          .isEqualTo("focus@" + bill.delivery().sha256().substring(0, 12));
      assertThat(READER
              .withDeliveryId("cur-09")
              .read(file(HEADER + "x\n"))
              .delivery()
              .id())
          .isEqualTo("cur-09");
      assertThat(bill.records()).isEmpty();
    }

    @Test
    void namesItsRowsByAColumnThatTheCallerChose() {
      FocusReader reader = READER.withIdColumn("LineId");
      String text = HEADER + "LineId\n" + START + "b\n" + START + "a\n";
      assertThat(read(reader, text)).extracting(BillRecord::id).containsExactly("b", "a");
      assertThatThrownBy(() -> read(reader, text + START + "a\n" + START + "\n"))
          .hasMessage("bill.csv has 2 problems\n"
              + "  bill.csv: row 3, column LineId:"
              + " Invalid bill record id: 'a' (must be unique in its bill)\n"
              + "  bill.csv: row 4, column LineId: Invalid value: '' (must not be null)");
    }

    @Test
    void withoutTheChosenCostIsRefused() {
      assertThatThrownBy(() -> read(of(Basis.LIST), HEADER + "x\n"))
          .hasMessage("bill.csv has 1 problem\n"
              + "  bill.csv: header: Invalid column: ListCost (is required but not there)");
    }
  }

  private static FocusReader of(Basis basis) {
    return FocusReader.of(basis, CurrencyUnit.USD, "focus");
  }

  private static List<BillRecord> read(FocusReader reader, String text) {
    return reader.read(file(text)).records().castToList();
  }

  private static InputFile file(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return InputFile.of("bill.csv", () -> new ByteArrayInputStream(bytes));
  }
}
