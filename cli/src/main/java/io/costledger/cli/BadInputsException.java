package io.costledger.cli;

import io.costledger.core.delivery.InvalidInputException;
import java.util.List;
import java.util.stream.Collectors;

/** Input files that can't be taken: everything that is wrong in all of them. */
final class BadInputsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<InvalidInputException> files;

  BadInputsException(List<InvalidInputException> files) {
    super(files.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")));
    this.files = List.copyOf(files);
  }

  /** The files with what is wrong in each: models, policy, bill, then usage. */
  List<InvalidInputException> files() {
    return files;
  }
}
