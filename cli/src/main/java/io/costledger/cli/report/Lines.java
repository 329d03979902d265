package io.costledger.cli.report;

/** The lines of the report. */
final class Lines {
  private static final int WIDTH = 100;

  private Lines() {}

  /** A section's first line, with a blank one before it. */
  static void heading(StringBuilder out, String text) {
    out.append('\n').append(text).append('\n');
  }

  /** A text behind a label, its further lines below its first one. */
  static void wrapped(StringBuilder out, String label, String text) {
    StringBuilder line = new StringBuilder(label);
    String indent = " ".repeat(label.length());
    boolean isFirst = true;
    for (String word : text.split(" ", -1)) {
      if (!isFirst && line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(indent);
        isFirst = true;
      }
      line.append(isFirst ? "" : " ").append(word);
      isFirst = false;
    }
    out.append(line).append('\n');
  }
}
