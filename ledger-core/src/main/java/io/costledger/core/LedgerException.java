package io.costledger.core;

import java.util.List;

/**
 * Things that are wrong together: a policy that doesn't resolve, a run that can't be made. Carries
 * every offence, not the first.
 */
public class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> offences;

  /**
   * Creates the exception.
   *
   * @param summary what can't be done, in one line
   * @param offences every offence, in a documented order; at least one
   */
  public LedgerException(String summary, List<String> offences) {
    super(summary + "\n  " + String.join("\n  ", offences));
    this.offences = List.copyOf(offences);
  }

  /**
   * Returns every offence.
   *
   * @return the messages, each {@code Invalid <what>: <value> (<rule>)}; never empty
   */
  public List<String> offences() {
    return offences;
  }
}
