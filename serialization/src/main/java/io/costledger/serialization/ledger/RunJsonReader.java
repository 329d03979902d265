package io.costledger.serialization.ledger;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunFacts;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.time.Period;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.JsonValues;
import io.costledger.serialization.input.Problems;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;

/** Reads the facts of a run from {@code run.json}; its totals and its audit are passed over. */
final class RunJsonReader {
  private static final Set<String> PASSED_OVER = Set.of("totals", "unallocated", "audit");

  private final JsonValues values;
  private final Problems problems;

  private RunJsonReader(JsonValues values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** What the file says: the facts, and the digest of the entries. */
  record Read(RunFacts facts, String digest) {}

  /** The facts; empty if something is wrong, which is noted. */
  static Optional<Read> read(InputFile file, Problems problems) {
    JsonValues values = JsonValues.read(file, PASSED_OVER, problems);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    RunJsonReader reader = new RunJsonReader(values, problems);
    reader.requireVersion();
    return problems.isEmpty() ? reader.all() : Optional.empty();
  }

  /** What has another version may look otherwise, so nothing more is said of it. */
  private void requireVersion() {
    text("format", format -> {
      if (!format.equals(RunJson.FORMAT)) {
        throw Invalid.argument("format", "'" + format + "'", "must be " + RunJson.FORMAT);
      }
      return format;
    });
    number("version", Integer.MAX_VALUE).ifPresent(version -> {
      if (version != RunJson.VERSION) {
        String rule = "this version of costledger reads " + RunJson.VERSION;
        problems.add("field version", Invalid.message("version", version, rule));
      }
    });
  }

  private Optional<Read> all() {
    Optional<String> run = text("run", id -> Account.requireId("run id", id));
    Optional<Instant> recordedAt = text("recordedAt", RunJsonReader::instant);
    Optional<String> digest = text("digest", RunJsonReader::digest);
    Optional<String> name = text("definition.name", Function.identity());
    Optional<CurrencyUnit> currency = text("definition.currency", EntryRows::currency);
    Optional<Integer> scale = number("definition.scale", LedgerUnit.MAX_SCALE);
    Optional<Basis> basis =
        text("definition.basis", text -> EntryRows.constant(Basis.values(), text, "basis"));
    Optional<Integer> periods = number("definition.grain.periods", Integer.MAX_VALUE);
    Optional<Period> span = span();
    Optional<String> definition = text("definition.sha256", RunJsonReader::digest);
    Optional<Delivery> bill = delivery("inputs.bill");
    List<Optional<Delivery>> usage = new ArrayList<>();
    for (int i = 0; i < values.size("inputs.usage"); i++) {
      usage.add(delivery("inputs.usage[" + i + "]"));
    }
    if (!values.isList("inputs.usage")) {
      missing("inputs.usage", "a list");
    }
    Optional<String> previous = values.shown("inputs.previous").equals("null")
        ? Optional.empty()
        : text("inputs.previous.sha256", RunJsonReader::digest);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    RunFacts facts = RunFacts.builder()
        .run(run.orElseThrow())
        .recordedAt(recordedAt.orElseThrow())
        .policy(name.orElseThrow())
        .definition(definition.orElseThrow())
        .unit(LedgerUnit.of(currency.orElseThrow(), scale.orElseThrow()))
        .basis(basis.orElseThrow())
        .periods(periods.orElseThrow())
        .span(span.orElseThrow())
        .bill(bill.orElseThrow())
        .addAllUsage(usage.stream().map(Optional::orElseThrow).toList())
        .previous(previous)
        .build();
    return Optional.of(new Read(facts, digest.orElseThrow()));
  }

  private Optional<Period> span() {
    Optional<Instant> start = text("definition.grain.start", RunJsonReader::instant);
    Optional<Instant> end = text("definition.grain.end", RunJsonReader::instant);
    return start.isEmpty() || end.isEmpty()
        ? Optional.empty()
        : parsed("definition.grain", () -> Period.of(start.get(), end.get()));
  }

  /** Each part is judged for itself. */
  private Optional<Delivery> delivery(String path) {
    Optional<String> id = text(path + ".id", text -> Account.requireId("delivery id", text));
    Optional<String> source =
        text(path + ".source", text -> Account.requireId("delivery source", text));
    Optional<String> sha256 = text(path + ".sha256", RunJsonReader::digest);
    return id.isEmpty() || source.isEmpty() || sha256.isEmpty()
        ? Optional.empty()
        : Optional.of(Delivery.builder()
            .id(id.get())
            .source(source.get())
            .sha256(sha256.get())
            .build());
  }

  private <T> Optional<T> text(String path, Function<String, T> parse) {
    Optional<String> text = values.text(path);
    if (text.isEmpty()) {
      missing(path, "a text");
      return Optional.empty();
    }
    return parsed(path, () -> parse.apply(text.get()));
  }

  private Optional<Integer> number(String path, int most) {
    Optional<String> number = values.wholeNumber(path);
    if (number.isEmpty()) {
      missing(path, "a whole number");
      return Optional.empty();
    }
    return parsed(path, () -> {
      if (!number.get().matches("[0-9]{1,9}") || Integer.parseInt(number.get()) > most) {
        throw Invalid.argument("number", number.get(), "must be 0 to " + Math.min(most, 999999999));
      }
      return Integer.valueOf(number.get());
    });
  }

  private <T> Optional<T> parsed(String path, Supplier<T> parse) {
    try {
      return Optional.of(parse.get());
    } catch (IllegalArgumentException e) {
      problems.add("field " + path, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void missing(String path, String what) {
    problems.add("field " + path, Invalid.message("value", values.shown(path), "must be " + what));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Invalid.argument("instant", "'" + text + "'", "must be ISO-8601 with Z");
    }
  }

  private static String digest(String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw Invalid.argument("digest", "'" + text + "'", "must be 64 lower-case hex digits");
    }
    return text;
  }
}
