package io.costledger.allocation.difference;

import io.costledger.core.LedgerException;
import java.util.List;

/** Two runs that have no difference, since they don't count the same thing; says every reason. */
public final class IncomparableRunsException extends LedgerException {
  private static final long serialVersionUID = 1L;

  IncomparableRunsException(String before, String after, List<String> offences) {
    super("The runs " + before + " and " + after + " can't be compared", offences);
  }
}
