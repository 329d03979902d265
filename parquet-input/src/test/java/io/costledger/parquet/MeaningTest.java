package io.costledger.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

/** What is stored in forms that DuckDB never writes. */
class MeaningTest {
  private static final String MOST = "99999999999999999999999999999999999999";

  private static Object decimal(byte[] bytes) {
    return new Meaning.Decimal(2, true).of(Binary.fromConstantByteArray(bytes));
  }

  @Property
  void readsDecimalsInAnyNumberOfBytesExactly(
      @ForAll @BigRange(min = "-" + MOST, max = MOST) BigInteger unscaled) {
    byte[] shortest = unscaled.toByteArray();
    byte[] longer = new byte[64];
    Arrays.fill(longer, (byte) (unscaled.signum() < 0 ? -1 : 0));
    System.arraycopy(shortest, 0, longer, 64 - shortest.length, shortest.length);
    BigDecimal expected = new BigDecimal(unscaled, 2);
    assertThat(decimal(shortest)).isEqualTo(expected);
    assertThat(decimal(longer)).isEqualTo(expected);
    assertThat(decimal(Arrays.copyOfRange(longer, 48, 64))).isEqualTo(expected);
  }

  @Test
  void refusesDecimalsBeyond38Digits() {
    assertThatThrownBy(() -> decimal(BigInteger.TEN.pow(38).negate().toByteArray()))
        .hasMessage("Invalid decimal: -100000000000000000000000000000000000000"
            + " (must have at most 38 digits)");
    assertThatThrownBy(() -> decimal(new byte[65]))
        .hasMessage("Invalid decimal: 65 bytes (must have 1 to 64)");
    assertThatThrownBy(() -> decimal(new byte[0]))
        .hasMessage("Invalid decimal: 0 bytes (must have 1 to 64)");
  }

  /** Julian day 2,440,588 is 1970-01-01. */
  @Test
  void readsTheTimesOfSparkAndImpala() {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(3_600_000_000_001L).putInt(2_440_589);
    assertThat(new Meaning.Time(1_000_000_000).of(Binary.fromConstantByteArray(bytes.array())))
        .isEqualTo("1970-01-02T01:00:00.000000001Z");
  }

  @Test
  void hasTheReplacementCharacterWhereAFileHasIt() {
    assertThat(new Meaning.Text(10).of(Binary.fromString("a\uFFFD"))).isEqualTo("a\uFFFD");
  }
}
