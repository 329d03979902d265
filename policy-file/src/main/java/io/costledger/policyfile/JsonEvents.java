package io.costledger.policyfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** JSON to tree events. Numbers and truth values keep their text. */
final class JsonEvents {
  private static final JsonFactory FACTORY = JsonFactory.builder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(2 * TreeBuilder.DEEPEST)
          .maxNumberLength(SourceText.MOST_BYTES)
          .maxStringLength(SourceText.MOST_BYTES)
          .build())
      .build();

  private JsonEvents() {}

  static void read(String text, TreeBuilder tree, Problems problems) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        JsonLocation at = parser.currentTokenLocation();
        if (tree.depth() == 0 && tree.root().isPresent()) {
          throw problems.stop(
              at.getLineNr(), at.getColumnNr(), "JSON", "a second value", "must be one object");
        }
        take(token, parser, at, tree);
      }
    } catch (JsonProcessingException e) {
      // The parser's column is that of what it read last, so only the line is said.
      int line =
          Optional.ofNullable(e.getLocation()).map(JsonLocation::getLineNr).orElse(1);
      problems.add(Place.root(line, 1), "JSON", whatIsWrong(e), "must be well-formed JSON");
      throw problems.exception();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can't fail to be read", e);
    }
  }

  /** The parser's message up to its advice, which is for programmers. */
  private static String whatIsWrong(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    int advice = message.indexOf(": ");
    return advice < 0 ? message : message.substring(0, advice);
  }

  private static void take(JsonToken token, JsonParser parser, JsonLocation at, TreeBuilder tree)
      throws IOException {
    int line = at.getLineNr();
    int column = at.getColumnNr();
    switch (token) {
      case START_OBJECT -> tree.openMapping(line, column);
      case START_ARRAY -> tree.openListing(line, column);
      case END_OBJECT, END_ARRAY -> tree.close();
      case FIELD_NAME -> tree.key(parser.currentName(), line, column);
      case VALUE_NULL -> tree.nothing(line, column);
      case VALUE_STRING -> tree.text(parser.getText(), false, line, column);
      default -> tree.text(parser.getText(), true, line, column);
    }
  }
}
