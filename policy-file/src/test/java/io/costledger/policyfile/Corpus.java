package io.costledger.policyfile;

import io.costledger.core.delivery.InputProblem;
import io.costledger.core.delivery.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The policies under the test resources, and what a read of one says. */
final class Corpus {
  private Corpus() {}

  /** The policies of a folder, by name. */
  static List<Path> of(String folder) {
    try (Stream<Path> files =
        Files.list(Path.of(Corpus.class.getResource(folder).toURI()))) {
      return files
          .filter(path -> !path.toString().endsWith(".expected"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every problem as {@code <place>: <message>}; empty if the policy is taken. */
  static List<String> problems(String name, byte[] bytes) {
    try {
      PolicyFile.read(name, bytes, OwnModels.ALL);
      return List.of();
    } catch (InvalidInputException e) {
      return e.problems().stream().map(Corpus::line).toList();
    }
  }

  static List<String> problems(String name, String text) {
    return problems(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(InputProblem problem) {
    return problem.place() + ": " + problem.message();
  }

  static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
