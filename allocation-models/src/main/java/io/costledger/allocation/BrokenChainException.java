package io.costledger.allocation;

import io.costledger.core.LedgerException;
import java.util.List;

/**
 * A run that can't be the next of a chain; carries every offence: definition, period, the run that
 * it names (a fork), instant, and whether the period is closed.
 */
public final class BrokenChainException extends LedgerException {
  private static final long serialVersionUID = 1L;

  BrokenChainException(String run, String first, List<String> offences) {
    super("The run " + run + " can't be the next in the chain of " + first, offences);
  }
}
