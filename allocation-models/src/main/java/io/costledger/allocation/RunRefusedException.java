package io.costledger.allocation;

import io.costledger.core.LedgerException;
import java.util.List;

/**
 * A run that can't be made from its inputs, or that its policy forbids; carries every offence:
 * costs that the scale can't hold; then, by period and platform, negative sums, usage that a model
 * can't weigh and models that broke their contract; then cycles; or, if there are none of these,
 * closed loops; or else pools that their bounds don't fit, what the policy doesn't let be placed
 * elsewhere, and the faults that it says stop a run.
 */
public final class RunRefusedException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what models threw: the first is the cause, the others are suppressed. */
  RunRefusedException(String policy, List<String> offences, List<Throwable> thrown) {
    super("The run of policy " + policy + " can't be made", offences);
    thrown.stream().limit(1).forEach(this::initCause);
    thrown.stream().skip(1).forEach(this::addSuppressed);
  }
}
