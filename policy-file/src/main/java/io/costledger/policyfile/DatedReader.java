package io.costledger.policyfile;

import io.costledger.core.time.Dated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a value that may be effective-dated: itself, or {@code {dated: [{from, to, value}]}}. */
final class DatedReader {
  private final Problems problems;
  private final Values values;

  DatedReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  <T> Optional<Dated<T>> read(Node node, Function<Node, Optional<T>> one) {
    if (!(node instanceof Node.Mapping mapping) || !mapping.entries().containsKey("dated")) {
      return one.apply(node).map(Dated::always);
    }
    return Fields.of(node, "effective dates", problems, List.of("dated"))
        .flatMap(fields -> fields.required("dated"))
        .flatMap(list -> versions(list, one));
  }

  private <T> Optional<Dated<T>> versions(Node list, Function<Node, Optional<T>> one) {
    List<Node> items = values.items(list, "effective dates").orElse(List.of());
    List<Dated.Version<T>> versions = new ArrayList<>();
    for (Node item : items) {
      version(item, one).ifPresent(versions::add);
    }
    return items.isEmpty() || versions.size() < items.size()
        ? Optional.empty()
        : values.tried(list.at(), () -> Dated.of(versions));
  }

  private <T> Optional<Dated.Version<T>> version(Node item, Function<Node, Optional<T>> one) {
    Optional<Fields> fields =
        Fields.of(item, "dated value", problems, List.of("from", "to", "value"));
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Bound from = bound(fields.get(), "from");
    Bound to = bound(fields.get(), "to");
    Optional<T> value = fields.get().required("value").flatMap(one);
    if (!from.isKnown() || !to.isKnown()) {
      return Optional.empty();
    }
    return value.flatMap(
        v -> values.tried(item.at(), () -> new Dated.Version<>(from.at(), to.at(), v)));
  }

  /** An end that may be left out. */
  Bound bound(Fields fields, String name) {
    Optional<Node> node = fields.optional(name);
    Optional<Instant> at = node.flatMap(n -> values.instant(n, name));
    return new Bound(node.isEmpty() || at.isPresent(), at);
  }

  /**
   * One end of effective dates.
   *
   * @param isKnown false after a problem
   * @param at empty: open
   */
  record Bound(boolean isKnown, Optional<Instant> at) {}
}
