package io.costledger.serialization.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.serialization.AnyEntries;
import io.costledger.serialization.Golden;
import io.costledger.serialization.SampleRun;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.collections.api.factory.Lists;
import org.junit.jupiter.api.Test;

class CanonicalLedgerTest {
  @Test
  void bytesAreTheGoldenBytesOfAnIndependentProgram() {
    byte[] bytes = CanonicalLedger.of(SampleRun.run()).toBytes();
    assertThat(bytes).isEqualTo(Golden.hex("ledger.hex"));
    assertThat(CanonicalLedger.ofBytes(bytes)).isEqualTo(CanonicalLedger.of(SampleRun.run()));
  }

  @Test
  void digestIsThatOfTheBytesWhenever() {
    String digest = Golden.text("digest.txt").strip();
    assertThat(RunDigest.of(SampleRun.run())).isEqualTo(digest);
    assertThat(RunDigest.of(SampleRun.run(Instant.parse("2030-01-01T00:00:00Z"))))
        .isEqualTo(digest);
  }

  @Test
  void everyTruncationIsAnError() {
    byte[] bytes = Golden.hex("ledger.hex");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException()
          .as("%d bytes", length)
          .isThrownBy(() -> CanonicalLedger.ofBytes(cut))
          .withMessageStartingWith("Invalid canonical bytes: offset ");
    }
  }

  @Test
  void everyChangedBitIsAnErrorOrAnotherLedger() {
    byte[] bytes = Golden.hex("ledger.hex");
    CanonicalLedger ledger = CanonicalLedger.ofBytes(bytes);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      CanonicalLedger read = null;
      try {
        read = CanonicalLedger.ofBytes(changed);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("Invalid canonical bytes: offset ");
      }
      if (read != null) {
        assertThat(read).as("bit %d", bit).isNotEqualTo(ledger);
        assertThat(read.toBytes()).as("bit %d", bit).isEqualTo(changed);
      }
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    byte[] bytes = Golden.hex("ledger.hex");
    assertWrong(new byte[0], "offset 0 of 0 bytes (must start with CLED)");
    assertWrong(with(bytes, 4, 2), "kind 2 is not the expected kind 1)");
    assertWrong(with(bytes, 5, 2), "version 2 is not the known version 1)");
    assertWrong(with(bytes, 6, 0), "Invalid run id: '' (must not be empty)");
    assertWrong(Arrays.copyOf(bytes, bytes.length + 1), "(nothing may follow the end)");
  }

  @Test
  void hostileLengthsAllocateNothing() {
    byte[] text = {'C', 'L', 'E', 'D', 1, 1, -1, -1, -1, -1, 7};
    assertThatThrownBy(() -> CanonicalLedger.ofBytes(text))
        .hasMessage(
            "Invalid canonical bytes: offset 6 of 11 bytes (length 2147483647 is more than what"
                + " is left)");
    byte[] count = new byte[29];
    System.arraycopy(Golden.hex("ledger.hex"), 0, count, 0, 24);
    Arrays.fill(count, 24, 28, (byte) -1);
    count[28] = 7;
    assertThatThrownBy(() -> CanonicalLedger.ofBytes(count))
        .hasMessage(
            "Invalid canonical bytes: offset 24 of 29 bytes (entry count 2147483647 is more than"
                + " what is left)");
  }

  @Test
  void entriesOfAnotherRunOrOutOfOrderAreRefused() {
    List<LedgerEntry> entries = SampleRun.run().entries().castToList();
    assertThatThrownBy(() -> new CanonicalLedger(
            "run-2", SampleRun.CENT, Basis.BILLED, Lists.immutable.ofAll(entries)))
        .hasMessage("Invalid entry run: 'run-1' (must be 'run-2')");
    assertThatThrownBy(() -> new CanonicalLedger(
            "run-1",
            SampleRun.CENT,
            Basis.BILLED,
            Lists.immutable.of(entries.get(1), entries.get(0))))
        .hasMessage("Invalid entries: number 1 (must ascend, no two equal in order)");
  }

  @Property(tries = 300)
  void everyLedgerReadsBackEqual(@ForAll("ledgers") CanonicalLedger ledger) {
    CanonicalLedger read = CanonicalLedger.ofBytes(ledger.toBytes());
    assertThat(read).isEqualTo(ledger);
    assertThat(read.toBytes()).isEqualTo(ledger.toBytes());
  }

  @Provide
  Arbitrary<CanonicalLedger> ledgers() {
    return AnyEntries.entries().list().ofMaxSize(8).map(entries -> {
      TreeSet<LedgerEntry> sorted = new TreeSet<>(LedgerEntry.ORDER);
      sorted.addAll(entries);
      return new CanonicalLedger("r", SampleRun.CENT, Basis.LIST, Lists.immutable.ofAll(sorted));
    });
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static void assertWrong(byte[] bytes, String message) {
    assertThatThrownBy(() -> CanonicalLedger.ofBytes(bytes)).hasMessageContaining(message);
  }
}
