package io.costledger.serialization.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.costledger.core.Invalid;
import io.costledger.core.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of one JSON object a line (UTF-8), as rows; what is absent or null is empty, and a
 * doubled field is a problem.
 *
 * <p>In a file for this library ({@link #read}) a text or a whole number is a cell, an array of
 * texts a cell in the form of {@link ListText}, and unknown fields are problems. In somebody else's
 * ({@link #readForeign}) unknown fields are passed over; a number or truth value is a cell as it is
 * written, and an object or array a cell of its JSON.
 */
public final class JsonLinesFile {
  private static final JsonFactory JSON = new JsonFactoryBuilder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(3).build())
      .build();

  /** Enough for tags and details inside a row. */
  private static final JsonFactory FOREIGN_JSON = new JsonFactoryBuilder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
      .build();

  private static final String TOO_LONG = Invalid.message(
      "line",
      "more than " + CsvFile.MAX_ROW + " characters",
      "must have at most " + CsvFile.MAX_ROW);

  private final boolean foreign;
  private final Header header;
  private final Problems problems;
  private final RowSink sink;
  private long line = 1;

  private JsonLinesFile(boolean foreign, Header header, Problems problems, RowSink sink) {
    this.foreign = foreign;
    this.header = header;
    this.problems = problems;
    this.sink = sink;
  }

  /**
   * Reads a whole file.
   *
   * @param file the file
   * @param fields the fields that an object may have
   * @param problems takes what is wrong
   * @param sink takes the objects as rows, with the fields as header
   * @return the SHA-256 of the bytes; only of use without problems
   */
  public static String read(InputFile file, List<String> fields, Problems problems, RowSink sink) {
    return read(false, file, fields, problems, sink);
  }

  /**
   * Reads a whole file that somebody else wrote.
   *
   * @param file the file
   * @param fields the fields that are wanted
   * @param problems takes what is wrong
   * @param sink takes the objects as rows, with the fields as header
   * @return the SHA-256 of the bytes; only of use without problems
   */
  public static String readForeign(
      InputFile file, List<String> fields, Problems problems, RowSink sink) {
    return read(true, file, fields, problems, sink);
  }

  private static String read(
      boolean foreign, InputFile file, List<String> fields, Problems problems, RowSink sink) {
    MessageDigest digest = Sha256.digest();
    Header header = new Header(fields, List.of(), problems);
    JsonLinesFile lines = new JsonLinesFile(foreign, header, problems, sink);
    sink.header(header);
    try (Utf8Reader reader = new Utf8Reader(
        file.source().open(), digest, problems, lines::place, CsvFile.MAX_ROW, TOO_LONG)) {
      reader.start();
      lines.readAll(reader);
    } catch (StopReading e) {
      e.noteIn(problems);
    } catch (IOException e) {
      problems.add("", Invalid.message("file", file.name(), "can't be read: " + e));
    }
    return Sha256.hex(digest);
  }

  private String place() {
    return Form.JSON_LINES.place(line);
  }

  private void readAll(Utf8Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] chars = new char[1 << 13];
    for (int count = reader.read(chars, 0, chars.length);
        count >= 0;
        count = reader.read(chars, 0, chars.length)) {
      int from = 0;
      for (int i = 0; i < count; i++) {
        if (chars[i] == '\n') {
          text.append(chars, from, i - from);
          object(text.toString());
          text.setLength(0);
          from = i + 1;
          line++;
          reader.progress();
        }
      }
      text.append(chars, from, count - from);
    }
    object(text.toString());
  }

  private void object(String text) throws IOException {
    if (text.isBlank()) {
      return;
    }
    @Nullable String[] cells = new String[header.names().size()];
    try (JsonParser json = (foreign ? FOREIGN_JSON : JSON).createParser(text)) {
      boolean sound = json.nextToken() == JsonToken.START_OBJECT;
      while (sound && json.nextToken() == JsonToken.FIELD_NAME) {
        sound = field(json, text, cells);
      }
      if (!sound || json.nextToken() != null) {
        problems.add(
            place(),
            Invalid.message(
                "line",
                "'" + text + "'",
                foreign
                    ? "must be one object"
                    : "must be an object of texts, whole numbers and lists"));
        return;
      }
    } catch (JsonProcessingException e) {
      problems.add(place(), Invalid.message("line", "'" + text + "'", "must be well-formed JSON"));
      return;
    }
    List<String> row = new ArrayList<>(cells.length);
    for (String cell : cells) {
      row.add(cell == null ? "" : cell);
    }
    sink.row(new Row(line, Form.JSON_LINES, header, row::get, problems));
  }

  private boolean field(JsonParser json, String text, @Nullable String[] cells) throws IOException {
    String name = json.getText();
    int index = header.index(name);
    json.nextToken();
    if (foreign && index < 0) {
      json.skipChildren();
      return json.currentToken() != null;
    }
    String value = foreign ? anyValue(json, text) : ownValue(json);
    if (value == null) {
      return false;
    }
    if (index < 0) {
      problems.add(place(), Invalid.message("field", "'" + name + "'", "is not known"));
    } else if (cells[index] != null) {
      problems.add(place(), Invalid.message("field", "'" + name + "'", "must stand once"));
    } else {
      cells[index] = value;
    }
    return true;
  }

  /** A cell of a file for this library; null if it is none. */
  private static @Nullable String ownValue(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.START_ARRAY) {
      List<String> items = new ArrayList<>();
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        items.add(json.getText());
      }
      return json.currentToken() == JsonToken.END_ARRAY ? ListText.join(items) : null;
    }
    if (token == JsonToken.VALUE_NULL) {
      return "";
    }
    return token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT
        ? json.getText()
        : null;
  }

  /** A cell of anybody's file. */
  private static String anyValue(JsonParser json, String text) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
      int start = (int) json.currentTokenLocation().getCharOffset();
      json.skipChildren();
      return text.substring(start, (int) json.currentLocation().getCharOffset());
    }
    return token == JsonToken.VALUE_NULL ? "" : json.getText();
  }
}
