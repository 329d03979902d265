package io.costledger.serialization.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.JsonLinesFile;
import io.costledger.serialization.input.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Entries as JSON Lines: one object a line, with the fields of {@link EntriesCsv} in its order.
 * Numbers that must stay exact are texts; the tier is a number; reasons and deliveries are arrays;
 * what an entry doesn't have is absent.
 */
public final class EntriesJsonLines {
  private static final JsonFactory JSON = new JsonFactory();

  private EntriesJsonLines() {}

  /**
   * Writes the entries of a run.
   *
   * @param audited the run
   * @param out where to; flushed, not closed
   * @throws IOException if it can't be written
   */
  public static void write(AuditedRun audited, OutputStream out) throws IOException {
    write(audited.run().entries(), audited.run().policy().declared().basis(), out);
  }

  static void write(Iterable<LedgerEntry> entries, Basis basis, OutputStream out)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(new MinimalPrettyPrinter(""));
      for (LedgerEntry entry : entries) {
        object(entry, basis.name(), json);
        json.writeRaw('\n');
      }
    }
  }

  /**
   * Reads entries back.
   *
   * @param file the file
   * @return the entries, in the file's order
   * @throws InvalidInputException with everything that is wrong in the file
   */
  public static LedgerEntries read(InputFile file) {
    Problems problems = new Problems(file.name());
    EntryRows rows = new EntryRows(problems, UnaryOperator.identity());
    JsonLinesFile.read(file, EntryColumns.ALL, problems, rows);
    problems.throwIfAny();
    return rows.entries();
  }

  private static void object(LedgerEntry entry, String basis, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField(EntryColumns.RUN, entry.run());
    period(EntryColumns.CHARGE_START, EntryColumns.CHARGE_END, entry.chargePeriod(), json);
    period(EntryColumns.POSTING_START, EntryColumns.POSTING_END, entry.postingPeriod(), json);
    json.writeStringField(EntryColumns.FROM, entry.from().toString());
    json.writeStringField(EntryColumns.TO, entry.to().toString());
    json.writeStringField(
        EntryColumns.AMOUNT, entry.unit().decimalOf(entry.amountUnits()).toPlainString());
    json.writeStringField(EntryColumns.CURRENCY, entry.unit().currency().getCode());
    json.writeStringField(EntryColumns.BASIS, basis);
    json.writeStringField(EntryColumns.MEASURE, entry.measure().name());
    json.writeStringField(EntryColumns.KIND, entry.kind().text());
    if (entry.tier().isPresent()) {
      json.writeNumberField(EntryColumns.TIER, entry.tier().getAsInt());
    }
    text(EntryColumns.MODEL, entry.model(), json);
    text(EntryColumns.MODEL_VERSION, entry.modelVersion(), json);
    text(EntryColumns.QUANTITY, entry.quantity().map(ExactNumber::plain), json);
    text(EntryColumns.QUANTITY_UNIT, entry.quantityUnit(), json);
    list(EntryColumns.REASONS, entry.reasons().stream().map(Enum::name).toList(), json);
    list(EntryColumns.DELIVERIES, entry.deliveries(), json);
    json.writeEndObject();
  }

  private static void period(String start, String end, Period period, JsonGenerator json)
      throws IOException {
    json.writeStringField(start, period.start().toString());
    json.writeStringField(end, period.end().toString());
  }

  private static void text(String field, Optional<String> text, JsonGenerator json)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(field, text.get());
    }
  }

  private static void list(String field, List<String> items, JsonGenerator json)
      throws IOException {
    if (!items.isEmpty()) {
      json.writeArrayFieldStart(field);
      for (String item : items) {
        json.writeString(item);
      }
      json.writeEndArray();
    }
  }
}
