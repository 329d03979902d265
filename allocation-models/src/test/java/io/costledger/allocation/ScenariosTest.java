package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.Scenarios;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The generated scenarios are worth comparing: valid, and full of what is hard. */
class ScenariosTest {
  private static final int SCENARIOS = 2000;

  private static final Map<String, Predicate<ReferenceScenario>> HARD = new HashMap<>();

  static {
    HARD.put("no ledger at all", s -> !Outcomes.hasLedger(s));
    HARD.put("a pool past 2^63", s -> lines(s).anyMatch(l -> units(l).bitLength() > 63));
    HARD.put("a pool past 2^127", s -> lines(s).anyMatch(l -> units(l).bitLength() > 127));
    HARD.put("three tiers", s -> lines(s).anyMatch(l -> l.contains("| tier 2 |")));
    HARD.put("four tiers", s -> lines(s).anyMatch(l -> l.contains("| tier 3 |")));
    HARD.put("credit passed on", s -> lines(s).anyMatch(l -> l.contains("| CREDIT | ALLOCATED |")));
    HARD.put("retained", s -> lines(s).anyMatch(l -> l.contains("| RETAINED |")));
    HARD.put(
        "a given charge",
        s -> lines(s).anyMatch(l -> l.contains(" | platform:") && l.contains("| DIRECT |")));
    HARD.put(
        "unknown consumers' share",
        s -> lines(s).anyMatch(l -> l.contains("UNALLOCATED") && !l.endsWith(" | ")));
    HARD.put(
        "nobody used it",
        s -> lines(s).anyMatch(l -> l.contains("UNALLOCATED") && l.contains("| tier")));
    HARD.put(
        "a fallback",
        s -> lines(s).anyMatch(l -> l.contains("| ALLOCATED |") && l.endsWith(" | ")));
    HARD.put("no rule or mismatch", s -> lines(s).anyMatch(l -> l.contains("unallocated:bill")));
    HARD.put("beyond the basic plane", s -> lines(s).anyMatch(l -> l.contains("\ud800\udc00")));
    for (String model : List.of("proportional", "weighted", "even", "fixed", "byCost", "direct")) {
      HARD.put(model, s -> lines(s).anyMatch(l -> l.endsWith("| " + model)));
    }
  }

  private static java.util.stream.Stream<String> lines(ReferenceScenario scenario) {
    return Outcomes.ofReference(scenario).stream();
  }

  private static BigInteger units(String line) {
    String[] fields = line.split(" \\| ", -1);
    return fields.length < 8 ? BigInteger.ZERO : new BigInteger(fields[5]).abs();
  }

  @Test
  void everyScenarioHasAPolicyThatResolvesAndMostHaveALedger() {
    Random random = new Random(1);
    int ledgers = 0;
    for (int i = 0; i < SCENARIOS; i++) {
      ReferenceScenario scenario = Scenarios.next(random);
      assertThat(Outcomes.isValid(scenario)).as("%s", scenario).isTrue();
      ledgers += Outcomes.hasLedger(scenario) ? 1 : 0;
    }
    assertThat(ledgers).isGreaterThan(SCENARIOS * 3 / 4);
  }

  @Test
  void everyHardCaseComesUpInAtLeastOneOfAHundred() {
    Map<String, Integer> counts = new HashMap<>();
    Random random = new Random(2);
    for (int i = 0; i < SCENARIOS; i++) {
      ReferenceScenario scenario = Scenarios.next(random);
      HARD.forEach((name, holds) -> counts.merge(name, holds.test(scenario) ? 1 : 0, Integer::sum));
    }
    assertThat(counts)
        .allSatisfy((name, n) -> assertThat(n).as(name).isGreaterThanOrEqualTo(SCENARIOS / 100));
  }
}
