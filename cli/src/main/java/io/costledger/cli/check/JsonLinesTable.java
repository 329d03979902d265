package io.costledger.cli.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.costledger.core.Invalid;
import io.costledger.serialization.input.CsvFile;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.JsonLinesFile;
import io.costledger.serialization.input.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A file of one JSON object a line as a table. A column that no first line has is read as null. */
final class JsonLinesTable implements TableFile {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path path;

  JsonLinesTable(Path path) {
    this.path = path;
  }

  @Override
  public List<String> columns() throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(CsvFile.MAX_ROW);
    }
    List<String> names = new ArrayList<>();
    try (JsonParser json = JSON.createParser(new ByteArrayInputStream(start))) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          names.add(json.getText());
          json.nextToken();
          json.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      throw TableFile.refusal(
          path, "line 1", Invalid.message("line", "the first", "must be well-formed JSON"));
    }
    return names;
  }

  @Override
  public void read(List<String> wanted, List<String> numbers, Consumer<TableRow> sink)
      throws IOException {
    List<String> there = columns();
    Problems problems = new Problems(path.toString());
    for (String name : wanted) {
      if (!there.isEmpty() && !there.contains(name)) {
        problems.add(
            "line 1", Invalid.message("field", "'" + name + "'", "is required but not there"));
      }
    }
    problems.throwIfAny();
    List<String> distinct = wanted.stream().distinct().toList();
    JsonLinesFile.readForeign(InputFile.of(path), distinct, problems, new InputRows(wanted, sink));
    problems.throwIfAny();
  }
}
