package io.costledger.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One call of the program inside a test: what it printed, and how it ended. */
record Program(int exitCode, String out, String err) {
  static Program run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = String.valueOf(args[i]);
    }
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Program(exitCode, out.toString(), err.toString());
  }
}
