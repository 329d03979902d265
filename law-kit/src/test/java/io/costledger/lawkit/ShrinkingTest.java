package io.costledger.lawkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.costledger.lawkit.laws.RunCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What a user sees of a claim about runs that isn't true is a small run. */
class ShrinkingTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({"noPlatformPassesACreditToAnother, 1", "noGroupChargesACostCenter, 3"})
  void reachesAFewRecords(String claim, int records) throws ReflectiveOperationException {
    TestExecutionSummary heard = Contracts.run(selectMethod(
        BrokenClaims.class, BrokenClaims.class.getDeclaredMethod(claim, RunCase.class)));
    assertThat(heard.getFailures()).hasSize(1);
    String given = heard.getFailures().get(0).getException().getMessage();
    assertThat(count(given, " used "))
        .as("usage records of %s", given)
        .isLessThanOrEqualTo(records);
    assertThat(count(given, "bill row")).as("bill rows of %s", given).isEqualTo(1);
    assertThat(count(given, "in 20")).as("charge periods of %s", given).isEqualTo(1);
  }

  private static long count(String given, String part) {
    return given.lines().filter(line -> line.contains(part)).count();
  }
}
