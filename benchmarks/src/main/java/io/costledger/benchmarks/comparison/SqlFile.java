package io.costledger.benchmarks.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of one SQL file beside this class. A line {@code -- first: other.sql} puts the
 * statements of another file there.
 */
final class SqlFile {
  private static final Pattern FIRST = Pattern.compile("(?m)^-- first: (\\S+)$");

  private SqlFile() {}

  static List<String> statements(String name) {
    List<String> statements = new ArrayList<>();
    for (String statement : text(name).split(";\\s*\n", -1)) {
      if (!statement.isBlank()) {
        statements.add(statement);
      }
    }
    return statements;
  }

  private static String text(String name) {
    try (InputStream in = SqlFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("No SQL file " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return FIRST
          .matcher(text)
          .replaceAll(found -> Matcher.quoteReplacement(text(found.group(1))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
