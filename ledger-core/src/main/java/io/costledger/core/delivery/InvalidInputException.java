package io.costledger.core.delivery;

import io.costledger.core.LedgerException;
import java.util.List;

/**
 * An input file that can't be taken; carries everything that is wrong in it, in the file's order.
 */
public final class InvalidInputException extends LedgerException {
  private static final long serialVersionUID = 1L;

  private final transient List<InputProblem> problems;

  /**
   * Creates the exception.
   *
   * @param file the file's name
   * @param problems everything that is wrong, at least one
   */
  public InvalidInputException(String file, List<InputProblem> problems) {
    super(
        file + " has " + problems.size() + (problems.size() == 1 ? " problem" : " problems"),
        problems.stream().map(InputProblem::toString).toList());
    this.problems = List.copyOf(problems);
  }

  /**
   * Returns everything that is wrong.
   *
   * @return never empty
   */
  public List<InputProblem> problems() {
    return problems;
  }
}
