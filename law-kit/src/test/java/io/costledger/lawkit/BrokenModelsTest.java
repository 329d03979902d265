package io.costledger.lawkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.costledger.lawkit.laws.ModelCase;
import io.costledger.lawkit.laws.ModelLaw;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the contract of each broken model as a user would, and looks at what the user sees: the law
 * that should catch the mistake does, on a case shrunk to a few lines.
 */
class BrokenModelsTest {
  @ParameterizedTest(name = "{0} breaks {1}")
  @DisplayName("a mistake is caught by its law, in a small case")
  @CsvSource({
    "WholeHours, SCALE",
    "Doubles, SCALE",
    "OneHourMore, SCALE",
    "EverybodySeen, ZERO_USE",
    "Regressive, MONOTONE_USE",
    "PlatformsPayHalf, RELAY",
    "WholePercents, CONSUMERS_APART",
    "Thirds, TOTAL",
    "NegativeCharge, TOTAL",
  })
  void isCaught(String model, ModelLaw law) throws ReflectiveOperationException {
    String report = report(model, law);
    assertThat(report).startsWith(law.code() + ": " + law.statement() + "\nGiven\n");
    String given = report.substring(report.indexOf("\nGiven\n") + 7, report.indexOf("\nbroken:"));
    // Three to six, by the seed.
    assertThat(given.lines()).as(given).hasSizeLessThanOrEqualTo(8);
  }

  /** These don't come out the same twice, so their cases can't be shrunk. */
  @ParameterizedTest(name = "{0} breaks {1}")
  @CsvSource({"Smoothed, PERIODS_APART", "Smoothed, IDEMPOTENCE", "ByAddress, IDEMPOTENCE"})
  void isCaughtThoughItRemembers(String model, ModelLaw law) throws ReflectiveOperationException {
    assertThat(report(model, law)).startsWith(law.code() + ": " + law.statement() + "\nGiven\n");
  }

  /** What the contract of a model reports of one law. */
  private static String report(String model, ModelLaw law) throws ReflectiveOperationException {
    Class<?> contract = Class.forName(BrokenModels.class.getName() + "$" + model);
    TestExecutionSummary heard = Contracts.run(
        selectMethod(contract, contract.getMethod(Contracts.method(law), ModelCase.class)));
    assertThat(heard.getFailures()).as("%s must break %s", model, law).hasSize(1);
    return heard.getFailures().get(0).getException().getMessage();
  }
}
