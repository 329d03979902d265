package io.costledger.policyfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping of which the keys are known. An unknown key is a problem; if it is close to a known one
 * that is not there, its value is still read as that one's, so that all problems show at once.
 */
final class Fields {
  private final Place at;
  private final String what;
  private final Problems problems;
  private final Map<String, Node> byName = new HashMap<>();

  private Fields(Place at, String what, Problems problems) {
    this.at = at;
    this.what = what;
    this.problems = problems;
  }

  /** Returns the fields, or empty (and a problem) if the node is no mapping. */
  static Optional<Fields> of(Node node, String what, Problems problems, List<String> known) {
    if (node instanceof Node.Mapping mapping) {
      Fields fields = new Fields(node.at(), what, problems);
      fields.sort(mapping, known);
      return Optional.of(fields);
    }
    if (!(node instanceof Node.Refused)) {
      problems.add(
          node.at(), what, node.shown(), "must be a mapping of " + String.join(", ", known));
    }
    return Optional.empty();
  }

  private void sort(Node.Mapping mapping, List<String> known) {
    mapping.entries().forEach((key, value) -> {
      if (known.contains(key)) {
        byName.put(key, value);
      }
    });
    mapping.entries().forEach((key, value) -> {
      if (!known.contains(key)) {
        unknown(key, value, known);
      }
    });
  }

  private void unknown(String key, Node value, List<String> known) {
    Optional<String> meant = Suggestion.of(key, known);
    problems.add(
        value.at(),
        "key",
        "'" + key + "'",
        meant
            .map(name -> "not known here; did you mean " + name + "?")
            .orElse("not known here; known are " + String.join(", ", known)));
    meant.ifPresent(name -> byName.putIfAbsent(name, value));
  }

  Place at() {
    return at;
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  Optional<Node> optional(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The field; a problem if it is not there. */
  Optional<Node> required(String name) {
    Optional<Node> node = optional(name);
    if (node.isEmpty()) {
      problems.add(at, what, "no " + name, name + " must be given");
    }
    return node;
  }

  /** The name of the one field among some that is there; a problem if there is none, or more. */
  Optional<String> one(List<String> names) {
    List<String> there = new ArrayList<>(names);
    there.removeIf(name -> !has(name));
    if (there.size() == 1) {
      return Optional.of(there.get(0));
    }
    problems.add(
        at,
        what,
        there.isEmpty() ? "none" : String.join(" and ", there),
        "must be one of " + String.join(", ", names));
    return Optional.empty();
  }
}
