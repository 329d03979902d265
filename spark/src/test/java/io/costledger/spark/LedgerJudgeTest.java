package io.costledger.spark;

import static io.costledger.invariants.StandardInvariants.CONSERVATION_PERIOD;
import static io.costledger.invariants.StandardInvariants.CONSERVATION_PLATFORM;
import static io.costledger.invariants.StandardInvariants.ENTRY_DECLARED;
import static io.costledger.invariants.StandardInvariants.ENTRY_PINNED;
import static io.costledger.invariants.StandardInvariants.ENTRY_SOURCE;
import static io.costledger.invariants.StandardInvariants.RETAINED_BOUNDS;
import static io.costledger.invariants.StandardInvariants.TIER_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.core.LedgerException;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.StandardInvariants;
import io.costledger.invariants.Violation;
import io.costledger.lawkit.RunCases;
import io.costledger.lawkit.laws.RunCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.eclipse.collections.api.factory.Lists;

/**
 * What sums of entries show, without a session: sound runs are sound, and of broken ones the laws on
 * the run say the same. Most generated companies have rate models, groups, credits and unknown
 * consumers.
 */
class LedgerJudgeTest {
  private static final Instant AT = Instant.parse("2026-10-02T06:00:00Z");

  @Provide
  Arbitrary<RunCase> cases() {
    return RunCases.of(List.of());
  }

  @Property(tries = 200)
  void aSoundRunIsSound(@ForAll("cases") RunCase one) {
    Optional<Run> run = run(one);
    Assume.that(run.isPresent());
    for (boolean withPolicy : List.of(false, true)) {
      assertThat(results(run.get(), withPolicy).results())
          .allSatisfy(result -> assertThat(result.offences()).isEmpty());
    }
  }

  @Property(tries = 200)
  void ofABrokenRunTheLawsSayTheSame(
      @ForAll("cases") RunCase one,
      @ForAll EntryBreak way,
      @ForAll @IntRange(max = 10_000) int which) {
    Optional<Run> run = run(one).filter(made -> made.entries().notEmpty());
    Assume.that(run.isPresent() && !way.isOfTheUnit());
    List<LedgerEntry> entries = run.get().entries().castToList();
    LedgerEntry entry = entries.get(which % entries.size());
    Run broken = Run.builder()
        .copyOf(run.get())
        .entries(Lists.immutable.ofAll(way.in(entries, which % entries.size())))
        .build();
    LedgerReport report = results(broken, true);
    for (Invariant law : List.of(CONSERVATION_PERIOD, CONSERVATION_PLATFORM, ENTRY_SOURCE)) {
      assertThat(violations(report, law)).isEqualTo(law.check(broken));
    }
    assertThat(messages(violations(report, ENTRY_DECLARED)))
        .isEqualTo(messages(ENTRY_DECLARED.check(broken)));
    Set<String> pinned = messages(ENTRY_PINNED.check(broken));
    assertThat(pinned).containsAll(messages(violations(report, ENTRY_PINNED)));
    boolean homeless =
        entry.from().kind() == AccountKind.BILL && entry.to().kind() == AccountKind.UNALLOCATED;
    if (!homeless) {
      assertThat(messages(violations(report, ENTRY_PINNED))).isEqualTo(pinned);
    }
    for (Invariant weaker : List.of(RETAINED_BOUNDS, TIER_ORDER)) {
      if (!violations(report, weaker).isEmpty()) {
        assertThat(weaker.check(broken)).isNotEmpty();
      }
    }
  }

  private static Set<String> messages(List<Violation> violations) {
    return violations.stream().map(Violation::message).collect(Collectors.toSet());
  }

  private static List<Violation> violations(LedgerReport report, Invariant law) {
    return report.results().stream()
        .filter(result -> result.law() == law)
        .flatMap(result -> result.offences().stream())
        .map(LedgerReport.Offence::violation)
        .toList();
  }

  private static Optional<Run> run(RunCase one) {
    try {
      return Optional.of(
              Chargeback.of(one.policy().resolve()).run(one.inputs(), AT).run())
          .filter(LedgerJudgeTest::isHeld);
    } catch (LedgerException e) {
      return Optional.empty();
    }
  }

  /** A cell holds numbers of 38 digits. */
  private static boolean isHeld(Run run) {
    return run.entries().allSatisfy(entry -> new BigDecimal(entry.amountUnits()).precision() < 38);
  }

  /** The judgement of the rows that a table would have. */
  private static LedgerReport results(Run run, boolean withPolicy) {
    ResolvedPolicy policy = run.policy();
    LedgerUnit unit = policy.declared().unit();
    String basis = policy.declared().basis().name();
    LedgerFindings findings = new LedgerFindings();
    LedgerJudge judge = new LedgerJudge(
        unit,
        unit.currency() + " " + basis,
        withPolicy ? Optional.of(new LedgerTerms(policy)) : Optional.empty(),
        bill(run),
        findings);
    EntryCells cells = new EntryCells(unit.scale());
    List<Row> partial = new ArrayList<>();
    List<Row> rows = PlainEntryRows.of(run.entries().castToList(), basis);
    EntrySums.ofEntries(cells, withPolicy, rows.iterator())
        .forEachRemaining(row -> partial.add(withForm(row)));
    EntrySums.merged(partial.iterator())
        .forEachRemaining(row -> judge.take(EntryKey.of(row), EntrySums.of(row)));
    judge.end().forEach(pool -> source(pool, run, basis, judge));
    Map<EntryKey, EntrySample> shown = new HashMap<>();
    Set<EntryKey> wanted = Set.copyOf(findings.wanted());
    for (Row row : rows) {
      EntryCells.Entry entry = cells.read(row);
      SparkLedgerCheck.places(entry).stream()
          .filter(wanted::contains)
          .distinct()
          .forEach(
              place -> shown.computeIfAbsent(place, key -> new EntrySample()).add(entry, row));
    }
    return findings.report(StandardInvariants.all(), shown);
  }

  private static Row withForm(Row row) {
    Object[] cells = new Object[row.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(i);
    }
    return new GenericRowWithSchema(cells, EntrySums.FORM);
  }

  /** What the bill charged as booked, which a sound run has anyway. */
  private static Map<Measure, BigDecimal> bill(Run run) {
    Map<Measure, BigDecimal> bill = new HashMap<>();
    run.billPlacements()
        .forEach(placement -> bill.merge(
            placement.measure(),
            run.policy().declared().unit().decimalOf(placement.units()),
            BigDecimal::add));
    return bill;
  }

  /** Flows of a pool by counterpart, the obvious way. */
  private static void source(EntryKey pool, Run run, String basis, LedgerJudge judge) {
    Map<String, BigDecimal> in = new HashMap<>();
    Map<String, BigDecimal> out = new HashMap<>();
    for (LedgerEntry booked : run.entries()) {
      EntryCells.Entry entry = new EntryCells.Entry(booked, basis);
      BigDecimal amount = booked.unit().decimalOf(booked.amountUnits());
      if (booked.kind() != EntryKind.CORRECTION) {
        if (EntryKey.pool(entry, booked.to()).equals(pool)) {
          in.merge(booked.from().toString(), amount, BigDecimal::add);
        }
        if (EntryKey.pool(entry, booked.from()).equals(pool)) {
          out.merge(booked.to().toString(), amount, BigDecimal::add);
        }
      }
    }
    judge.source(pool, size(in), size(out));
  }

  private static BigDecimal size(Map<String, BigDecimal> flows) {
    return flows.values().stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
