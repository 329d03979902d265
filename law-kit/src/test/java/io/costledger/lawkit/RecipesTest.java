package io.costledger.lawkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.costledger.lawkit.laws.ModelCase;
import io.costledger.lawkit.laws.ModelLaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The samples of the recipes that use the law kit are sources of this module's tests, and so are
 * compiled and run; what a recipe prints is what a user sees.
 */
class RecipesTest {
  private static final Path RECIPES = Path.of("..", "docs", "recipes");
  private static final Path TESTS = Path.of("src", "test", "java", "io", "costledger", "lawkit");
  private static final Pattern SAMPLE =
      Pattern.compile("```java law-kit\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+) ");
  private static final Pattern PRINTED = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);

  private static List<String> found(Pattern pattern, String recipe) throws IOException {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(Files.readString(RECIPES.resolve(recipe)));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** A sample is a source from its class on: who reads it knows the imports from their editor. */
  private static void assertTested(String recipe, int samples) throws IOException {
    List<String> found = found(SAMPLE, recipe);
    assertThat(found).hasSize(samples);
    for (String sample : found) {
      Matcher name = CLASS.matcher(sample);
      assertThat(name.find()).as(sample).isTrue();
      String source = Files.readString(TESTS.resolve(name.group(1) + ".java"));
      assertThat(sample).isEqualTo(source.substring(source.indexOf("\nclass ") + 1));
    }
  }

  @Test
  void theSamplesAreTested() throws IOException {
    assertTested("broken-rule.md", 2);
    assertTested("own-model.md", 1);
  }

  /** Which of the smallest cases is found depends on the seed; each has two or three records. */
  @Test
  void theBrokenRuleBreaksOneLaw() throws IOException {
    TestExecutionSummary heard = Contracts.run(selectClass(StartedHours.class));
    assertThat(heard.getFailures()).hasSize(1);
    // Beside the laws, the contract has one test of what is declined.
    assertThat(heard.getTestsSucceededCount()).isEqualTo(ModelLaw.values().length - 1 + 1);
    List<String> seen =
        heard.getFailures().get(0).getException().getMessage().lines().toList();
    List<String> printed = found(PRINTED, "broken-rule.md").get(0).lines().toList();
    assertThat(seen.subList(0, 2)).isEqualTo(printed.subList(0, 2));
    int broken = seen.indexOf("broken:");
    assertThat(seen.subList(2, broken))
        .hasSizeBetween(2, 3)
        .allMatch(line -> line.matches("cost-center:. used -?[0-9.]+ hours"));
    assertThat(seen.get(broken + 1)).startsWith("weights with quantities times ");
  }

  @Test
  void theLawSaysOfThePrintedCaseWhatIsPrinted() throws IOException {
    ModelCase given =
        ModelCase.of().use("cost-center:a", "2", "hours").use("cost-center:b", "1", "hours");
    assertThat(found(PRINTED, "broken-rule.md"))
        .containsExactly("SCALE: " + ModelLaw.SCALE.statement() + "\nGiven\n" + given
            + "\nbroken:\n"
            + String.join("\n", ModelLaw.SCALE.broken(new StartedHours().model(), given)) + "\n");
  }

  /** The rule itself, without the line of the class and the braces around it. */
  @Test
  void theBrokenRuleTakesAboutTenLines() throws IOException {
    assertThat(found(SAMPLE, "broken-rule.md").get(0).lines()).hasSizeLessThanOrEqualTo(13);
  }

  /** The model of the recipe is the one that is held to the laws here. */
  @Test
  void theModelOfOnesOwnIsTheOneThatIsTested() throws IOException {
    String source = Files.readString(TESTS.resolve("FreeTier.java"));
    String recipe = Files.readString(RECIPES.resolve("own-model.md"));
    String model = source.substring(source.indexOf("\nrecord ") + 1);
    assertThat(plain(recipe)).contains(plain(model));
  }

  /** A source without what is a matter of style. */
  private static String plain(String source) {
    return source.replace("@Override", "").replaceAll("\\s+", "");
  }
}
