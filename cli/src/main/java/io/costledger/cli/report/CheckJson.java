package io.costledger.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.costledger.cli.check.CheckRun.Checked;
import io.costledger.invariants.Violation;
import io.costledger.invariants.foreign.CheckResult;
import io.costledger.invariants.foreign.ForeignReport;
import io.costledger.invariants.foreign.ForeignRules;
import io.costledger.invariants.foreign.UnitSum;
import io.costledger.invariants.foreign.UnitTotal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What the checker found, as JSON. Amounts are decimal texts, exact. */
public final class CheckJson {
  private static final JsonFactory JSON = new JsonFactory();

  private CheckJson() {}

  /**
   * Writes the report.
   *
   * @param checked what was checked and found
   * @param out where to; not closed
   * @throws IOException if it can't be written
   */
  public static void write(Checked checked, OutputStream out) throws IOException {
    ForeignReport report = checked.report();
    try (JsonGenerator json =
        JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("costledgerCheck", 1);
      json.writeStringField("shape", checked.shape());
      json.writeArrayFieldStart("inexact");
      for (String column : checked.inexact()) {
        json.writeString(column);
      }
      json.writeEndArray();
      json.writeBooleanField("blocked", report.isBlocked());
      json.writeNumberField("originRows", report.originRows());
      json.writeNumberField("allocatedRows", report.allocatedRows());
      json.writeArrayFieldStart("totals");
      for (UnitTotal total : report.totals()) {
        json.writeStartObject();
        json.writeStringField("unit", total.unit());
        json.writeStringField("origins", total.origins().toPlainString());
        json.writeStringField("allocated", total.allocated().toPlainString());
        json.writeStringField("difference", total.difference().toPlainString());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (report.tolerance().isPresent()) {
        ForeignRules.Tolerance tolerance = report.tolerance().get();
        json.writeObjectFieldStart("tolerance");
        json.writeStringField("perOrigin", tolerance.perOrigin().toPlainString());
        json.writeStringField("total", tolerance.total().toPlainString());
        json.writeStringField("reason", tolerance.reason());
        json.writeEndObject();
      }
      json.writeArrayFieldStart("checks");
      for (CheckResult result : report.results()) {
        result(json, result);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void result(JsonGenerator json, CheckResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("check", result.check().name());
    json.writeStringField("statement", result.check().statement());
    json.writeStringField("severity", result.severity().name());
    json.writeBooleanField("holds", result.holds());
    json.writeNumberField("count", result.count());
    sums(json, "sums", result.sums());
    violations(json, "violations", result.violations());
    json.writeNumberField("toleratedCount", result.toleratedCount());
    sums(json, "toleratedSums", result.toleratedSums());
    violations(json, "tolerated", result.tolerated());
    json.writeEndObject();
  }

  private static void sums(JsonGenerator json, String name, List<UnitSum> sums) throws IOException {
    json.writeArrayFieldStart(name);
    for (UnitSum sum : sums) {
      json.writeStartObject();
      json.writeStringField("unit", sum.unit());
      json.writeStringField("net", sum.net().toPlainString());
      json.writeStringField("gross", sum.gross().toPlainString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void violations(JsonGenerator json, String name, List<Violation> violations)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Violation violation : violations) {
      json.writeStartObject();
      if (violation.discrepancy().isPresent()) {
        json.writeStringField("discrepancy", violation.discrepancy().get().toPlainString());
      }
      json.writeStringField("owner", violation.owner().toString());
      json.writeStringField("message", violation.message());
      json.writeNumberField("offenderCount", violation.offenderCount());
      json.writeArrayFieldStart("offenders");
      for (String offender : violation.offenders()) {
        json.writeString(offender);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
