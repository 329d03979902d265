package io.costledger.allocation;

import io.costledger.core.LedgerException;
import java.util.List;

/**
 * Two runs that can't be compared entry by entry; carries everything in which they differ: unit,
 * basis, bill source, grain.
 */
public final class UnlikeRunsException extends LedgerException {
  private static final long serialVersionUID = 1L;

  UnlikeRunsException(String booked, String restated, List<String> offences) {
    super("The run " + restated + " can't restate the run " + booked, offences);
  }
}
