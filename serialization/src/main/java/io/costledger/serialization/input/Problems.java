package io.costledger.serialization.input;

import io.costledger.core.delivery.InputProblem;
import io.costledger.core.delivery.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong in one file, in the file's order. The first 1,000 problems are kept, the
 * rest is counted, so that a file of nothing but problems takes bounded memory and nothing is
 * hidden.
 */
public final class Problems {
  /** How many problems are kept. */
  public static final int MOST_SHOWN = 1000;

  private final String file;
  private final List<InputProblem> shown = new ArrayList<>();
  private long more;

  /**
   * Starts without a problem.
   *
   * @param file the file's name
   */
  public Problems(String file) {
    this.file = file;
  }

  /**
   * Adds a problem.
   *
   * @param place where in the file, such as {@code row 7, column BilledCost}; empty: the file
   * @param message {@code Invalid <what>: <value> (<rule>)}
   */
  public void add(String place, String message) {
    if (shown.size() < MOST_SHOWN) {
      shown.add(new InputProblem(file, place, message));
    } else {
      more++;
    }
  }

  /**
   * Adds what is wrong in another file, under that file's name.
   *
   * @param others its problems
   */
  public void addAll(Problems others) {
    for (InputProblem problem : others.shown) {
      if (shown.size() < MOST_SHOWN) {
        shown.add(problem);
      } else {
        more++;
      }
    }
    more += others.more;
  }

  /**
   * Returns whether nothing is wrong so far.
   *
   * @return true if no problem was added
   */
  public boolean isEmpty() {
    return shown.isEmpty();
  }

  /**
   * Ends the collection.
   *
   * @throws InvalidInputException with every problem, if there is one
   */
  public void throwIfAny() {
    if (!shown.isEmpty()) {
      throw new InvalidInputException(file, shown, more);
    }
  }
}
