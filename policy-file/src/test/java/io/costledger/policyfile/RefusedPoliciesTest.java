package io.costledger.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Broken policies. Beside each lies what must be said of it: first the schema's verdict, then every
 * problem in the file's order.
 */
class RefusedPoliciesTest {
  static List<Path> refused() {
    return Corpus.of("refused");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void everyMistakeIsReportedWithItsPlace(Path file) throws IOException {
    List<String> expected = expected(file);

    List<String> problems =
        Corpus.problems(file.getFileName().toString(), Files.readAllBytes(file));

    assertThat(problems).isEqualTo(expected.subList(1, expected.size()));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void theSchemaRefusesWhatIsWrongInShape(Path file) throws IOException {
    String verdict = Schema.verdict(file.getFileName().toString(), Files.readAllBytes(file));

    assertThat("schema " + verdict).isEqualTo(expected(file).get(0));
  }

  private static List<String> expected(Path file) throws IOException {
    return Files.readAllLines(file.resolveSibling(file.getFileName() + ".expected"));
  }
}
