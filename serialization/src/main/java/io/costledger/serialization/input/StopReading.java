package io.costledger.serialization.input;

/** Ends the reading of a file in which nothing further can be found; the problem is noted. */
public final class StopReading extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;

  /**
   * Says why.
   *
   * @param place where in the file, such as {@code row 7}; empty: the file
   * @param message {@code Invalid <what>: <value> (<rule>)}
   */
  public StopReading(String place, String message) {
    super(message, null, false, false);
    this.place = place;
  }

  /**
   * Notes what ended the reading.
   *
   * @param problems takes it
   */
  public void noteIn(Problems problems) {
    problems.add(place, String.valueOf(getMessage()));
  }
}
