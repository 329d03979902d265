package io.costledger.allocation;

import io.costledger.allocation.reference.ReferenceFailure;
import io.costledger.allocation.reference.ReferenceLedger;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.core.LedgerException;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.InvalidPolicyException;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageSummary;
import io.costledger.invariants.AuditFailedException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** What the engine and the reference make of a scenario, as sorted lines of text. */
public final class Outcomes {
  static final Instant RECORDED = Instant.parse("2024-10-02T03:04:05Z");

  /** What is made of a scenario that a rule makes an error. */
  public static final List<String> FAILS = List.of("fails");

  private Outcomes() {}

  static Run run(ReferenceScenario scenario) {
    return run(scenario, ScenarioInputs.inputs(scenario), RECORDED);
  }

  static Run run(ReferenceScenario scenario, RunInputs inputs, Instant recordedAt) {
    ResolvedPolicy policy = ScenarioInputs.policy(scenario).resolve();
    return Chargeback.of(policy).run(inputs, recordedAt).run();
  }

  public static boolean isValid(ReferenceScenario scenario) {
    try {
      ScenarioInputs.policy(scenario).resolve();
      return true;
    } catch (InvalidPolicyException e) {
      return false;
    }
  }

  public static boolean hasLedger(ReferenceScenario scenario) {
    return !ofReference(scenario).equals(FAILS);
  }

  public static List<String> ofReference(ReferenceScenario scenario) {
    try {
      return ReferenceLedger.of(scenario).entrySet().stream()
          .map(entry -> line(entry.getKey(), entry.getValue()))
          .sorted()
          .toList();
    } catch (ReferenceFailure e) {
      return FAILS;
    }
  }

  /** The engine's entries, or that it fails as it should: by a ledger exception, before audit. */
  static List<String> ofEngine(ReferenceScenario scenario) {
    ResolvedPolicy policy = ScenarioInputs.policy(scenario).resolve();
    try {
      return lines(
          Chargeback.of(policy).run(ScenarioInputs.inputs(scenario), RECORDED).run());
    } catch (AuditFailedException e) {
      throw e;
    } catch (LedgerException e) {
      return FAILS;
    }
  }

  /** What a partition of the usage contributes. */
  public static UsageSummary summarised(ResolvedPolicy policy, List<Use> uses) {
    return Summarising.of(policy).summarise(ScenarioInputs.usage(uses));
  }

  public static List<String> lines(Run run) {
    return run.entries().collect(Outcomes::line).castToList().stream().sorted().toList();
  }

  private static String line(LedgerEntry entry) {
    return line(
        new ReferenceLedger.Key(
            entry.chargePeriod(),
            entry.from().toString(),
            entry.to().toString(),
            entry.measure(),
            entry.kind()),
        new ReferenceLedger.Line(entry.amountUnits(), entry.tier(), entry.model()));
  }

  private static String line(ReferenceLedger.Key key, ReferenceLedger.Line line) {
    OptionalInt tier = line.tier();
    return key.period()
        + " | "
        + key.from()
        + " | "
        + key.to()
        + " | "
        + key.measure()
        + " | "
        + key.kind()
        + " | "
        + line.units()
        + " | "
        + (tier.isPresent() ? "tier " + tier.getAsInt() : "")
        + " | "
        + line.model().orElse("");
  }
}
