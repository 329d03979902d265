package io.costledger.policyfile;

import io.costledger.core.Invalid;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the charge periods: cut from a span, or given one by one. */
final class GrainReader {
  private static final List<String> CUT = List.of("start", "end", "every", "zone");
  private static final List<String> KEYS = List.of("start", "end", "every", "zone", "periods");

  private static final String WHOLE = "whole";
  private static final Map<String, ChronoUnit> UNITS =
      Map.of("hour", ChronoUnit.HOURS, "day", ChronoUnit.DAYS, "month", ChronoUnit.MONTHS);

  private final Problems problems;
  private final Values values;

  GrainReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  Optional<Grain> read(Node node) {
    Optional<Fields> fields = Fields.of(node, "grain", problems, KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    return fields.get().has("periods") ? given(fields.get()) : cut(fields.get());
  }

  private Optional<Grain> given(Fields fields) {
    for (String name : CUT) {
      fields
          .optional(name)
          .ifPresent(n -> problems.add(n.at(), "key", "'" + name + "'", "doesn't go with periods"));
    }
    Node list = fields.required("periods").orElseThrow();
    List<Node> items = values.items(list, "periods").orElse(List.of());
    List<Period> periods = new ArrayList<>();
    for (Node item : items) {
      values.period(item, "period").ifPresent(periods::add);
    }
    return items.isEmpty() || periods.size() < items.size()
        ? Optional.empty()
        : values.tried(list.at(), () -> Grain.of(periods));
  }

  private Optional<Grain> cut(Fields fields) {
    Optional<Period> span = values.period(fields);
    Optional<String> every = fields.required("every").flatMap(this::every);
    Optional<Node> zone = fields.optional("zone");
    Optional<? extends ZoneId> zoneId =
        zone.isPresent() ? zone(zone.get()) : Optional.of(ZoneOffset.UTC);
    if (span.isEmpty() || every.isEmpty() || zoneId.isEmpty()) {
      return Optional.empty();
    }
    return values.tried(
        fields.at(),
        () -> Optional.ofNullable(UNITS.get(every.get()))
            .map(unit -> Grain.every(span.get(), unit, zoneId.get()))
            .orElseGet(() -> Grain.of(span.get())));
  }

  private Optional<? extends ZoneId> zone(Node node) {
    return values.parsed(node, "zone", text -> {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw Invalid.argument(
            "zone", "'" + text + "'", "must be a time zone such as UTC or Europe/Berlin");
      }
    });
  }

  /** How a span is cut. */
  private Optional<String> every(Node node) {
    String given = node instanceof Node.Text text ? text.text() : "";
    if (given.equals(WHOLE) || UNITS.containsKey(given)) {
      return Optional.of(given);
    }
    values.wrongType(node, "every", "must be one of whole, hour, day, month");
    return Optional.empty();
  }
}
