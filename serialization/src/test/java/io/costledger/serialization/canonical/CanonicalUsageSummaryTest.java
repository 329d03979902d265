package io.costledger.serialization.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.costledger.core.account.Account;
import io.costledger.core.usage.UsageSummary;
import io.costledger.serialization.Golden;
import io.costledger.serialization.SampleRun;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CanonicalUsageSummaryTest {
  private static final UsageSummary.Pool EC2 = new UsageSummary.Pool(SampleRun.DAY, "ec2");

  @Test
  void bytesAreTheGoldenBytesOfAnIndependentProgram() {
    UsageSummary summary = UsageSummary.builder()
        .add(key("search", "GB"), new BigDecimal("1000.00"))
        .add(key("ads", "h"), new BigDecimal("1.50"))
        .delivery(EC2, "u2")
        .delivery(EC2, "u1")
        .build();
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
    Arbitrary<BigDecimal> quantities = Arbitraries.bigDecimals().ofScale(15);
    Arbitrary<List<Object>> part = Combinators.combine(ids, ids, ids, quantities)
        .as((platform, consumer, unit, quantity) -> List.of(platform, consumer, unit, quantity));
    return part.list().ofMaxSize(6).map(parts -> {
      UsageSummary.Builder summary = UsageSummary.builder();
      for (List<Object> p : parts) {
        UsageSummary.Pool pool = new UsageSummary.Pool(SampleRun.DAY, (String) p.get(0));
        summary.add(
            new UsageSummary.Key(pool, Account.costCenter((String) p.get(1)), (String) p.get(2)),
            (BigDecimal) p.get(3));
        summary.delivery(pool, (String) p.get(1));
      }
      return summary.build();
    });
  }

  private static UsageSummary.Key key(String costCenter, String unit) {
    return new UsageSummary.Key(EC2, Account.costCenter(costCenter), unit);
  }
}
