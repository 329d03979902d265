package io.costledger.serialization.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.serialization.AnyEntries;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.ListText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;

class EntriesRoundTripTest {
  @Property(tries = 200)
  void csvReadsBackEqualAndNoCellIsAFormula(@ForAll("entries") List<LedgerEntry> entries)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EntriesCsv.write(entries, Basis.LIST, out);
    InputFile file = InputFile.of("e.csv", () -> new ByteArrayInputStream(out.toByteArray()));
    assertThat(EntriesCsv.read(file).entries().castToList()).isEqualTo(entries);
    for (CsvRecord row : CsvReader.builder().ofCsvRecord(out.toString(StandardCharsets.UTF_8))) {
      assertThat(row.getFields()).allMatch(cell -> cell.matches("(?s)-[0-9.]+|[^=+\\-@\t\r\n].*|"));
    }
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
