package io.costledger.policyfile;

import io.costledger.core.policy.Cycles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code cycles}: what happens where platforms charge each other in a circle. */
final class CyclesReader {
  private static final String STEP_DOWN = "stepDown";
  private static final Map<String, Cycles> WORDS = Map.of(
      "error", new Cycles.Refused(),
      "reciprocal", new Cycles.Reciprocal(),
      "direct", new Cycles.Direct());

  private final Problems problems;
  private final Values values;

  CyclesReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  /** The choice; empty after a problem. */
  Optional<Cycles> read(Node node) {
    if (node instanceof Node.Mapping) {
      return Fields.of(node, "cycles", problems, List.of(STEP_DOWN))
          .flatMap(fields -> fields.required(STEP_DOWN))
          .flatMap(this::order)
          .map(Cycles.StepDown::new);
    }
    Optional<String> word = values.text(node, "cycles");
    if (word.isEmpty()) {
      return Optional.empty();
    }
    Optional<Cycles> choice = Optional.ofNullable(WORDS.get(word.get()));
    if (choice.isEmpty()) {
      values.wrongType(
          node, "cycles", "must be error, reciprocal, direct or {stepDown: [platforms]}");
    }
    return choice;
  }

  private Optional<List<String>> order(Node node) {
    Optional<List<Node>> items = values.items(node, STEP_DOWN);
    List<String> order = new ArrayList<>();
    for (Node item : items.orElse(List.of())) {
      values.id(item, "platform").ifPresent(order::add);
    }
    boolean whole = items.isPresent() && order.size() == items.get().size();
    return whole ? Optional.of(order) : Optional.empty();
  }
}
