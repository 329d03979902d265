package io.costledger.serialization.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageSummary;
import io.costledger.serialization.Golden;
import io.costledger.serialization.SampleRun;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CanonicalUsageSummaryTest {
  private static final Period NEXT_DAY = Period.parse("2024-09-02T00:00:00Z/2024-09-03T00:00:00Z");

  private static UsageSummary sample() {
    return UsageSummary.builder()
        .add(key("u2", Account.costCenter("search"), "GB"), new BigDecimal("1000.00"), 300)
        .add(
            new UsageSummary.Key("u2", "ec2", Account.platform("spark"), "h", NEXT_DAY),
            new BigDecimal("-0.25"),
            0)
        .add(key("u1", Account.costCenter("ads"), "h"), new BigDecimal("1.50"), 2)
        .build();
  }

  private static UsageSummary.Key key(String delivery, Account consumer, String unit) {
    return new UsageSummary.Key(delivery, "ec2", consumer, unit, SampleRun.DAY);
  }

  @Test
  void bytesAreTheGoldenBytesOfAnIndependentProgram() {
    UsageSummary summary = sample();
    assertThat(CanonicalUsageSummary.toBytes(summary)).isEqualTo(Golden.hex("usage-summary.hex"));
    assertThat(CanonicalUsageSummary.ofBytes(Golden.hex("usage-summary.hex"))).isEqualTo(summary);
  }

  @Test
  void everyTruncationIsAnError() {
    byte[] bytes = Golden.hex("usage-summary.hex");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException()
          .as("%d bytes", length)
          .isThrownBy(() -> CanonicalUsageSummary.ofBytes(cut))
          .withMessageStartingWith("Invalid canonical bytes: offset ");
    }
  }

  @Test
  void everyChangedBitIsAnErrorOrAnotherSummary() {
    byte[] bytes = Golden.hex("usage-summary.hex");
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      UsageSummary read;
      try {
        read = CanonicalUsageSummary.ofBytes(changed);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("Invalid canonical bytes: offset ");
        continue;
      }
      assertThat(CanonicalUsageSummary.toBytes(read)).as("bit %d", bit).isEqualTo(changed);
    }
  }

  @Property(tries = 300)
  void mergingAfterARoundTripIsMerging(
      @ForAll("summaries") UsageSummary a, @ForAll("summaries") UsageSummary b) {
    UsageSummary readA = CanonicalUsageSummary.ofBytes(CanonicalUsageSummary.toBytes(a));
    UsageSummary readB = CanonicalUsageSummary.ofBytes(CanonicalUsageSummary.toBytes(b));
    assertThat(readA).isEqualTo(a);
    assertThat(readB.merge(readA)).isEqualTo(a.merge(b));
    assertThat(CanonicalUsageSummary.toBytes(readB.merge(readA)))
        .isEqualTo(CanonicalUsageSummary.toBytes(a.merge(b)));
  }

  @Provide
  Arbitrary<UsageSummary> summaries() {
    Arbitrary<String> ids = Arbitraries.of("a", "b", "\uFFFD", "\uD83D\uDE00", "é");
    Arbitrary<Account> consumers = Combinators.combine(Arbitraries.of(true, false), ids)
        .as((isPlatform, id) -> isPlatform ? Account.platform(id) : Account.costCenter(id));
    Arbitrary<UsageSummary.Key> keys = Combinators.combine(
            ids, ids, consumers, ids, Arbitraries.of(SampleRun.DAY, NEXT_DAY))
        .as(UsageSummary.Key::new);
    Arbitrary<Long> counts = Arbitraries.oneOf(
        Arbitraries.longs().between(0, 200), Arbitraries.longs().between(0, Long.MAX_VALUE / 12));
    return Combinators.combine(keys, Arbitraries.bigDecimals().ofScale(15), counts)
        .as(UsageSummary.Sum::new)
        .list()
        .ofMaxSize(6)
        .map(sums -> {
          UsageSummary.Builder summary = UsageSummary.builder();
          sums.forEach(sum -> summary.add(sum.key(), sum.quantity(), sum.records()));
          return summary.build();
        });
  }

  /** What is written by hand, byte by byte, and must not be read. */
  @Nested
  class Refuses {
    private static final String HEADER = "434c4544" + "02" + "02";

    /** One of each part: delivery d, platform p, a cost center c, unit h, a day. */
    private static final String LISTS = "010164" + "010170" + "010d636f73742d63656e7465723a63"
        + "010168" + "01" + "0000000066d3ae8000" + "0000000066d5000000";

    /** The key of these, the quantity 1, and how many records follow. */
    private static final String SUM = "0000000000" + "00000101";

    private void refused(String hex, String rule) {
      byte[] bytes = HexFormat.of().parseHex(hex);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CanonicalUsageSummary.ofBytes(bytes))
          .withMessageStartingWith("Invalid canonical bytes: offset ")
          .withMessageEndingWith(" of " + bytes.length + " bytes (" + rule + ")");
    }

    @Test
    void nothingOfASummaryOfOneSum() {
      assertThat(CanonicalUsageSummary.ofBytes(
              HexFormat.of().parseHex(HEADER + LISTS + "01" + SUM + "07")))
          .isEqualTo(UsageSummary.builder()
              .add(
                  new UsageSummary.Key("d", "p", Account.costCenter("c"), "h", SampleRun.DAY),
                  BigDecimal.ONE,
                  7)
              .build());
    }

    @Test
    void anotherVersion() {
      refused("434c4544" + "02" + "01" + "0000", "version 1 is not the known version 2");
    }

    @Test
    void aKeyTwice() {
      refused(HEADER + LISTS + "02" + SUM + "01" + SUM + "01", "keys must ascend");
    }

    @Test
    void aListThatDoesNotAscend() {
      refused(HEADER + "02" + "0164" + "0163" + "00000000" + "00", "a list must ascend");
      refused(HEADER + "02" + "0164" + "0164" + "00000000" + "00", "a list must ascend");
    }

    @Test
    void aMemberThatNoSumNeeds() {
      refused(HEADER + LISTS + "00", "each delivery id must occur in a sum");
      refused(
          HEADER + "010164" + "0201700171" + LISTS.substring(12) + "01" + SUM + "01",
          "each platform must occur in a sum");
    }

    @Test
    void aPlaceBeyondItsList() {
      refused(
          HEADER + LISTS + "01" + "0001000000" + "00000101" + "01",
          "platform 1 is beyond a list of 1");
      refused(HEADER + "0000000000" + "01" + SUM + "01", "delivery id 0 is beyond a list of 0");
    }

    @Test
    void countsOfMoreThanIsThere() {
      refused(HEADER + "ffffffff07", "delivery id count 2147483647 is more than what is left");
      refused(
          HEADER + "0000000000" + "ffffffff07", "sum count 2147483647 is more than what is left");
    }

    @Test
    void numbersOfRecordsBeyond63Bits() {
      String most = "ffffffffffffffff7f";
      String otherPlatform = "0001000000" + "00000101";
      refused(
          HEADER + LISTS + "01" + SUM + "80808080808080808001",
          "number of records must have at most 9 bytes");
      refused(
          HEADER + LISTS + "01" + SUM + "8100", "number of records must be in its shortest form");
      refused(
          HEADER + "010164" + "0201700171" + LISTS.substring(12) + "02" + SUM + most + otherPlatform
              + "01",
          "the number of all records must fit 63 bits");
      assertThat(CanonicalUsageSummary.ofBytes(
                  HexFormat.of().parseHex(HEADER + LISTS + "01" + SUM + most))
              .records())
          .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatIsNoConsumer() {
      refused(
          HEADER + "010164" + "010170" + "0106" + "62696c6c3a62",
          "Invalid consumer: 'bill:b' (must be cost-center:<id> or platform:<id>)");
    }
  }
}
