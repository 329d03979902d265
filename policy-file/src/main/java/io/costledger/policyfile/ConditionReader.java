package io.costledger.policyfile;

import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads conditions on bill rows. Recursion is as deep as the tree, which is bounded. */
final class ConditionReader {
  private static final List<String> SUBJECTS = List.of("column", "tag", "all", "any", "not");
  private static final List<String> TESTS =
      List.of("equals", "in", "present", "startsWith", "endsWith");
  private static final List<String> KEYS =
      Stream.concat(SUBJECTS.stream(), TESTS.stream()).toList();

  private final Problems problems;
  private final Values values;

  ConditionReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  Optional<RowCondition> read(Node node) {
    Optional<Fields> fields = Fields.of(node, "condition", problems, KEYS);
    Optional<String> subject = fields.flatMap(f -> f.one(SUBJECTS));
    if (subject.isEmpty()) {
      return Optional.empty();
    }
    return switch (subject.get()) {
      case "all" -> group(fields.get(), "all").map(RowCondition.All::new);
      case "any" -> group(fields.get(), "any").map(RowCondition.Any::new);
      case "not" -> {
        refuseTests(fields.get(), "not");
        yield fields.get().required("not").flatMap(this::read).map(RowCondition.Not::new);
      }
      default -> test(fields.get());
    };
  }

  /** A column or a tag, among fields of which exactly one is there. */
  Optional<RowField> field(Fields fields) {
    if (fields.has("tag")) {
      return fields.required("tag").flatMap(n -> values.id(n, "tag")).map(RowField::tag);
    }
    return fields.required("column").flatMap(n -> values.id(n, "column")).map(RowField::column);
  }

  /** Texts of a list, at least one. */
  Optional<List<String>> texts(Node node, String what, Function<Node, Optional<String>> one) {
    List<Node> items = values.items(node, what).orElse(List.of());
    List<String> texts = new ArrayList<>();
    for (Node item : items) {
      one.apply(item).ifPresent(texts::add);
    }
    return items.isEmpty() || texts.size() < items.size() ? Optional.empty() : Optional.of(texts);
  }

  private Optional<List<RowCondition>> group(Fields fields, String name) {
    refuseTests(fields, name);
    Optional<Node> list = fields.required(name);
    List<Node> items = list.flatMap(n -> values.items(n, name)).orElse(List.of());
    List<RowCondition> conditions = new ArrayList<>();
    for (Node item : items) {
      read(item).ifPresent(conditions::add);
    }
    return items.isEmpty() || conditions.size() < items.size()
        ? Optional.empty()
        : Optional.of(conditions);
  }

  private void refuseTests(Fields fields, String name) {
    for (String test : TESTS) {
      fields
          .optional(test)
          .ifPresent(
              node -> problems.add(node.at(), "key", "'" + test + "'", "doesn't go with " + name));
    }
  }

  private Optional<RowCondition> test(Fields fields) {
    Optional<RowField> field = field(fields);
    Optional<String> test = fields.one(TESTS);
    if (test.isEmpty()) {
      return Optional.empty();
    }
    Node node = fields.required(test.get()).orElseThrow();
    return switch (test.get()) {
      case "present" ->
        both(field, values.truth(node, "present"), (f, v) -> new RowCondition.Present(f, v));
      case "in" ->
        both(
            field,
            texts(node, "in", item -> values.text(item, "in")),
            (f, v) -> new RowCondition.In(f, new LinkedHashSet<>(v)));
      case "startsWith" ->
        both(field, values.id(node, "startsWith"), (f, v) -> new RowCondition.StartsWith(f, v));
      case "endsWith" ->
        both(field, values.id(node, "endsWith"), (f, v) -> new RowCondition.EndsWith(f, v));
      default ->
        both(field, values.text(node, "equals"), (f, v) -> new RowCondition.In(f, Set.of(v)));
    };
  }

  private static <V> Optional<RowCondition> both(
      Optional<RowField> field, Optional<V> value, BiFunction<RowField, V, RowCondition> made) {
    return field.flatMap(f -> value.map(v -> made.apply(f, v)));
  }
}
