package io.costledger.allocation.simulation;

import io.costledger.allocation.Outcomes;
import io.costledger.allocation.RunChain;
import io.costledger.allocation.Settlement;
import io.costledger.allocation.lineage.Lineage;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.core.usage.UsageSummary;
import io.costledger.invariants.AuditedRun;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.StandardInvariants;
import io.costledger.invariants.Violation;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/** What must hold of one run, beside that its entries are the reference's. */
final class RunChecks {
  private RunChecks() {}

  static void check(
      Subject subject,
      ResolvedPolicy policy,
      RunInputs inputs,
      AuditedRun run,
      ReferenceScenario scenario,
      Random random) {
    Company.require("audit", run.report().isPublishable(), () -> run.report().toString());
    checkLaw(run, StandardInvariants.settlementFoots(Settlement.statement(run)));
    checkLaw(run, StandardInvariants.lineageMargins(Lineage.of(run).cells()));
    UsageSummary summary = checkedSummary(policy, scenario.usage(), random);
    if (random.nextInt(3) == 0) {
      RunInputs summed = new RunInputs(
          inputs.bill(), summary.toBatch(), inputs.usageDeliveries(), inputs.previous());
      List<String> again =
          Outcomes.lines(Subject.LIBRARY.run(policy, summed, Instant.EPOCH).run());
      List<String> lines = Outcomes.lines(run.run());
      Company.require("summed records", again.equals(lines), () -> difference(again, lines));
    }
    if (random.nextInt(3) == 0) {
      RunInputs shuffled = shuffled(inputs, random);
      List<String> again =
          Outcomes.lines(subject.run(policy, shuffled, Instant.EPOCH).run());
      List<String> lines = Outcomes.lines(run.run());
      Company.require("order of records", again.equals(lines), () -> difference(again, lines));
    }
  }

  private static void checkLaw(AuditedRun run, Invariant law) {
    List<Violation> violations = law.check(run.run());
    Company.require("laws", violations.isEmpty(), violations::toString);
  }

  /** Partitions that are summed by threads merge to the sums of the whole (SPEC 3.6). */
  private static UsageSummary checkedSummary(ResolvedPolicy policy, List<Use> uses, Random random) {
    List<Callable<UsageSummary>> parts = new ArrayList<>();
    Arrivals.parts(uses, random)
        .forEach(part -> parts.add(() -> Outcomes.summarised(policy, part)));
    UsageSummary merged = Arrivals.inThreads(parts, random, UsageSummary::merge);
    UsageSummary whole = Outcomes.summarised(policy, uses);
    Company.require("summaries", merged.equals(whole), () -> merged + " is not " + whole);
    return merged;
  }

  private static RunInputs shuffled(RunInputs inputs, Random random) {
    List<BillRecord> rows = new ArrayList<>(inputs.bill().records().castToList());
    List<UsageRecord> uses = new ArrayList<>();
    for (int i = 0; i < inputs.usage().size(); i++) {
      uses.add(inputs.usage().record(i));
    }
    Collections.shuffle(rows, random);
    Collections.shuffle(uses, random);
    return new RunInputs(
        Bill.of(inputs.bill().delivery(), rows),
        UsageBatch.of(uses),
        inputs.usageDeliveries(),
        inputs.previous());
  }

  /** SPEC 10.2 and 10.3 on a chain. */
  static void checkBooks(RunChain chain) {
    AuditedRun latest = chain.latest().run();
    checkLaw(latest, StandardInvariants.chainLinear(chain.links()));
    Map<String, BigInteger> booked = sums(chain.booked());
    Map<String, BigInteger> expected = sums(latest.run().entries());
    Company.require("books", booked.equals(expected), () -> booked + " is not " + expected);
  }

  /** What entries come to, by charge period, from, to and measure; nothing that comes to 0. */
  static Map<String, BigInteger> sums(Iterable<LedgerEntry> entries) {
    Map<String, BigInteger> sums = new HashMap<>();
    for (LedgerEntry entry : entries) {
      String key =
          entry.chargePeriod() + " " + entry.from() + " -> " + entry.to() + " " + entry.measure();
      sums.merge(key, entry.amountUnits(), BigInteger::add);
    }
    sums.values().removeIf(units -> units.signum() == 0);
    return sums;
  }

  /** What only one of two has, at most a few lines of each. */
  static String difference(List<String> lines, List<String> expected) {
    List<String> more = new ArrayList<>(lines);
    more.removeAll(expected);
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(lines);
    return "more: " + more.stream().limit(4).toList() + ", missing: "
        + missing.stream().limit(4).toList();
  }
}
