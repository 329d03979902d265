package io.costledger.core.policy;

/**
 * What a model throws for usage that its rule doesn't cover, such as a quantity beyond its last
 * band: a matter of the usage or of the policy, so the run is refused and the message is shown as it
 * is. Anything else that a model throws is taken for a mistake of the model's author.
 *
 * <p>Example: {@code throw new CannotWeighException(Invalid.message("quantity", "12 of
 * cost-center:ads", "the last band ends at 10"))}.
 */
public final class CannotWeighException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what can't be weighed, and by which rule, in one line
   */
  public CannotWeighException(String message) {
    super(message);
  }
}
