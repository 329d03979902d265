package io.costledger.lawkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.Settlement;
import io.costledger.allocation.Summarising;
import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.Proration;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.core.usage.UsageSummary;
import io.costledger.invariants.AuditFailedException;
import io.costledger.invariants.AuditedRun;
import io.costledger.invariants.Severity;
import io.costledger.invariants.Violation;
import io.costledger.lawkit.laws.RunCase;
import io.costledger.serialization.canonical.CanonicalUsageSummary;
import io.costledger.serialization.canonical.RunDigest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * SPEC 3.6 from end to end: partitions sum their records, the sums cross as bytes and are merged in
 * any order, and the run of them is the run of the records, on generated policies, bills and usage.
 */
class SummarisedRunsTest {
  private static final Instant RECORDED = Instant.parse("2026-10-02T00:00:00Z");

  /** A run, or why it was refused, without what names records. */
  private record Made(Optional<AuditedRun> run, Set<String> refusal) {}

  @Provide
  Arbitrary<RunCase> runs() {
    return RunCases.of(List.of());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("SPEC 3.6: a run of merged summaries is the run of the records")
  void aRunOfMergedSummariesIsTheRunOfTheRecords(
      @ForAll("runs") RunCase given, @ForAll Random random) {
    ResolvedPolicy policy = given.policy().resolve();
    Summarising summarising = Summarising.of(policy);
    UsageSummary merged = merged(summarising, given.usage(), random);
    assertThat(merged.records()).isEqualTo(given.usage().size());
    requireSame(given, policy, merged);
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  @Label("without proration, sums by the records' own periods do as well")
  void soIsARunOfSumsByTheRecordsOwnPeriods(@ForAll("runs") RunCase given) {
    if (given.policy().usageProration() == Proration.NONE) {
      UsageSummary sums = UsageSummary.of(UsageBatch.of(given.usage()));
      requireSame(given, given.policy().resolve(), sums);
    }
  }

  private static UsageSummary merged(
      Summarising summarising, List<UsageRecord> usage, Random random) {
    List<UsageRecord> shuffled = new ArrayList<>(usage);
    Collections.shuffle(shuffled, random);
    List<List<UsageRecord>> partitions = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      partitions.add(new ArrayList<>());
    }
    shuffled.forEach(one -> partitions.get(random.nextInt(partitions.size())).add(one));
    List<byte[]> summaries = new ArrayList<>();
    for (List<UsageRecord> partition : partitions) {
      summaries.add(CanonicalUsageSummary.toBytes(summarising.summarise(UsageBatch.of(partition))));
    }
    while (summaries.size() > 1) {
      byte[] one = summaries.remove(random.nextInt(summaries.size()));
      byte[] other = summaries.remove(random.nextInt(summaries.size()));
      summaries.add(CanonicalUsageSummary.toBytes(
          CanonicalUsageSummary.ofBytes(one).merge(CanonicalUsageSummary.ofBytes(other))));
    }
    return CanonicalUsageSummary.ofBytes(summaries.get(0));
  }

  private static Made made(ResolvedPolicy policy, RunInputs inputs) {
    try {
      return new Made(Optional.of(Chargeback.of(policy).run(inputs, RECORDED)), Set.of());
    } catch (AuditFailedException e) {
      throw e;
    } catch (LedgerException e) {
      Set<String> refusal = new TreeSet<>();
      for (String offence : e.offences()) {
        refusal.add(offence
            .replaceAll("usage record '.*?':", "usage record:")
            .replaceAll("; usage records .*", "")
            .replaceAll("; [-0-9.]+ \\S+ don't count", ""));
      }
      return new Made(Optional.empty(), refusal);
    }
  }

  private static void requireSame(RunCase given, ResolvedPolicy policy, UsageSummary summary) {
    RunInputs inputs = given.inputs();
    Made raw = made(policy, inputs);
    Made summed = made(
        policy,
        RunInputs.of(inputs.bill(), summary.toBatch(), inputs.usageDeliveries().castToList()));
    assertThat(summed.refusal()).isEqualTo(raw.refusal());
    assertThat(summed.run().isPresent()).isEqualTo(raw.run().isPresent());
    if (raw.run().isPresent()) {
      requireSame(given, summary, raw.run().get(), summed.run().orElseThrow());
    }
  }

  private static void requireSame(
      RunCase given, UsageSummary summary, AuditedRun rawAudited, AuditedRun summedAudited) {
    Run raw = rawAudited.run();
    Run summed = summedAudited.run();
    assertThat(summed.id()).isEqualTo(raw.id());
    assertThat(summed.entries()).isEqualTo(raw.entries());
    assertThat(RunDigest.of(summed)).isEqualTo(RunDigest.of(raw));
    assertThat(Settlement.statement(summedAudited)).isEqualTo(Settlement.statement(rawAudited));
    assertThat(summed.closingWeights()).isEqualTo(raw.closingWeights());
    assertThat(summed.closingWeights().sha256()).isEqualTo(raw.closingWeights().sha256());
    assertThat(summed.rounding()).isEqualTo(raw.rounding());
    assertThat(summed.billPlacements()).isEqualTo(raw.billPlacements());
    assertThat(summed.faults().reject(SummarisedRunsTest::isOfUsage))
        .isEqualTo(raw.faults().reject(SummarisedRunsTest::isOfUsage));
    assertThat(faultySums(summed, summary)).isEqualTo(faultyRecords(raw, given.usage()));
    assertThat(summedAudited.report().violations().stream().map(Finding::of))
        .isEqualTo(rawAudited.report().violations().stream().map(Finding::of).toList());
  }

  /** What a law found, without what names records. */
  private record Finding(
      String law, Severity severity, Optional<String> platform, Optional<BigDecimal> discrepancy) {
    static Finding of(Violation violation) {
      return new Finding(
          violation.invariant(),
          violation.severity(),
          violation.platform(),
          violation.discrepancy());
    }
  }

  private static boolean isOfUsage(Fault fault) {
    return fault.record().filter(record -> record.startsWith("usage:")).isPresent();
  }

  /** What is wrong with usage records, without which one. */
  private record Wrong(
      FaultReason reason,
      Responsible owner,
      Period period,
      Optional<String> platform,
      Optional<Account> consumer) {
    static Wrong of(Fault fault) {
      return new Wrong(
          fault.reason(), fault.owner(), fault.chargePeriod(), fault.platform(), fault.consumer());
    }
  }

  /** How many records that begin in the period of the fault have it; later parts have it, too. */
  private static Map<Wrong, Long> faultyRecords(Run run, List<UsageRecord> usage) {
    Map<String, UsageRecord> byId = new HashMap<>();
    usage.forEach(record -> assertThat(byId.put("usage:" + record.id(), record)).isNull());
    Map<Wrong, Long> records = new HashMap<>();
    for (Fault fault : run.faults().select(SummarisedRunsTest::isOfUsage)) {
      UsageRecord record = byId.get(fault.record().orElseThrow());
      boolean begins = fault.chargePeriod().contains(record.chargePeriod().start());
      records.merge(Wrong.of(fault), begins ? 1L : 0L, Long::sum);
    }
    return records;
  }

  private static Map<Wrong, Long> faultySums(Run run, UsageSummary summary) {
    Map<String, UsageSummary.Sum> byId = new HashMap<>();
    summary.sums().forEach(sum -> byId.put("usage:" + sum.key().recordId(), sum));
    Map<Wrong, Long> records = new HashMap<>();
    for (Fault fault : run.faults().select(SummarisedRunsTest::isOfUsage)) {
      records.merge(Wrong.of(fault), byId.get(fault.record().orElseThrow()).records(), Long::sum);
    }
    return records;
  }
}
