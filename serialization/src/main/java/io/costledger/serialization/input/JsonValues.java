package io.costledger.serialization.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.costledger.core.Invalid;
import io.costledger.core.Sha256;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of one JSON object in a file of its own (UTF-8), by path: {@code definition.scale},
 * {@code inputs.usage[0].id}. A name that stands twice in an object is a problem, and so is
 * anything after the object.
 */
public final class JsonValues {
  private static final int MOST_CHARACTERS = 1 << 24;
  private static final int DEEPEST = 10;
  private static final String WELL_FORMED = "must be one well-formed JSON object";

  private static final JsonFactory JSON = new JsonFactoryBuilder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .streamReadConstraints(
          StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
      .build();

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, String> numbers = new HashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();
  private final Map<String, String> others = new HashMap<>();

  private JsonValues() {}

  /**
   * Reads a whole file of at most 16,777,216 characters.
   *
   * @param file the file
   * @param passedOver fields of the outermost object whose values are only checked for their form
   * @param problems takes what is wrong
   * @return the values; only of use without problems
   */
  public static JsonValues read(InputFile file, Set<String> passedOver, Problems problems) {
    JsonValues values = new JsonValues();
    String tooLong = Invalid.message(
        "file",
        "more than " + MOST_CHARACTERS + " characters",
        "must have at most " + MOST_CHARACTERS);
    try (Utf8Reader reader = new Utf8Reader(
        file.source().open(), Sha256.digest(), problems, () -> "", MOST_CHARACTERS, tooLong)) {
      reader.start();
      values.readAll(reader, passedOver, problems);
    } catch (StopReading e) {
      e.noteIn(problems);
    } catch (IOException e) {
      problems.add("", Invalid.message("file", file.name(), "can't be read: " + e));
    }
    return values;
  }

  private void readAll(Utf8Reader reader, Set<String> passedOver, Problems problems)
      throws IOException {
    try (JsonParser json = JSON.createParser(reader)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        problems.add("", Invalid.message("file", "another JSON value", WELL_FORMED));
        return;
      }
      object(json, "", passedOver);
      if (json.nextToken() != null) {
        problems.add("", Invalid.message("file", "text after its object", WELL_FORMED));
      }
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      problems.add(
          "line " + line,
          Invalid.message("file", String.valueOf(e.getOriginalMessage()), WELL_FORMED));
    }
  }

  private void object(JsonParser json, String path, Set<String> passedOver) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.getText();
      json.nextToken();
      // A name that looks like a path is nobody's, and must not pass for one.
      boolean isPath = name.indexOf('.') >= 0 || name.indexOf('[') >= 0;
      if (isPath || (path.isEmpty() && passedOver.contains(name))) {
        json.skipChildren();
      } else {
        value(json, path.isEmpty() ? name : path + "." + name);
      }
    }
  }

  private void value(JsonParser json, String path) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> {
        others.put(path, "an object");
        object(json, path, Set.of());
      }
      case START_ARRAY -> {
        int size = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          value(json, path + "[" + size + "]");
          size++;
        }
        sizes.put(path, size);
        others.put(path, "a list");
      }
      case VALUE_STRING -> texts.put(path, json.getText());
      case VALUE_NUMBER_INT -> numbers.put(path, json.getText());
      default -> others.put(path, json.getText());
    }
  }

  /**
   * Returns a text.
   *
   * @param path where it stands
   * @return the text; empty if there is none, or something else
   */
  public Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  /**
   * Returns a number without fraction and exponent.
   *
   * @param path where it stands
   * @return its digits as written; empty if there is none, or something else
   */
  public Optional<String> wholeNumber(String path) {
    return Optional.ofNullable(numbers.get(path));
  }

  /**
   * Returns whether there is a list.
   *
   * @param path where it stands
   * @return true also for one without items
   */
  public boolean isList(String path) {
    return sizes.containsKey(path);
  }

  /**
   * Returns how many items a list has.
   *
   * @param path where it stands
   * @return 0 where there is no list
   */
  public int size(String path) {
    return sizes.getOrDefault(path, 0);
  }

  /**
   * Returns what stands at a path, for a message.
   *
   * @param path where
   * @return such as {@code 'text'}, {@code 7}, {@code a list}, or {@code nothing}
   */
  public String shown(String path) {
    String text = texts.get(path);
    return text != null
        ? "'" + text + "'"
        : numbers.getOrDefault(path, others.getOrDefault(path, "nothing"));
  }
}
