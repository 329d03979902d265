package io.costledger.core.delivery;

import io.costledger.core.LedgerException;
import java.util.List;
import java.util.stream.Stream;

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
    this(file, problems, 0);
  }

  /**
   * Creates the exception for a file that has more problems than anybody reads.
   *
   * @param file the file's name
   * @param problems what is wrong first, at least one
   * @param more how many further problems were only counted; the message says so
   */
  public InvalidInputException(String file, List<InputProblem> problems, long more) {
    super(summary(file, problems.size() + more), lines(problems, more));
    this.problems = List.copyOf(problems);
  }

  /**
   * Returns everything that is wrong, or what is wrong first where there is too much of it.
   *
   * @return never empty
   */
  public List<InputProblem> problems() {
    return problems;
  }

  private static String summary(String file, long count) {
    return file + " has " + count + (count == 1 ? " problem" : " problems");
  }

  private static List<String> lines(List<InputProblem> problems, long more) {
    Stream<String> shown = problems.stream().map(InputProblem::toString);
    return more == 0
        ? shown.toList()
        : Stream.concat(shown, Stream.of("and " + more + " more, counted but not shown"))
            .toList();
  }
}
