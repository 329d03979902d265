package io.costledger.serialization.focus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.costledger.core.Invalid;
import io.costledger.core.account.CodePoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Parses the Tags column: one JSON object of texts. Numbers are their own text, true and false are
 * words, null is no tag. Keys stay as given.
 */
final class TagsJson {
  /** Names are neither interned nor hashed into a shared table: a hostile file could fill it. */
  private static final JsonFactory JSON = new JsonFactoryBuilder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(2).build())
      .build();

  private TagsJson() {}

  /**
   * Parses the tags of one row.
   *
   * @throws IllegalArgumentException if the text is anything else than one flat JSON object
   */
  static Map<String, String> parse(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw wrong(text, "must be a JSON object");
      }
      Map<String, String> tags = new LinkedHashMap<>();
      Set<String> keys = new HashSet<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = wellFormed(text, json.getText());
        if (!keys.add(key)) {
          throw wrong(text, "key '" + Invalid.shown(key) + "' must stand once");
        }
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
          throw wrong(text, "key '" + Invalid.shown(key) + "' must not hold an object or array");
        }
        if (value != JsonToken.VALUE_NULL) {
          tags.put(key, wellFormed(text, json.getText()));
        }
      }
      if (json.nextToken() != null) {
        throw wrong(text, "nothing may follow the object");
      }
      return tags;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw wrong(text, "must be well-formed JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String wellFormed(String text, String part) {
    if (!CodePoints.isWellFormed(part)) {
      throw wrong(text, "must not hold an unpaired surrogate");
    }
    return part;
  }

  private static IllegalArgumentException wrong(String text, String rule) {
    return Invalid.argument("tags", "'" + text + "'", rule);
  }
}
