package io.costledger.core.policy;

/**
 * One mistake of a policy.
 *
 * @param path where it is, as in a policy file, such as {@code platforms.spark.owner}
 * @param message what is wrong: {@code Invalid <what>: <value> (<rule>)}
 */
public record PolicyMistake(String path, String message) {
  /** {@code <path>: <message>}. */
  @Override
  public String toString() {
    return path + ": " + message;
  }
}
