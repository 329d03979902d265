package io.costledger.core;

/**
 * The one message grammar of the library: {@code Invalid <what>: <value> (<rule>)}.
 *
 * <p>Example: {@code Invalid.message("scale", -1, "must be 0 to 30")} is {@code "Invalid scale: -1
 * (must be 0 to 30)"}.
 */
public final class Invalid {
  private static final int LONGEST_VALUE = 80;

  private Invalid() {}

  /**
   * Returns the message for a value that breaks a rule.
   *
   * @param what the thing that is wrong, as a noun
   * @param value the offending value; its text is cut after 80 characters and control characters
   *     are shown as escapes, so a message fits a line whatever a file holds
   * @param rule what the value must satisfy
   * @return the message
   */
  public static String message(String what, Object value, String rule) {
    return "Invalid " + what + ": " + shown(String.valueOf(value)) + " (" + rule + ")";
  }

  /**
   * Returns the exception for an argument that is wrong alone (SPEC section 14).
   *
   * @param what the thing that is wrong
   * @param value the offending value
   * @param rule what the value must satisfy
   * @return an exception to throw
   */
  public static IllegalArgumentException argument(String what, Object value, String rule) {
    return new IllegalArgumentException(message(what, value, rule));
  }

  /**
   * Returns what was thrown as it can be shown within a message, without its stack.
   *
   * @param thrown anything
   * @return its type and, if it has one, its message as {@link #shown} shows it: {@code
   *     java.lang.ArithmeticException: / by zero}
   */
  public static String thrown(Throwable thrown) {
    String message = thrown.getMessage();
    return thrown.getClass().getName() + (message == null ? "" : ": " + shown(message));
  }

  /**
   * Returns a text as it can be shown on one line of a message: at most 80 characters, control
   * characters and unpaired surrogates as their code in four hex digits.
   *
   * @param text any text
   * @return the text to show
   */
  public static String shown(String text) {
    StringBuilder out = new StringBuilder();
    int shown = 0;
    for (int i = 0; i < text.length(); ) {
      if (shown++ == LONGEST_VALUE) {
        return out.append("... [").append(text.length()).append(" characters]").toString();
      }
      int codePoint = text.codePointAt(i);
      int type = Character.getType(codePoint);
      if (type == Character.CONTROL
          || type == Character.SURROGATE
          || type == Character.FORMAT
          || type == Character.LINE_SEPARATOR
          || type == Character.PARAGRAPH_SEPARATOR) {
        out.append(String.format((java.util.Locale) null, "\\u%04X", codePoint));
      } else {
        out.appendCodePoint(codePoint);
      }
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }
}
