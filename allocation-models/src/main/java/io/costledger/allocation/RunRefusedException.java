package io.costledger.allocation;

import io.costledger.core.LedgerException;
import java.util.List;

/**
 * A run that can't be made from its inputs, or that its policy forbids; carries every offence:
 * costs that the scale can't hold, then negative sums, then cycles; or, if there are none of these,
 * pools that their bounds don't fit, what the policy doesn't let be placed elsewhere, and the faults that it says stop a run.
 */
public final class RunRefusedException extends LedgerException {
  private static final long serialVersionUID = 1L;

  RunRefusedException(String policy, List<String> offences) {
    super("The run of policy " + policy + " can't be made", offences);
  }
}
