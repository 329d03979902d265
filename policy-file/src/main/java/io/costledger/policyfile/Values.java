package io.costledger.policyfile;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.policy.Proration;
import io.costledger.core.time.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads single values. Each method returns empty after a problem was added, and never throws. */
final class Values {
  private static final Pattern INSTANT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?"
          + "(Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Map<String, Proration> PRORATIONS =
      Map.of("none", Proration.NONE, "by-duration", Proration.BY_DURATION);
  private static final List<String> PERIOD = List.of("start", "end");

  private final Problems problems;

  Values(Problems problems) {
    this.problems = problems;
  }

  /** Any text, empty too. */
  Optional<String> text(Node node, String what) {
    if (node instanceof Node.Text text) {
      return Optional.of(text.text());
    }
    wrongType(node, what, "must be text");
    return Optional.empty();
  }

  /** A text that is not empty. */
  Optional<String> id(Node node, String what) {
    return parsed(node, what, text -> Account.requireId(what, text));
  }

  /** A text that a parser of the library reads; its own message is the problem's. */
  <T> Optional<T> parsed(Node node, String what, Function<String, T> parser) {
    Optional<String> text = text(node, what);
    return text.flatMap(given -> tried(node.at(), () -> parser.apply(given)));
  }

  /** What a constructor of the library makes; its own message is the problem's. */
  <T> Optional<T> tried(Place at, Supplier<T> maker) {
    try {
      return Optional.of(maker.get());
    } catch (IllegalArgumentException e) {
      problems.add(at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Only {@code true} and {@code false}, without quotes. */
  Optional<Boolean> truth(Node node, String what) {
    if (node instanceof Node.Text text
        && text.bare()
        && (text.text().equals("true") || text.text().equals("false"))) {
      return Optional.of(text.text().equals("true"));
    }
    wrongType(node, what, "must be true or false, without quotes");
    return Optional.empty();
  }

  /** One of an enum's names. */
  <E extends Enum<E>> Optional<E> choice(Node node, String what, List<E> choices) {
    return text(node, what).flatMap(given -> {
      for (E choice : choices) {
        if (choice.name().equals(given)) {
          return Optional.of(choice);
        }
      }
      List<String> names = choices.stream().map(Enum::name).toList();
      wrongType(node, what, "must be one of " + String.join(", ", names));
      return Optional.empty();
    });
  }

  <E extends Enum<E>> Optional<E> choice(Node node, String what, E[] choices) {
    return choice(node, what, Arrays.asList(choices));
  }

  /** What becomes of records that no grain period contains. */
  Optional<Proration> proration(Node node) {
    Optional<String> word = text(node, "proration");
    if (word.isPresent() && !PRORATIONS.containsKey(word.get())) {
      wrongType(node, "proration", "must be none or by-duration");
    }
    return word.map(PRORATIONS::get);
  }

  /** A list's items; at least one. */
  Optional<List<Node>> items(Node node, String what) {
    Optional<List<Node>> items = anyItems(node, what);
    if (items.isPresent() && items.get().isEmpty()) {
      problems.add(node.at(), what, "[]", "must list at least one");
      return Optional.empty();
    }
    return items;
  }

  /** A list's items, possibly none. */
  Optional<List<Node>> anyItems(Node node, String what) {
    if (node instanceof Node.Listing list) {
      return Optional.of(list.items());
    }
    wrongType(node, what, "must be a list");
    return Optional.empty();
  }

  /** A mapping whose keys are the user's own; at least one. */
  Optional<Node.Mapping> mapping(Node node, String what, String of) {
    Optional<Node.Mapping> mapping = anyMapping(node, what, of);
    if (mapping.isPresent() && mapping.get().entries().isEmpty()) {
      problems.add(node.at(), what, "{}", "must have at least one entry");
      return Optional.empty();
    }
    return mapping;
  }

  /** A mapping whose keys are the user's own, possibly of none. */
  Optional<Node.Mapping> anyMapping(Node node, String what, String of) {
    if (node instanceof Node.Mapping mapping) {
      return Optional.of(mapping);
    }
    wrongType(node, what, "must be a mapping of " + of);
    return Optional.empty();
  }

  /** An ISO-8601 instant with Z or an offset. */
  Optional<Instant> instant(Node node, String what) {
    return parsed(node, what, text -> {
      try {
        if (INSTANT.matcher(text).matches()) {
          return OffsetDateTime.parse(text).toInstant();
        }
      } catch (DateTimeException e) {
        throw notInstant(what, text);
      }
      throw notInstant(what, text);
    });
  }

  private static IllegalArgumentException notInstant(String what, String text) {
    return Invalid.argument(
        what, "'" + text + "'", "must be an ISO-8601 instant such as 2024-09-01T00:00:00Z");
  }

  /** A mapping of start and end. */
  Optional<Period> period(Node node, String what) {
    return Fields.of(node, what, problems, PERIOD).flatMap(fields -> period(fields));
  }

  /** The start and the end among some fields. */
  Optional<Period> period(Fields fields) {
    Optional<Instant> start = fields.required("start").flatMap(at -> instant(at, "start"));
    Optional<Instant> end = fields.required("end").flatMap(at -> instant(at, "end"));
    return start.flatMap(first ->
        end.flatMap(last -> tried(fields.at(), () -> Period.of(first, last))));
  }

  void wrongType(Node node, String what, String rule) {
    if (!(node instanceof Node.Refused)) {
      problems.add(node.at(), what, node.shown(), rule);
    }
  }
}
