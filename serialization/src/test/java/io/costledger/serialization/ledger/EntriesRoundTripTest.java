package io.costledger.serialization.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.core.work.Workers;
import io.costledger.serialization.AnyEntries;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.ListText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class EntriesRoundTripTest {
  @Property(tries = 200)
  void csvReadsBackEqualAndNoCellIsAFormula(@ForAll("entries") List<LedgerEntry> entries)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EntriesCsv.write(entries, Basis.LIST, out, Workers.caller());
    InputFile file = InputFile.of("e.csv", () -> new ByteArrayInputStream(out.toByteArray()));
    assertThat(EntriesCsv.read(file).entries().castToList()).isEqualTo(entries);
    for (CsvRecord row : CsvReader.builder().ofCsvRecord(out.toString(StandardCharsets.UTF_8))) {
      assertThat(row.getFields()).allMatch(cell -> cell.matches("(?s)-[0-9.]+|[^=+\\-@\t\r\n].*|"));
    }
  }

  /** More than one block, and the last of them not full. */
  @Property(tries = 5)
  void csvOfManyByThreadsIsThatOfEachEntryInTurn(
      @ForAll("entries") @Size(min = 3) List<LedgerEntry> some,
      @ForAll @IntRange(min = 1, max = 3) int threads)
      throws IOException {
    List<LedgerEntry> entries = new ArrayList<>();
    ByteArrayOutputStream inTurn = new ByteArrayOutputStream();
    String header = String.join(",", EntryColumns.ALL) + "\n";
    inTurn.writeBytes(header.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 4096 * 5 + 7; i++) {
      LedgerEntry entry = some.get(i % some.size());
      entries.add(entry);
      ByteArrayOutputStream alone = new ByteArrayOutputStream();
      EntriesCsv.write(List.of(entry), Basis.LIST, alone, Workers.caller());
      inTurn.write(alone.toByteArray(), header.length(), alone.size() - header.length());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EntriesCsv.write(entries, Basis.LIST, out, Workers.of(threads, ForkJoinPool.commonPool()));
    assertThat(out.toByteArray()).isEqualTo(inTurn.toByteArray());
  }

  @Property(tries = 200)
  void jsonLinesReadBackEqual(@ForAll("entries") List<LedgerEntry> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EntriesJsonLines.write(entries, Basis.LIST, out);
    InputFile file = InputFile.of("e.jsonl", () -> new ByteArrayInputStream(out.toByteArray()));
    assertThat(EntriesJsonLines.read(file).entries().castToList()).isEqualTo(entries);
  }

  @Property
  void anyTextAndListReadsBackEqual(@ForAll @NotEmpty List<@NotEmpty String> items) {
    List<String> wellFormed = items.stream()
        .filter(io.costledger.core.account.CodePoints::isWellFormed)
        .toList();
    assertThat(ListText.split(ListText.join(wellFormed))).isEqualTo(wellFormed);
    wellFormed.forEach(item -> assertThat(ListText.text(ListText.cell(item))).isEqualTo(item));
  }

  @Provide
  Arbitrary<List<LedgerEntry>> entries() {
    return AnyEntries.entries().list().ofMaxSize(6);
  }
}
