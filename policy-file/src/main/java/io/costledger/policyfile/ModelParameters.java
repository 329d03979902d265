package io.costledger.policyfile;

import io.costledger.core.account.CodePoints;
import io.costledger.core.money.ExactNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * The parameters that a policy file gives to a model of a user's own. What is asked for must be
 * there and be of the kind asked for; what is there must be asked for. Faults become problems of
 * the file, each with its line: a method returns a stand-in after one, so that a factory shows them
 * all, and what it makes is then dropped.
 *
 * <p>Example: {@code parameters.text("unit")} is {@code "vcpu-hours"} for {@code parameters: {unit:
 * vcpu-hours}}.
 */
public final class ModelParameters {
  private final String model;
  private final Place at;
  private final Map<String, Node> given;
  private final Problems problems;
  private final Values values;
  private final NavigableSet<String> asked = new TreeSet<>(CodePoints.ORDER);
  private final NavigableMap<String, Object> read = new TreeMap<>(CodePoints.ORDER);
  private boolean isFaulty;
  private boolean isClosed;

  ModelParameters(
      String model, Place at, Map<String, Node> given, Problems problems, Values values) {
    this.model = model;
    this.at = at;
    this.given = given;
    this.problems = problems;
    this.values = values;
  }

  /**
   * Returns whether a parameter that may be left out is there.
   *
   * @param name the parameter's name
   * @return true if it is given
   */
  public boolean has(String name) {
    ask(name);
    return given.containsKey(name);
  }

  /**
   * Returns a text.
   *
   * @param name the parameter's name
   * @return the text as it stands in the file; never empty
   */
  public String text(String name) {
    return read(name, "text", this::oneText).orElse("unreadable");
  }

  /**
   * Returns a number.
   *
   * @param name the parameter's name
   * @return the exact decimal, of at most 38 digits; it may be negative
   */
  public BigDecimal number(String name) {
    return read(name, "number", this::oneNumber).orElse(BigDecimal.ONE);
  }

  /**
   * Returns a list of texts.
   *
   * @param name the parameter's name
   * @return at least one text, in the file's order
   */
  public List<String> texts(String name) {
    return read(name, "texts", (node, what) -> list(node, what, this::oneText)).orElse(List.of());
  }

  /**
   * Returns a list of numbers.
   *
   * @param name the parameter's name
   * @return at least one exact decimal, in the file's order
   */
  public List<BigDecimal> numbers(String name) {
    return read(name, "numbers", (node, what) -> list(node, what, this::oneNumber))
        .orElse(List.of());
  }

  /**
   * Returns texts by key.
   *
   * @param name the parameter's name
   * @return at least one key with its text, ascending
   */
  public NavigableMap<String, String> textsByKey(String name) {
    return read(name, "textsByKey", (node, what) -> map(node, what, this::oneText))
        .orElse(Collections.emptyNavigableMap());
  }

  /**
   * Returns numbers by key.
   *
   * @param name the parameter's name
   * @return at least one key with its exact decimal, ascending
   */
  public NavigableMap<String, BigDecimal> numbersByKey(String name) {
    return read(name, "numbersByKey", (node, what) -> map(node, what, this::oneNumber))
        .orElse(Collections.emptyNavigableMap());
  }

  /** Reads no more, and adds a problem for each parameter that was not asked for. */
  void close() {
    isClosed = true;
    given.forEach((name, node) -> {
      if (!asked.contains(name)) {
        String rule = asked.isEmpty()
            ? model + " has no parameters"
            : Suggestion.of(name, asked)
                .map(meant -> "not known here; did you mean " + meant + "?")
                .orElse("not known here; known are " + String.join(", ", asked));
        problems.add(node.at(), "key", "'" + name + "'", rule);
        isFaulty = true;
      }
    });
  }

  boolean isFaulty() {
    return isFaulty;
  }

  /** What was read, by kind and name, as texts, lists of texts and sorted maps of texts. */
  NavigableMap<String, Object> read() {
    return Collections.unmodifiableNavigableMap(read);
  }

  private void ask(String name) {
    if (isClosed) {
      throw new IllegalStateException(
          "parameters are read while the model is made, not later: " + name);
    }
    asked.add(name);
  }

  private <T> Optional<T> read(
      String name, String kind, BiFunction<Node, String, Optional<T>> reader) {
    ask(name);
    Optional<Node> node = Optional.ofNullable(given.get(name));
    if (node.isEmpty()) {
      problems.add(at, model, "no " + name, name + " must be given");
    }
    Optional<T> value = node.flatMap(there -> reader.apply(there, name));
    value.ifPresent(there -> read.put(kind + " " + name, byValue(there)));
    isFaulty |= value.isEmpty();
    return value;
  }

  /** Numbers as their shortest text, so that equal parameters are equal text. */
  private static Object byValue(Object value) {
    if (value instanceof BigDecimal number) {
      return ExactNumber.plain(number);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ModelParameters::byValue).toList();
    }
    if (value instanceof NavigableMap<?, ?> map) {
      NavigableMap<String, Object> byKey = new TreeMap<>(CodePoints.ORDER);
      map.forEach((key, one) -> byKey.put(String.valueOf(key), byValue(one)));
      return byKey;
    }
    return value;
  }

  private Optional<String> oneText(Node node, String what) {
    return values.id(node, what);
  }

  private Optional<BigDecimal> oneNumber(Node node, String what) {
    return values.parsed(node, what, ExactNumber::parse);
  }

  private <T> Optional<List<T>> list(
      Node node, String what, BiFunction<Node, String, Optional<T>> one) {
    Optional<List<Node>> items = values.items(node, what);
    List<T> read = new ArrayList<>();
    items.orElse(List.of()).forEach(item -> one.apply(item, what).ifPresent(read::add));
    return items.filter(all -> all.size() == read.size()).map(all -> List.copyOf(read));
  }

  private <T> Optional<NavigableMap<String, T>> map(
      Node node, String what, BiFunction<Node, String, Optional<T>> one) {
    Optional<Node.Mapping> mapping = values.mapping(node, what, "key to value");
    NavigableMap<String, T> read = new TreeMap<>(CodePoints.ORDER);
    mapping.ifPresent(all -> all.entries()
        .forEach((key, value) -> one.apply(value, what).ifPresent(v -> read.put(key, v))));
    return mapping
        .filter(all -> all.entries().size() == read.size())
        .map(all -> Collections.unmodifiableNavigableMap(read));
  }
}
