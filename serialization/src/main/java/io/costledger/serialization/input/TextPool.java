package io.costledger.serialization.input;

import java.util.HashMap;
import java.util.Map;

/** Holds one copy of each text that comes again and again; bounded, so nothing hostile fills it. */
public final class TextPool {
  private static final int MOST = 100_000;
  private static final int LONGEST = 256;

  private final Map<String, String> known = new HashMap<>();

  /** Starts empty. */
  public TextPool() {}

  /**
   * Returns an equal text, the same object for equal texts as far as the pool reaches.
   *
   * @param text any text
   * @return an equal text
   */
  public String of(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    String same = known.get(text);
    if (same != null) {
      return same;
    }
    if (known.size() < MOST) {
      known.put(text, text);
    }
    return text;
  }
}
