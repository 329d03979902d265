package io.costledger.spark;

import io.costledger.core.account.CodePoints;
import io.costledger.core.delivery.InputProblem;
import io.costledger.core.delivery.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What is wrong with the rows of a table. All is counted; the first 1,000 by place and message are
 * kept, so any partitioning keeps the same ones.
 */
final class RowProblems {
  static final int MOST_SHOWN = 1000;

  private final String table;
  private final TreeSet<InputProblem> shown =
      new TreeSet<>(Comparator.comparing(InputProblem::place, CodePoints.ORDER)
          .thenComparing(InputProblem::message, CodePoints.ORDER));
  private long count;

  RowProblems(String table) {
    this.table = table;
  }

  void add(String place, String message) {
    count++;
    keep(place, message);
  }

  /** Adds what another partition found. */
  void addAll(List<String> places, List<String> messages, long found) {
    count = Math.addExact(count, found);
    for (int i = 0; i < places.size(); i++) {
      keep(places.get(i), messages.get(i));
    }
  }

  private void keep(String place, String message) {
    shown.add(new InputProblem(table, place, message));
    if (shown.size() > MOST_SHOWN) {
      shown.pollLast();
    }
  }

  long count() {
    return count;
  }

  String[] places() {
    return shown.stream().map(InputProblem::place).toArray(String[]::new);
  }

  String[] messages() {
    return shown.stream().map(InputProblem::message).toArray(String[]::new);
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidInputException with every problem, if there is one
   */
  void throwIfAny() {
    if (count > 0) {
      throw new InvalidInputException(table, new ArrayList<>(shown), count - shown.size());
    }
  }
}
