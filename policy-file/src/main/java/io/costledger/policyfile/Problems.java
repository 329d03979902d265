package io.costledger.policyfile;

import io.costledger.core.Invalid;
import io.costledger.core.delivery.InputProblem;
import io.costledger.core.delivery.InvalidInputException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that is wrong in one file, handed out in the file's order. */
final class Problems {
  /** Beyond these, problems are only counted: a hostile file can have one per value. */
  static final int MOST_SHOWN = 1000;

  private final String file;
  private final Set<Found> found = new LinkedHashSet<>();

  /** A problem, and where it sorts; problems of one place stay in the order of their finding. */
  private record Found(int line, int column, InputProblem problem) {}

  Problems(String file) {
    this.file = file;
  }

  void add(Place at, String what, Object value, String rule) {
    add(at, Invalid.message(what, value, rule));
  }

  void add(Place at, String message) {
    found.add(new Found(at.line(), at.column(), new InputProblem(file, at.toString(), message)));
  }

  /** Adds what keeps the rest of the file from being read, and returns what to throw. */
  InvalidInputException stop(int line, int column, String what, Object value, String rule) {
    String place = "line " + line + ", column " + column;
    String message = Invalid.message(what, value, rule);
    found.add(new Found(line, column, new InputProblem(file, place, message)));
    return exception();
  }

  /** Adds what is wrong with the file as a whole, and returns what to throw. */
  InvalidInputException stop(String what, Object value, String rule) {
    found.add(new Found(0, 0, new InputProblem(file, "", Invalid.message(what, value, rule))));
    return exception();
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  InvalidInputException exception() {
    List<InputProblem> first = found.stream()
        .sorted(Comparator.comparingInt(Found::line).thenComparingInt(Found::column))
        .limit(MOST_SHOWN)
        .map(Found::problem)
        .toList();
    return new InvalidInputException(file, first, found.size() - first.size());
  }
}
