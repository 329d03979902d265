package io.costledger.serialization.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.RunFacts;
import io.costledger.core.money.Basis;
import io.costledger.serialization.Golden;
import io.costledger.serialization.SampleRun;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an engine keeps of a ledger between two runs: deliveries, bills, and what was booked. */
class CanonicalStateTest {
  private static final Delivery USAGE = Delivery.builder()
      .source("usage")
      .id("u%1")
      .sha256("b".repeat(64))
      .covers(SampleRun.DAY)
      .issuedAt(Instant.parse("2024-10-01T03:00:00.000000005Z"))
      .receivedAt(Instant.parse("2024-10-02T00:00:00Z"))
      .mode(Delivery.Mode.APPEND)
      .build();
  private static final Delivery FOCUS =
      Delivery.builder().source("focus").id("cur;09").sha256("a".repeat(64)).build();

  /** A form, a value, and the bytes that it has by an independent program. */
  record Case<T>(String golden, T value, Function<T, byte[]> toBytes, Function<byte[], T> ofBytes) {
    byte[] bytes() {
      return toBytes.apply(value);
    }

    byte[] reread(byte[] bytes) {
      return toBytes.apply(ofBytes.apply(bytes));
    }

    @Override
    public String toString() {
      return golden;
    }
  }

  static Stream<Case<?>> cases() {
    return Stream.of(
        new Case<>("delivery.hex", USAGE, CanonicalDelivery::toBytes, CanonicalDelivery::ofBytes),
        new Case<>("bill.hex", bill(), CanonicalBill::toBytes, CanonicalBill::ofBytes),
        new Case<>(
            "booked-run.hex", booked(), CanonicalBookedRun::toBytes, CanonicalBookedRun::ofBytes));
  }

  private static Bill bill() {
    return Bill.of(
        FOCUS,
        List.of(
            BillRecord.builder()
                .id("row 1")
                .chargePeriod(SampleRun.DAY)
                .cost(new BigDecimal("12.01"))
                .columns(Map.of("\uD83D\uDE00", "y", "ServiceName", "EC2", "\uFFFD", "x"))
                .tags(Map.of("team", "ads"))
                .build(),
            BillRecord.builder()
                .id("row 2")
                .chargePeriod(SampleRun.DAY)
                .cost(new BigDecimal("-1E3"))
                .build()));
  }

  private static BookedRun booked() {
    RunFacts facts = RunFacts.builder()
        .run("run-1")
        .recordedAt(Instant.parse("2024-10-05T08:00:00Z"))
        .policy("showback")
        .definition("d".repeat(64))
        .unit(SampleRun.run().policy().declared().unit())
        .basis(Basis.BILLED)
        .periods(1)
        .span(SampleRun.DAY)
        .bill(FOCUS)
        .addUsage(USAGE)
        .previous("e".repeat(64))
        .build();
    return new BookedRun(facts, SampleRun.run().entries());
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void bytesAreTheGoldenBytesOfAnIndependentProgram(Case<T> form) {
    assertThat(form.bytes()).isEqualTo(Golden.hex(form.golden()));
    assertThat(form.ofBytes().apply(form.bytes())).isEqualTo(form.value());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyTruncationIsAnError(Case<?> form) {
    byte[] bytes = Golden.hex(form.golden());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException()
          .as("%d bytes", length)
          .isThrownBy(() -> form.reread(cut))
          .withMessageStartingWith("Invalid canonical bytes: offset ");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyChangedBitIsAnErrorOrAnotherValue(Case<?> form) {
    byte[] bytes = Golden.hex(form.golden());
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      byte[] read;
      try {
        read = form.reread(changed);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("Invalid canonical bytes: offset ");
        continue;
      }
      assertThat(read).as("bit %d", bit).isEqualTo(changed);
    }
  }
}
