package io.costledger.lawkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.RunRefusedException;
import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Proration;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import io.costledger.lawkit.Graphs.Graph;
import io.costledger.lawkit.laws.ModelCase;
import io.costledger.lawkit.laws.RunCase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** How often the generators make the cases that are hard: at a fixed seed, without edge cases. */
class GeneratorsTest {
  private static final Optional<String> PREVIOUS = Optional.of("previous-period");
  private static final BigInteger LONG = BigInteger.valueOf(Long.MAX_VALUE);

  @Provide
  Arbitrary<RunCase> runs() {
    return RunCases.of(List.of());
  }

  private static void atLeast(int percent, String what, boolean there) {
    Statistics.label(what)
        .collect(there)
        .coverage(coverage -> coverage.check(true).percentage(p -> p >= percent));
  }

  @Property(tries = 1000, seed = "1", edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  void runsHaveHardUsage(@ForAll("runs") RunCase given) {
    List<UsageRecord> usage = given.usage();
    atLeast(10, "a tie", hasTie(given));
    atLeast(20, "a quantity of zero", any(usage, use -> use.quantity().signum() == 0));
    atLeast(10, "a return", any(usage, use -> use.quantity().signum() < 0));
    atLeast(20, "a quantity beyond 64 bits", any(usage, use -> isWide(use.quantity())));
    atLeast(20, "many decimals", any(usage, use -> use.quantity().scale() > 9));
    atLeast(20, "an unknown consumer", any(usage, use -> !isKnown(given, use.consumer())));
    atLeast(10, "an unknown platform", any(usage, use -> !isKnown(given, use.platform())));
    atLeast(
        10,
        "use of itself",
        any(usage, use -> use.consumer().equals(Account.platform(use.platform()))));
    atLeast(15, "a unit that no model reads", any(usage, use -> use.unit().equals("zz-other")));
    atLeast(
        20,
        "platforms use platforms",
        any(usage, use -> use.consumer().kind() == AccountKind.PLATFORM));
    atLeast(20, "use across a border", any(usage, use -> isAcross(given, use.chargePeriod())));
    atLeast(10, "a late delivery", any(given.deliveries(), Deliveries::isLate));
    atLeast(20, "deliveries", given.deliveries().size() > 1);
  }

  @Property(tries = 1000, seed = "1", edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  void runsHaveHardBillsAndPolicies(@ForAll("runs") RunCase given) {
    List<BillRecord> bill = given.bill();
    atLeast(40, "a credit", any(bill, row -> row.cost().signum() < 0));
    atLeast(20, "a cost of zero", any(bill, row -> row.cost().signum() == 0));
    atLeast(20, "a cost beyond 64 bits", any(bill, row -> isWide(row.cost())));
    atLeast(20, "a row across a border", any(bill, row -> isAcross(given, row.chargePeriod())));
    atLeast(10, "a row without a rule", any(bill, row -> row.columns().isEmpty()));
    atLeast(10, "an empty bill", bill.isEmpty());
    atLeast(40, "charge periods", given.policy().grain().periods().size() > 1);
    atLeast(
        10,
        "a cost center that comes or goes",
        any(given.policy().costCenters(), c -> c.from().isPresent() || c.to().isPresent()));
    atLeast(
        5,
        "proration that applies",
        any(given.usage(), use -> isProrated(given, use.chargePeriod())));
    atLeast(5, "a circle", hasCircle(given));
    if (hasCircle(given)) {
      assertThat(given.policy().cycles()).isNotInstanceOf(Cycles.Refused.class);
    }
  }

  /** Laws say nothing of what is refused, so that must be rare. */
  @Property(tries = 500, seed = "1", edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  void mostRunsAreMade(@ForAll("runs") RunCase given) {
    List<LedgerEntry> entries = new ArrayList<>();
    boolean isMade = isMade(given, entries);
    atLeast(70, "a run", isMade);
    atLeast(40, "cost passed on", any(entries, entry -> from(entry, AccountKind.PLATFORM)));
    atLeast(
        8,
        "cost through two tiers",
        any(
            entries,
            entry ->
                from(entry, AccountKind.PLATFORM) && entry.to().kind() == AccountKind.PLATFORM));
    atLeast(2, "cost through a circle", any(entries, entry -> from(entry, AccountKind.GROUP)));
    atLeast(5, "variance", any(entries, entry -> entry.kind() == EntryKind.VARIANCE));
    atLeast(1, "an estimate", any(entries, entry -> entry.model().equals(PREVIOUS)));
  }

  private static boolean from(LedgerEntry entry, AccountKind kind) {
    return entry.from().kind() == kind;
  }

  private static boolean isMade(RunCase given, List<LedgerEntry> entries) {
    try {
      Chargeback.of(given.policy().resolve())
          .run(given.inputs(), Instant.EPOCH)
          .run()
          .entries()
          .forEach(entries::add);
      return true;
    } catch (RunRefusedException e) {
      return false;
    }
  }

  @Provide
  Arbitrary<List<RunCase.Arrival>> arrivals() {
    List<UsageRecord> usage = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      usage.add(UsageRecord.of(
          "u" + i,
          "p",
          "cost-center:a",
          "1",
          "hours",
          Period.parse("2026-08-01T00:00:00Z/2026-08-02T00:00:00Z"),
          Usages.DELIVERY));
    }
    return Deliveries.of(usage);
  }

  @Property(tries = 1000, seed = "1", edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  void deliveriesComeLateTwiceAndInAnyOrder(@ForAll("arrivals") List<RunCase.Arrival> arrivals) {
    List<String> ids = arrivals.stream().map(each -> each.delivery().id()).toList();
    Set<String> once = new HashSet<>(ids);
    atLeast(20, "late", arrivals.stream().anyMatch(each -> Deliveries.isLate(each.delivery())));
    atLeast(15, "twice", once.size() < ids.size());
    atLeast(30, "out of order", !ids.equals(ids.stream().sorted().toList()));
    Set<String> records = new HashSet<>();
    arrivals.forEach(each -> each.records().forEach(record -> records.add(record.id())));
    assertThat(records).containsExactlyInAnyOrder("u0", "u1", "u2", "u3", "u4", "u5");
  }

  @Provide
  Arbitrary<ModelCase> cases() {
    return Cases.of(AllocationModels.proportional("hours"));
  }

  @Property(tries = 1000, seed = "1", edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  void casesOfOneModelAreHard(@ForAll("cases") ModelCase given) {
    atLeast(30, "zero", any(given.uses(), use -> use.quantity().signum() == 0));
    atLeast(15, "return", any(given.uses(), use -> use.quantity().signum() < 0));
    atLeast(20, "wide", any(given.uses(), use -> isWide(use.quantity())));
    atLeast(15, "unknown", any(given.uses(), use -> use.consumer().equals(Cases.UNKNOWN)));
    atLeast(15, "itself", any(given.uses(), use -> use.consumer().equals(ModelCase.PLATFORM)));
    atLeast(30, "credit", any(given.rows(), row -> row.units().signum() < 0));
    atLeast(10, "empty pool", given.rows().isEmpty());
  }

  private static <T> boolean any(List<T> parts, Function<T, Boolean> is) {
    return parts.stream().anyMatch(is::apply);
  }

  /** Two consumers with the same sum above 0 in one pool. */
  private static boolean hasTie(RunCase given) {
    Map<List<Object>, BigDecimal> sums = new LinkedHashMap<>();
    for (UsageRecord use : given.usage()) {
      List<Object> key = List.of(use.platform(), use.unit(), use.chargePeriod(), use.consumer());
      sums.merge(key, use.quantity(), BigDecimal::add);
    }
    Set<List<Object>> seen = new HashSet<>();
    return sums.entrySet().stream()
        .filter(sum -> sum.getValue().signum() > 0)
        .anyMatch(sum ->
            !seen.add(List.of(sum.getKey().subList(0, 3), sum.getValue().stripTrailingZeros())));
  }

  private static boolean isWide(BigDecimal number) {
    return number.abs().toBigInteger().compareTo(LONG) > 0;
  }

  private static boolean isKnown(RunCase given, Account consumer) {
    return consumer.kind() == AccountKind.PLATFORM
        ? isKnown(given, consumer.id())
        : any(given.policy().costCenters(), center -> center.account().equals(consumer));
  }

  private static boolean isKnown(RunCase given, String platform) {
    return any(given.policy().platforms(), each -> each.id().equals(platform));
  }

  private static boolean isAcross(RunCase given, Period own) {
    return given.policy().grain().containing(own).isEmpty()
        && given.policy().grain().periods().anySatisfy(period -> period.overlaps(own));
  }

  private static boolean isProrated(RunCase given, Period own) {
    return given.policy().usageProration() != Proration.NONE && isAcross(given, own);
  }

  private static boolean hasCircle(RunCase given) {
    Map<String, List<String>> users = new LinkedHashMap<>();
    for (Platform platform : given.policy().platforms()) {
      users.put(
          platform.id(),
          given.usage().stream()
              .filter(use -> use.platform().equals(platform.id()))
              .map(UsageRecord::consumer)
              .filter(consumer -> consumer.kind() == AccountKind.PLATFORM)
              .map(Account::id)
              .filter(id -> !id.equals(platform.id()))
              .toList());
    }
    return new Graph(users).hasCircle();
  }
}
