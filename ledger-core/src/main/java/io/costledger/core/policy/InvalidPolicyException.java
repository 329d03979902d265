package io.costledger.core.policy;

import io.costledger.core.LedgerException;
import java.util.List;

/** A policy that doesn't resolve; carries every mistake, in the order of the policy's parts. */
public final class InvalidPolicyException extends LedgerException {
  private static final long serialVersionUID = 1L;

  private final transient List<PolicyMistake> mistakes;

  /**
   * Creates the exception.
   *
   * @param policy the policy's name
   * @param mistakes every mistake, at least one
   */
  public InvalidPolicyException(String policy, List<PolicyMistake> mistakes) {
    super(
        "Policy " + policy + " has " + mistakes.size() + " mistake(s)",
        mistakes.stream().map(PolicyMistake::toString).toList());
    this.mistakes = List.copyOf(mistakes);
  }

  /**
   * Returns every mistake.
   *
   * @return never empty
   */
  public List<PolicyMistake> mistakes() {
    return mistakes;
  }
}
