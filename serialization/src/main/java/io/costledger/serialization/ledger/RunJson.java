package io.costledger.serialization.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.costledger.core.account.AccountKind;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunFacts;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.invariants.AuditReport;
import io.costledger.invariants.AuditedRun;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.Violation;
import io.costledger.serialization.canonical.RunDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code run.json}: what a run is, what it is pinned to, its totals, and what the audit
 * found. Money is a decimal text.
 */
public final class RunJson {
  /** The version of the form. */
  public static final int VERSION = 1;

  static final String FORMAT = "costledger-run";

  private static final JsonFactory JSON = new JsonFactory();

  private final Run run;
  private final Policy policy;
  private final LedgerUnit unit;
  private final JsonGenerator json;

  private RunJson(Run run, JsonGenerator json) {
    this.run = run;
    this.policy = run.policy().declared();
    this.unit = policy.unit();
    this.json = json;
  }

  /**
   * Writes the description of a run.
   *
   * @param audited the run
   * @param out where to; flushed, not closed
   * @throws IOException if it can't be written
   */
  public static void write(AuditedRun audited, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(printer());
      new RunJson(audited.run(), json).all(audited.report());
      json.writeRaw('\n');
    }
  }

  /**
   * Returns how this library's JSON objects are laid out: indented by two blanks, lines ended by LF
   * on every machine.
   *
   * @return a fresh printer
   */
  public static PrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    return printer;
  }

  private void all(AuditReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    json.writeStringField("run", run.id());
    json.writeStringField("recordedAt", run.recordedAt().toString());
    json.writeStringField("digest", RunDigest.of(run));
    definition();
    inputs();
    json.writeArrayFieldStart("totals");
    for (Measure measure : Measure.values()) {
      totals(measure);
    }
    json.writeEndArray();
    unallocated();
    audit(report);
    json.writeEndObject();
  }

  private void definition() throws IOException {
    json.writeObjectFieldStart("definition");
    json.writeStringField("name", policy.name());
    json.writeStringField("currency", unit.currency().getCode());
    json.writeNumberField("scale", unit.scale());
    json.writeStringField("basis", policy.basis().name());
    if (policy.rounding().isPresent()) {
      json.writeStringField("rounding", policy.rounding().get().name());
    } else {
      json.writeNullField("rounding");
    }
    json.writeStringField("apportionment", policy.apportionment().name());
    json.writeObjectFieldStart("grain");
    json.writeNumberField("periods", policy.grain().periods().size());
    period(policy.grain().span());
    json.writeEndObject();
    json.writeObjectFieldStart("posting");
    period(run.policy().posting());
    json.writeEndObject();
    json.writeStringField("sha256", RunFacts.of(run).definition());
    json.writeEndObject();
  }

  private void period(Period period) throws IOException {
    json.writeStringField("start", period.start().toString());
    json.writeStringField("end", period.end().toString());
  }

  private void inputs() throws IOException {
    json.writeObjectFieldStart("inputs");
    json.writeFieldName("bill");
    delivery(run.inputs().bill().delivery(), run.inputs().bill().records().size());
    UsageBatch usage = run.inputs().usage();
    int[] counts = new int[usage.deliveries().size()];
    for (int i = 0; i < usage.size(); i++) {
      counts[usage.deliveryNumber(i)]++;
    }
    json.writeArrayFieldStart("usage");
    for (Delivery delivery : run.inputs().usageDeliveries()) {
      int number = usage.deliveries().indexOf(delivery.id());
      delivery(delivery, number < 0 ? 0 : counts[number]);
    }
    json.writeEndArray();
    previous();
    json.writeEndObject();
  }

  /** The run on whose closing weights estimates may rest. */
  private void previous() throws IOException {
    if (run.inputs().previous().isEmpty()) {
      json.writeNullField("previous");
      return;
    }
    ClosingWeights closing = run.inputs().previous().get();
    json.writeObjectFieldStart("previous");
    json.writeStringField("run", closing.run());
    period(closing.period());
    json.writeStringField("sha256", closing.sha256());
    json.writeEndObject();
  }

  private void delivery(Delivery delivery, int records) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", delivery.id());
    json.writeStringField("source", delivery.source());
    json.writeStringField("sha256", delivery.sha256());
    json.writeNumberField("records", records);
    json.writeEndObject();
  }

  private void totals(Measure measure) throws IOException {
    RunTotals totals = new RunTotals(run);
    EnumMap<AccountKind, BigDecimal> rest = totals.rest(measure);
    json.writeStartObject();
    json.writeStringField("measure", measure.name());
    money("bill", totals.bill(measure));
    money("costCenters", at(rest, AccountKind.COST_CENTER));
    money("unallocated", at(rest, AccountKind.UNALLOCATED));
    money("variance", at(rest, AccountKind.VARIANCE));
    money("rounding", totals.rounding(measure));
    json.writeEndObject();
  }

  private static BigDecimal at(Map<AccountKind, BigDecimal> rest, AccountKind kind) {
    return rest.getOrDefault(kind, BigDecimal.ZERO);
  }

  /** At the ledger's scale, or with more decimals where the amount has them. */
  private void money(String field, BigDecimal amount) throws IOException {
    BigDecimal shown = unit.fits(amount) ? amount.setScale(unit.scale()) : amount;
    json.writeStringField(field, shown.toPlainString());
  }

  private void unallocated() throws IOException {
    json.writeArrayFieldStart("unallocated");
    for (Map.Entry<RunTotals.Homeless, BigInteger> sum :
        new RunTotals(run).homeless().entrySet()) {
      json.writeStartObject();
      json.writeStringField("account", sum.getKey().account().toString());
      json.writeStringField("reason", sum.getKey().reason().name());
      json.writeStringField("measure", sum.getKey().measure().name());
      money("amount", unit.decimalOf(sum.getValue()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void audit(AuditReport report) throws IOException {
    json.writeArrayFieldStart("audit");
    for (Invariant invariant : report.checked()) {
      List<Violation> violations = report.violations().stream()
          .filter(violation -> violation.invariant().equals(invariant.code()))
          .toList();
      json.writeStartObject();
      json.writeStringField("invariant", invariant.code());
      json.writeStringField("statement", invariant.statement());
      if (invariant.threshold().isPresent()) {
        json.writeStringField("threshold", invariant.threshold().get());
      }
      json.writeBooleanField("passed", violations.isEmpty());
      json.writeArrayFieldStart("violations");
      for (Violation violation : violations) {
        violation(violation);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void violation(Violation violation) throws IOException {
    json.writeStartObject();
    json.writeStringField("severity", violation.severity().name());
    if (violation.platform().isPresent()) {
      json.writeStringField("platform", violation.platform().get());
    }
    if (violation.discrepancy().isPresent()) {
      money("discrepancy", violation.discrepancy().get());
    }
    json.writeArrayFieldStart("offenders");
    for (String offender : violation.offenders()) {
      json.writeString(offender);
    }
    json.writeEndArray();
    json.writeStringField("owner", violation.owner().toString());
    json.writeStringField("message", violation.message());
    json.writeStringField("advice", violation.advice());
    json.writeEndObject();
  }
}
