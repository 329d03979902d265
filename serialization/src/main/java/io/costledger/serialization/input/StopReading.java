package io.costledger.serialization.input;

/** Ends the reading of a file in which nothing further can be found; the problem is noted. */
final class StopReading extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;

  StopReading(String place, String message) {
    super(message, null, false, false);
    this.place = place;
  }

  void noteIn(Problems problems) {
    problems.add(place, String.valueOf(getMessage()));
  }
}
