package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.ReferenceModel.Band;
import io.costledger.allocation.reference.ReferenceModel.TieredRate;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.Scenarios;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The generated scenarios are worth comparing: valid, and full of what is hard. */
class ScenariosTest {
  private static final int SCENARIOS = 700;

  private static final BigDecimal TRIFLE = new BigDecimal("1E-20");

  private static final Map<String, Predicate<List<String>>> HARD = new HashMap<>();

  static {
    HARD.put("no ledger at all", ScenariosTest::fails);
    HARD.put("a pool past 2^63", any(l -> units(l).bitLength() > 63));
    HARD.put("a pool past 2^127", any(l -> units(l).bitLength() > 127));
    HARD.put("three tiers", any(l -> l.contains("| tier 2 |")));
    HARD.put("four tiers", any(l -> l.contains("| tier 3 |")));
    HARD.put("credit passed on", any(l -> l.contains("| CREDIT | ALLOCATED |")));
    HARD.put("retained", any(l -> l.contains("| RETAINED |")));
    HARD.put("a given charge", any(l -> l.contains("Z | platform:") && l.contains("| DIRECT |")));
    HARD.put("unknown consumers' share", any(l -> l.contains("UNALLOCATED") && !l.endsWith(" | ")));
    HARD.put(
        "nobody used it",
        any(l -> l.contains("UNALLOCATED") && l.contains("| tier") && l.endsWith(" | ")));
    HARD.put("a fallback", any(l -> l.contains("| ALLOCATED |") && l.endsWith(" | ")));
    HARD.put("no rule or mismatch", any(l -> l.contains("unallocated:bill")));
    HARD.put("a group to a consumer", any(l -> l.contains("| group:") && l.contains("ALLOCATED")));
    HARD.put(
        "a group's retained share", any(l -> l.contains("Z | group:") && l.contains("RETAIN")));
    HARD.put("an estimate", any(l -> l.contains("ALLOCATED") && l.endsWith("previous-period")));
    HARD.put(
        "an estimate in a group",
        any(l -> l.contains("| group:") && l.endsWith("previous-period")));
    HARD.put("beyond the basic plane", any(l -> l.contains("\ud800\udc00")));
    for (String model : List.of(
        "proportional",
        "weighted",
        "even",
        "fixed",
        "reserved",
        "byCost",
        "direct",
        "rateCard",
        "tieredRate")) {
      HARD.put(model, any(l -> l.endsWith("| " + model)));
    }
  }

  private static Predicate<List<String>> any(Predicate<String> holds) {
    return lines -> lines.stream().anyMatch(holds);
  }

  private static BigInteger units(String line) {
    String[] fields = line.split(" \\| ", -1);
    return fields.length < 8 ? BigInteger.ZERO : new BigInteger(fields[5]).abs();
  }

  private static boolean fails(List<String> lines) {
    return lines.equals(List.of("fails"));
  }

  /** The same bands by volume, each a trifle shorter: only who meets an end exactly is charged otherwise. */
  private static TieredRate shorter(TieredRate tiered) {
    if (tiered.graduated()) {
      return tiered;
    }
    List<Band> bands = new ArrayList<>();
    for (Band band : tiered.bands()) {
      bands.add(new Band(band.upTo().map(end -> end.subtract(TRIFLE)), band.rate()));
    }
    return new TieredRate(tiered.unit(), bands, false, tiered.trueUp());
  }

  /** The same bands, and a last one without end. */
  private static TieredRate open(TieredRate tiered) {
    List<Band> bands = new ArrayList<>(tiered.bands());
    bands.removeIf(band -> band.upTo().isEmpty());
    bands.add(new Band(Optional.empty(), Fraction.ONE));
    return new TieredRate(tiered.unit(), bands, tiered.graduated(), tiered.trueUp());
  }

  private static ReferenceScenario withBands(
      ReferenceScenario scenario, UnaryOperator<TieredRate> with) {
    return scenario.withPlatforms(scenario.platforms().stream()
        .map(p -> p.withModel(p.model().map(m -> m instanceof TieredRate t ? with.apply(t) : m)))
        .toList());
  }

  private static int differs(List<String> lines, ReferenceScenario other) {
    return lines.equals(Outcomes.ofReference(other)) ? 0 : 1;
  }

  @Test
  void everyPolicyResolvesMostHaveALedgerAndEveryHardCaseIsCommon() {
    Map<String, Integer> counts = new HashMap<>();
    Random random = new Random(2);
    for (int i = 0; i < SCENARIOS; i++) {
      ReferenceScenario scenario = Scenarios.next(random);
      assertThat(Outcomes.isValid(scenario)).as("%s", scenario).isTrue();
      List<String> lines = Outcomes.ofReference(scenario);
      List<String> unbounded = Outcomes.ofReference(scenario.withPlatforms(
          scenario.platforms().stream().map(p -> p.withBounds(Map.of())).toList()));
      boolean binds = !lines.equals(unbounded);
      boolean fails = fails(lines);
      counts.merge("a bound that binds", binds && !fails ? 1 : 0, Integer::sum);
      counts.merge("bounds that don't fit", binds && fails ? 1 : 0, Integer::sum);
      boolean reaches =
          !lines.equals(Outcomes.ofReference(withBands(scenario, ScenariosTest::shorter)));
      counts.merge("a quantity at a band's end", reaches ? 1 : 0, Integer::sum);
      boolean exceeds =
          fails && !fails(Outcomes.ofReference(withBands(scenario, ScenariosTest::open)));
      counts.merge("a quantity beyond the last band", exceeds ? 1 : 0, Integer::sum);
      counts.merge(
          "a prorated bill",
          differs(lines, scenario.withProration(false, scenario.proratedUsage())),
          Integer::sum);
      counts.merge(
          "prorated usage",
          differs(lines, scenario.withProration(scenario.proratedBill(), false)),
          Integer::sum);
      HARD.forEach((name, holds) -> counts.merge(name, holds.test(lines) ? 1 : 0, Integer::sum));
    }
    assertThat(counts)
        .allSatisfy((name, n) -> assertThat(n).as(name).isGreaterThanOrEqualTo(SCENARIOS / 100));
    assertThat(counts.get("no ledger at all")).isLessThan(SCENARIOS / 4);
  }
}
