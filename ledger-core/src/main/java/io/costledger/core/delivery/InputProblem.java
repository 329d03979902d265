package io.costledger.core.delivery;

/**
 * One thing that is wrong in an input file.
 *
 * @param file the file's name, as the caller gave it
 * @param place where in the file, such as {@code row 7, column BilledCost}; empty: the file itself
 * @param message what is wrong: {@code Invalid <what>: <value> (<rule>)}
 */
public record InputProblem(String file, String place, String message) {
  /** {@code <file>: <place>: <message>}. */
  @Override
  public String toString() {
    return place.isEmpty() ? file + ": " + message : file + ": " + place + ": " + message;
  }
}
