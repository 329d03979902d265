package io.costledger.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.costledger.allocation.difference.DifferenceLine;
import io.costledger.allocation.difference.InputComparison;
import io.costledger.allocation.difference.RunDifference;
import io.costledger.core.ledger.RunFacts;
import io.costledger.core.money.LedgerUnit;
import io.costledger.serialization.ledger.CsvOutput;
import io.costledger.serialization.ledger.RunJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The difference between two runs for machines: every line, exactly, charges apart from credits. */
public final class DifferenceFile {
  private static final List<String> COLUMNS =
      List.of("account", "measure", "through", "before", "after", "difference", "currency");

  private DifferenceFile() {}

  /**
   * Returns the difference as CSV. No cell starts a formula: accounts have their kind before them,
   * amounts are numbers.
   *
   * @param difference the difference
   * @return lines that end with LF
   * @throws IOException never, in memory
   */
  public static String csv(RunDifference difference) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvOutput csv = new CsvOutput(out, COLUMNS);
    LedgerUnit unit = difference.unit();
    for (DifferenceLine line : difference.lines()) {
      csv.row(List.of(
          line.account().toString(),
          line.measure().name(),
          line.through().toString(),
          shown(line.change().beforeUnits(), unit),
          shown(line.change().afterUnits(), unit),
          shown(line.change().differenceUnits(), unit),
          unit.currency().getCode()));
    }
    csv.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  /**
   * Returns the difference as one JSON object. Money is a text.
   *
   * @param difference the difference
   * @return lines that end with LF
   * @throws IOException never, in memory
   */
  public static String json(RunDifference difference) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(RunJson.printer());
      json.writeStartObject();
      json.writeStringField("format", "costledger-difference");
      json.writeNumberField("version", 1);
      run("before", difference.before(), json);
      run("after", difference.after(), json);
      inputs(difference.inputs(), json);
      json.writeStringField("currency", difference.unit().currency().getCode());
      json.writeArrayFieldStart("lines");
      for (DifferenceLine line : difference.lines()) {
        line(line, difference.unit(), json);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void run(String field, RunFacts facts, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("run", facts.run());
    json.writeStringField("recordedAt", facts.recordedAt().toString());
    json.writeStringField("policy", facts.policy());
    json.writeStringField("definition", facts.definition());
    json.writeEndObject();
  }

  private static void inputs(InputComparison inputs, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("inputs");
    json.writeBooleanField("whatIf", inputs.isWhatIf());
    json.writeBooleanField("samePolicy", inputs.samePolicy());
    json.writeBooleanField("sameGrain", inputs.sameGrain());
    json.writeBooleanField("sameBillSource", inputs.sameBillSource());
    json.writeBooleanField("sameBill", inputs.sameBill());
    json.writeBooleanField("sameUsage", inputs.sameUsage());
    json.writeEndObject();
  }

  private static void line(DifferenceLine line, LedgerUnit unit, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("account", line.account().toString());
    json.writeStringField("measure", line.measure().name());
    json.writeStringField("through", line.through().toString());
    json.writeStringField("before", shown(line.change().beforeUnits(), unit));
    json.writeStringField("after", shown(line.change().afterUnits(), unit));
    json.writeStringField("difference", shown(line.change().differenceUnits(), unit));
    json.writeEndObject();
  }

  private static String shown(BigInteger units, LedgerUnit unit) {
    return unit.decimalOf(units).toPlainString();
  }
}
