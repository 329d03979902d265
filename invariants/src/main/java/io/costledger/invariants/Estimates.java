package io.costledger.invariants;

import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Period;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link StandardInvariants#ESTIMATE_MARKED}. */
final class Estimates extends Law {
  private static final String MODEL = "previous-period";

  Estimates() {
    super(
        "ESTIMATE_MARKED",
        "Cost is shared by the weights of the period before only where the policy says so, with a"
            + " fault that says it; and no closing weights of a run are an estimate.");
  }

  private record Pool(Period period, String platform, Measure measure) {}

  static boolean isEstimate(LedgerEntry entry) {
    return entry.model().equals(Optional.of(MODEL));
  }

  @Override
  void find(Run run, Findings findings) {
    Set<Pool> said = new HashSet<>();
    for (Fault fault : run.faults()) {
      if (fault.reason() == FaultReason.NO_USAGE
          && fault.restsIn().isEmpty()
          && fault.platform().isPresent()
          && fault.measure().isPresent()) {
        said.add(new Pool(
            fault.chargePeriod(), fault.platform().get(), fault.measure().get()));
      }
    }
    Map<Period, PeriodPolicy> policies = EntryDeclared.byPeriod(run);
    Set<Pool> estimated = new HashSet<>();
    for (LedgerEntry entry : run.entries()) {
      if (isEstimate(entry)) {
        Pool pool = new Pool(entry.chargePeriod(), entry.from().id(), entry.measure());
        estimated.add(pool);
        entry(entry, policies, said.contains(pool), findings);
      }
    }
    closing(run, estimated, findings);
  }

  private static void entry(
      LedgerEntry entry, Map<Period, PeriodPolicy> policies, boolean isSaid, Findings findings) {
    boolean isChosen = Optional.ofNullable(policies.get(entry.chargePeriod()))
        .map(policy -> policy.platforms().get(entry.from().id()))
        .filter(terms -> terms.unplaced(FaultReason.NO_USAGE) instanceof Unplaced.PreviousPeriod)
        .isPresent();
    String rule = "";
    if (entry.from().kind() != AccountKind.PLATFORM || !isChosen) {
      rule = "the policy estimates no such cost";
    } else if (entry.kind() == EntryKind.ALLOCATED && entry.reasons().isEmpty()) {
      rule = "an estimate carries its reason";
    } else if (!isSaid) {
      rule = "no fault NO_USAGE says that it is one";
    }
    if (!rule.isEmpty()) {
      findings.units(
          entry.amountUnits(),
          Offenders.of(entry),
          "estimate of " + entry.measure() + " in " + entry.chargePeriod(),
          Offenders.transfer(entry),
          rule);
    }
  }

  private static void closing(Run run, Set<Pool> estimated, Findings findings) {
    ClosingWeights closing = run.closingWeights();
    Period last = run.policy().declared().grain().periods().getLast();
    if (!closing.run().equals(run.id()) || !closing.period().equals(last)) {
      findings.fact(
          Offenders.none(),
          "closing weights",
          closing.run() + " in " + closing.period(),
          "must be of " + run.id() + " in " + last);
    }
    closing.byPlatform().forEach((platform, weights) -> {
      for (Measure measure : Measure.values()) {
        if (!weights.isEmpty() && estimated.contains(new Pool(last, platform, measure))) {
          findings.fact(
              Offenders.of("platform:" + platform),
              "closing weights",
              "platform:" + platform,
              "its " + measure + " rests on an estimate, and no estimate on another");
        }
      }
    });
  }
}
