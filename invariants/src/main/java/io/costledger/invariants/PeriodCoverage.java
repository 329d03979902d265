package io.costledger.invariants;

import io.costledger.core.Invalid;
import io.costledger.core.account.AccountKind;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.Run;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.SoftLaw;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link StandardInvariants#PERIOD_COVERAGE}. */
final class PeriodCoverage extends SoftCheck {
  PeriodCoverage() {
    super(
        SoftLaw.PERIOD_COVERAGE,
        "Deliveries that say what they cover leave no grain period out, and a platform with cost"
            + " has usage in that period, or a fault that says what became of the cost.",
        Optional.empty());
  }

  @Override
  void find(Run run, Findings findings) {
    find(Inspection.of(run), findings);
  }

  @Override
  void find(Inspection inspection, Findings findings) {
    Run run = inspection.run();
    Delivery bill = run.inputs().bill().delivery();
    covers(
        run, new Responsible(Responsible.Role.BILL_FEED, bill.source()), List.of(bill), findings);
    Freshness.bySource(run)
        .forEach((source, deliveries) -> covers(
            run, new Responsible(Responsible.Role.USAGE_FEED, source), deliveries, findings));
    used(inspection, findings);
  }

  /** A source of which one delivery doesn't say what it covers may have delivered all. */
  private static void covers(
      Run run, Responsible owner, List<Delivery> deliveries, Findings findings) {
    if (deliveries.stream().anyMatch(delivery -> delivery.covers().isEmpty())) {
      return;
    }
    List<Period> covered = merged(
        deliveries.stream().map(delivery -> delivery.covers().orElseThrow()).toList());
    List<Period> grain = run.policy().declared().grain().periods().castToList();
    Offenders gaps = Offenders.none();
    for (Period period : grain) {
      if (covered.stream().noneMatch(whole -> whole.contains(period))) {
        gaps.add(period.toString());
      }
    }
    if (gaps.count() > 0) {
      findings.soft(
          Optional.empty(),
          owner,
          Optional.empty(),
          gaps,
          Invalid.message(
              "coverage of " + owner,
              gaps.count() + " of " + grain.size() + " grain periods are not covered",
              "the first is " + gaps.texts().get(0)),
          "Ask " + owner + " for what is missing, then run again.");
    }
  }

  /** Periods that touch or overlap, as one. */
  private static List<Period> merged(List<Period> periods) {
    List<Period> merged = new ArrayList<>();
    for (Period next : periods.stream().sorted().toList()) {
      Period last = merged.isEmpty() ? next : merged.get(merged.size() - 1);
      if (merged.isEmpty() || next.start().isAfter(last.end())) {
        merged.add(next);
      } else if (next.end().isAfter(last.end())) {
        merged.set(merged.size() - 1, Period.of(last.start(), next.end()));
      }
    }
    return merged;
  }

  private static void used(Inspection inspection, Findings findings) {
    Run run = inspection.run();
    Set<UsagePools.Key> excused = inspection.usagePools().used();
    for (Fault fault : run.faults()) {
      if (fault.amountUnits().isPresent() && fault.platform().isPresent()) {
        excused.add(new UsagePools.Key(fault.chargePeriod(), fault.platform().get()));
      }
    }
    Cells<Tally> pools = new Cells<>(Tally::new);
    for (LedgerEntry entry : run.entries()) {
      if (entry.to().kind() == AccountKind.PLATFORM
          && !excused.contains(
              new UsagePools.Key(entry.chargePeriod(), entry.to().id()))) {
        pools.at(entry, entry.to()).in(entry.amountUnits(), entry);
      }
    }
    Map<Period, PeriodPolicy> policies = EntryDeclared.byPeriod(run);
    pools.forEach((cell, tally) -> Optional.ofNullable(policies.get(cell.period()))
        .map(policy -> policy.platforms().get(cell.account().id()))
        .filter(PeriodCoverage::needsUsage)
        .ifPresent(terms -> missing(run, cell, tally, findings)));
  }

  /** Not a model over a list, which reads no unit, nor one that weighs what the bill booked. */
  private static boolean needsUsage(PeriodPolicy.Terms terms) {
    UnitsRead units = terms.model().map(AllocationModel::units).orElse(UnitsRead.only(Set.of()));
    return (units.all() || !units.named().isEmpty())
        && terms.model().flatMap(AllocationModel::directCosts).isEmpty();
  }

  private static void missing(Run run, Cell cell, Tally pool, Findings findings) {
    String platform = cell.account().id();
    Responsible feed = new Responsible(Responsible.Role.USAGE_FEED, platform);
    BigDecimal cost = run.policy().declared().unit().decimalOf(pool.in());
    findings.soft(
        Optional.of(platform),
        feed,
        Optional.of(cost),
        pool.summed(),
        Invalid.message(
            "usage of " + cell.account() + " in " + cell.place(),
            "none",
            findings.money(cost) + " came in, and no fault says why nobody used it"),
        "Ask " + feed + " whether usage is missing there, then run again.");
  }
}
