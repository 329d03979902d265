package io.costledger.policyfile;

import io.costledger.core.money.ExactNumber;
import io.costledger.invariants.Severity;
import io.costledger.invariants.foreign.ForeignCheck;
import io.costledger.invariants.foreign.ForeignRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a mapping from its nodes, with every mistake. */
final class CheckMappingReader {
  private static final String OFF = "OFF";
  private static final List<String> ROOT = List.of(
      "check", "name", "feed", "origin", "allocated", "pairs", "inexact", "checks", "tolerance");
  private static final List<String> ORIGIN = List.of("id", "amount", "currency", "group");
  private static final List<String> ALLOCATED =
      List.of("id", "amount", "recipient", "tier", "source", "currency", "group", "key");
  private static final List<String> PAIRS =
      List.of("rule", "amount", "recipient", "currency", "key");
  private static final List<String> TOLERANCE = List.of("perOrigin", "total", "reason");

  private final Problems problems;
  private final Values values;

  CheckMappingReader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
  }

  /** The mapping; empty after a problem that leaves none. */
  Optional<CheckMapping> read(Node root) {
    Optional<Fields> read = Fields.of(root, "mapping", problems, ROOT);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Optional<CheckMapping> mapping = read(read.get());
    mapping.ifPresent(made -> read.get()
        .optional("inexact")
        .ifPresent(node -> made.inexact().stream()
            .filter(column -> !made.columns().contains(column))
            .sorted()
            .forEach(column -> problems.add(
                node.at(), "inexact", "'" + column + "'", "must be a column that is mapped"))));
    return mapping;
  }

  private Optional<CheckMapping> read(Fields fields) {
    fields.required("check").ifPresent(this::version);
    String name = fields.optional("name").flatMap(n -> values.id(n, "name")).orElse("allocation");
    String feed = fields.optional("feed").flatMap(n -> values.id(n, "feed")).orElse("origins");
    Map<ForeignCheck, Severity> severities = new EnumMap<>(ForeignCheck.class);
    Set<ForeignCheck> off = EnumSet.noneOf(ForeignCheck.class);
    fields.optional("checks").ifPresent(node -> checks(node, severities, off));
    Set<String> inexact =
        Set.copyOf(fields.optional("inexact").map(n -> columns(n, "inexact")).orElse(List.of()));
    Optional<ForeignRules.Tolerance> tolerance =
        fields.optional("tolerance").flatMap(this::tolerance);
    Optional<Node> pairs = fields.optional("pairs");
    if (pairs.isPresent()) {
      if (fields.has("origin") || fields.has("allocated")) {
        problems.add(
            pairs.get().at(),
            "mapping",
            "pairs and tables",
            "must be pairs, or origin and allocated");
      }
      // Many rows of a rule give: that an origin's id comes again says nothing.
      off.add(ForeignCheck.ORIGIN_UNIQUE);
      return table(pairs.get(), "pairs", PAIRS)
          .map(table -> new CheckMapping(
              name, feed, Optional.empty(), table, inexact, severities, off, tolerance));
    }
    Optional<CheckMapping.Table> origin =
        fields.required("origin").flatMap(node -> table(node, "origin", ORIGIN));
    Optional<CheckMapping.Table> allocated =
        fields.required("allocated").flatMap(node -> table(node, "allocated", ALLOCATED));
    if (origin.isEmpty() || allocated.isEmpty()) {
      return Optional.empty();
    }
    both(fields, "currency", origin.get().currency(), allocated.get().currency());
    both(fields, "group", origin.get().group(), allocated.get().group());
    return Optional.of(
        new CheckMapping(name, feed, origin, allocated.get(), inexact, severities, off, tolerance));
  }

  private void version(Node node) {
    values
        .text(node, "check")
        .filter(text -> !text.equals("1"))
        .ifPresent(text -> problems.add(
            node.at(), "check", "'" + text + "'", "must be 1, the version of the mapping"));
  }

  /** What can't be compared must not look as if it were. */
  private void both(Fields at, String name, Optional<String> origin, Optional<String> allocated) {
    if (origin.isPresent() != allocated.isPresent()) {
      problems.add(
          at.at(),
          name,
          origin.isPresent() ? "only in origin" : "only in allocated",
          "must be mapped in both tables or in none");
    }
  }

  private Optional<CheckMapping.Table> table(Node node, String what, List<String> known) {
    Optional<Fields> read = Fields.of(node, what, problems, known);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = read.get();
    boolean hasRecipient = known.contains("recipient");
    String id = known.contains("rule") ? "rule" : "id";
    List<String> ids = fields.required(id).map(n -> columns(n, id)).orElse(List.of());
    Optional<String> amount = fields.required("amount").flatMap(n -> values.id(n, "amount"));
    List<String> recipients = hasRecipient
        ? fields.required("recipient").map(n -> columns(n, "recipient")).orElse(List.of())
        : List.of();
    List<String> key = fields.optional("key").map(n -> columns(n, "key")).orElse(List.of());
    if (ids.isEmpty() || amount.isEmpty() || (hasRecipient && recipients.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new CheckMapping.Table(
        ids,
        amount.get(),
        recipients,
        column(fields, "tier"),
        column(fields, "source"),
        column(fields, "currency"),
        column(fields, "group"),
        key));
  }

  private Optional<String> column(Fields fields, String name) {
    return fields.optional(name).flatMap(node -> values.id(node, name));
  }

  /** One column, or a list of several. */
  private List<String> columns(Node node, String what) {
    if (node instanceof Node.Text) {
      return values.id(node, what).map(List::of).orElse(List.of());
    }
    List<String> columns = new ArrayList<>();
    for (Node item : values.items(node, what).orElse(List.of())) {
      values.id(item, what).ifPresent(columns::add);
    }
    return columns;
  }

  private void checks(Node node, Map<ForeignCheck, Severity> severities, Set<ForeignCheck> off) {
    List<String> known = Arrays.stream(ForeignCheck.values()).map(Enum::name).toList();
    Optional<Fields> read = Fields.of(node, "checks", problems, known);
    for (ForeignCheck check : ForeignCheck.values()) {
      Optional<Node> value = read.flatMap(fields -> fields.optional(check.name()));
      Optional<String> word = value.flatMap(given -> values.text(given, check.name()));
      if (value.isPresent() && word.isPresent()) {
        switch (word.get()) {
          case OFF -> off.add(check);
          case "BLOCK" -> severities.put(check, Severity.BLOCK);
          case "WARN" -> severities.put(check, Severity.WARN);
          default -> values.wrongType(value.get(), check.name(), "must be one of BLOCK, WARN, OFF");
        }
      }
    }
  }

  private Optional<ForeignRules.Tolerance> tolerance(Node node) {
    Optional<Fields> read = Fields.of(node, "tolerance", problems, TOLERANCE);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = read.get();
    BigDecimal perOrigin = number(fields, "perOrigin");
    BigDecimal total = number(fields, "total");
    Optional<String> reason = fields.required("reason").flatMap(n -> values.text(n, "reason"));
    return reason.flatMap(
        why -> values.tried(node.at(), () -> new ForeignRules.Tolerance(perOrigin, total, why)));
  }

  private BigDecimal number(Fields fields, String name) {
    return fields
        .optional(name)
        .flatMap(node -> values.parsed(node, name, ExactNumber::parse))
        .orElse(BigDecimal.ZERO);
  }
}
