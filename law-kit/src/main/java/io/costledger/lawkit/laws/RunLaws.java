package io.costledger.lawkit.laws;

import io.costledger.allocation.lineage.Lineage;
import io.costledger.allocation.lineage.LineageCell;
import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.CostCenter;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Proration;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.Retention;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditFailedException;
import io.costledger.invariants.StandardInvariants;
import io.costledger.lawkit.laws.Copies.Part;
import io.costledger.lawkit.laws.RunEngine.Line;
import io.costledger.lawkit.laws.RunEngine.Made;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;

/** Laws of a run as a whole. */
final class RunLaws {
  private static final String RELAY = "zz-relay";
  private static final RowField RELAYED = RowField.column("zz-relayed");
  private static final BigDecimal SEVEN_AND_A_HALF = new BigDecimal("7.5");

  private RunLaws() {}

  static void audit(RunEngine engine, RunCase given, Breaches breaches) {
    try {
      engine.run(given);
    } catch (AuditFailedException e) {
      breaches.add("the audit finds: " + e.getMessage());
    }
  }

  static void signSymmetry(RunEngine engine, RunCase given, Breaches breaches) {
    if (given.policy().rounding().isPresent()
        || given.policy().platforms().stream().anyMatch(RunLaws::isOneSided)) {
      return;
    }
    Made made = engine.run(given);
    Made negated = engine.run(given.withBill(given.bill().stream()
        .map(row -> Copies.row(row, row.id(), row.cost().negate()).build())
        .toList()));
    if (!breaches.sameRefusal(negated.offences(), made.offences())) {
      breaches.requireEqual(
          "entries of the bill negated",
          negated.lines(),
          RunEngine.sorted(made.lines().stream().map(Line::negated).toList()));
    }
  }

  /** Whether a platform has something that acts on charges only. */
  private static boolean isOneSided(Platform platform) {
    return platform.retention().versions().anySatisfy(v -> v.value() instanceof Retention.Amount)
        || platform.bounds().versions().anySatisfy(v -> !v.value().isNone())
        || (platform.model().isPresent()
            && platform
                .model()
                .get()
                .versions()
                .anySatisfy(v ->
                    v.value() instanceof RateModel || v.value().directCosts().isPresent()));
  }

  static void periodsApart(RunEngine engine, RunCase given, Breaches breaches) {
    Policy policy = given.policy();
    Made made = engine.run(given);
    if (made.isRefused()
        || policy.billProration() != Proration.NONE
        || policy.usageProration() != Proration.NONE
        || policy.platforms().stream()
            .anyMatch(platform ->
                platform.unplaced().get(FaultReason.NO_USAGE) instanceof Unplaced.PreviousPeriod)) {
      return;
    }
    for (Period period : policy.grain().periods()) {
      Made alone = engine.run(given.withPolicy(
          Copies.policyBut(policy, Part.GRAIN).grain(Grain.of(period)).build()));
      if (alone.isRefused()) {
        breaches.add(period + " alone is refused: " + alone.offences());
      } else {
        breaches.requireEqual(
            "entries of " + period + " alone",
            alone.only(line -> line.period().equals(period)),
            made.only(line -> line.period().equals(period)));
      }
    }
  }

  static void currenciesApart(RunEngine engine, RunCase given, Breaches breaches) {
    Made made = engine.run(given);
    Policy other = Copies.policyBut(given.policy(), Part.UNIT)
        .unit(LedgerUnit.of(
            given.policy().unit().currency().equals(CurrencyUnit.EUR)
                ? CurrencyUnit.USD
                : CurrencyUnit.EUR,
            given.policy().unit().scale()))
        .basis(given.policy().basis() == Basis.LIST ? Basis.BILLED : Basis.LIST)
        .build();
    Made elsewhere = engine.run(given.withPolicy(other));
    if (!breaches.sameRefusal(elsewhere.offences(), made.offences())) {
      breaches.requireEqual("entries in another currency", elsewhere.lines(), made.lines());
    }
  }

  static void selfUse(RunEngine engine, RunCase given, Breaches breaches) {
    Made made = engine.run(given);
    Set<String> units = new TreeSet<>(Set.of("hours"));
    given.usage().forEach(use -> units.add(use.unit()));
    List<UsageRecord> more = new ArrayList<>();
    for (Platform platform : given.policy().platforms()) {
      for (Period period : given.policy().grain().periods()) {
        for (String unit : units) {
          more.add(UsageRecord.builder()
              .id("self " + more.size())
              .platform(platform.id())
              .consumer(Account.platform(platform.id()))
              .quantity(SEVEN_AND_A_HALF)
              .unit(unit)
              .chargePeriod(period)
              .delivery("zz-self")
              .build());
        }
      }
    }
    Made used = engine.run(given.plus("zz-self", more));
    if (!breaches.sameRefusal(used.offences(), made.offences())) {
      breaches.requireEqual("entries with use of themselves", used.lines(), made.lines());
    }
  }

  /**
   * The rows of one platform go to a relay, which only that platform uses. No key changes in any
   * other pool, so all else is equal to the unit.
   */
  static void relay(RunEngine engine, RunCase given, Breaches breaches) {
    Made made = engine.run(given);
    boolean countsDirectCosts = given.policy().platforms().stream()
        .flatMap(platform -> platform.model().stream())
        .anyMatch(
            model -> model.versions().anySatisfy(v -> v.value().directCosts().isPresent()));
    if (made.run().isEmpty()
        || countsDirectCosts
        || given.policy().cycles() instanceof Cycles.Direct) {
      return;
    }
    Map<String, Account> plain = plainRows(made.run().get().run());
    Optional<Account> first = plain.values().stream().sorted().findFirst();
    if (first.isEmpty()) {
      return;
    }
    String id = first.get().id();
    RunCase through = given
        .withPolicy(relayed(given.policy()))
        .withBill(given.bill().stream()
            .map(row -> first.get().equals(plain.get(row.id()))
                ? Copies.row(row, row.id(), row.cost())
                    .putColumns(RELAYED.name(), id)
                    .build()
                : row)
            .toList())
        .plus(
            RELAY,
            given
                .policy()
                .grain()
                .periods()
                .collect(period -> UsageRecord.of(
                    "relay " + period, RELAY, first.get().toString(), "1", RELAY, period, RELAY))
                .castToList());
    Made other = engine.run(through);
    if (!breaches.sameRefusal(other.offences(), made.offences())) {
      breaches.requireEqual(
          "entries with a relay before platform:" + id,
          other.only(line -> isBeyond(line) && !line.from().equals(Account.platform(RELAY))),
          made.only(RunLaws::isBeyond));
    }
  }

  private static boolean isBeyond(Line line) {
    return line.from().kind() != AccountKind.BILL;
  }

  /** Rows whose every part lies in the pool of one platform. */
  private static Map<String, Account> plainRows(Run run) {
    Map<String, Account> rows = new LinkedHashMap<>();
    Set<String> others = new HashSet<>();
    for (BillPlacement placed : run.billPlacements()) {
      Account before = rows.putIfAbsent(placed.record(), placed.to());
      if (placed.to().kind() != AccountKind.PLATFORM
          || placed.given().isPresent()
          || placed.retained()
          || placed.fault().isPresent()
          || (before != null && !before.equals(placed.to()))) {
        others.add(placed.record());
      }
    }
    rows.keySet().removeAll(others);
    return rows;
  }

  private static Policy relayed(Policy policy) {
    List<BillRule> rules = new ArrayList<>();
    rules.add(BillRule.builder()
        .name(RELAY)
        .when(new RowCondition.Present(RELAYED, true))
        .to(AccountNaming.always(Account.platform(RELAY)))
        .build());
    rules.addAll(policy.billRules());
    Cycles cycles = policy.cycles();
    if (cycles instanceof Cycles.StepDown stepDown) {
      List<String> order = new ArrayList<>(List.of(RELAY));
      order.addAll(stepDown.order());
      cycles = new Cycles.StepDown(order);
    }
    return Copies.policyBut(policy, Part.CYCLES, Part.RULES)
        .cycles(cycles)
        .billRules(rules)
        .addCostCenters(CostCenter.of("zz-owner"))
        .platform(
            RELAY,
            platform -> platform.owner("zz-owner").model(AllocationModels.proportional(RELAY)))
        .build();
  }

  /** Given charges to stand-ins make no edge, so no order heeds them: such policies are left out. */
  static void withoutCircles(RunEngine engine, RunCase given, Breaches breaches) {
    Map<String, Set<String>> charged = mayCharge(given);
    Optional<List<String>> order = topological(charged);
    boolean standsInForUnknown = given.policy().platforms().stream()
        .map(platform -> platform.unplaced().get(FaultReason.UNKNOWN_CONSUMER))
        .anyMatch(choice -> choice instanceof Unplaced.Even even
            && even.consumers().stream().anyMatch(c -> c.kind() == AccountKind.PLATFORM));
    if (order.isEmpty() || standsInForUnknown) {
      return;
    }
    Made refused = engine.run(by(given, new Cycles.Refused()));
    for (Cycles cycles :
        List.of(new Cycles.Reciprocal(), new Cycles.StepDown(order.orElseThrow()))) {
      Made other = engine.run(by(given, cycles));
      if (!breaches.sameRefusal(other.offences(), refused.offences())) {
        breaches.requireEqual("entries by " + cycles, other.lines(), refused.lines());
      }
    }
  }

  private static RunCase by(RunCase given, Cycles cycles) {
    return given.withPolicy(
        Copies.policyBut(given.policy(), Part.CYCLES).cycles(cycles).build());
  }

  /** Which platforms each may charge in some period: all that it does, and perhaps more. */
  private static Map<String, Set<String>> mayCharge(RunCase given) {
    Map<String, Set<String>> charged = new LinkedHashMap<>();
    for (Platform platform : given.policy().platforms()) {
      Set<Account> consumers = new HashSet<>();
      platform
          .model()
          .ifPresent(
              model -> model.versions().each(v -> consumers.addAll(v.value().listedConsumers())));
      platform.unplaced().values().forEach(choice -> {
        if (choice instanceof Unplaced.Even even) {
          consumers.addAll(even.consumers());
        }
      });
      given.usage().stream()
          .filter(use -> use.platform().equals(platform.id()))
          .forEach(use -> consumers.add(use.consumer()));
      Set<String> ids = new TreeSet<>();
      consumers.stream()
          .filter(consumer -> consumer.kind() == AccountKind.PLATFORM)
          .forEach(consumer -> ids.add(consumer.id()));
      ids.remove(platform.id());
      charged.put(platform.id(), ids);
    }
    charged.values().forEach(ids -> ids.retainAll(charged.keySet()));
    return charged;
  }

  /** An order in which each charges later ones only, if there is one. */
  private static Optional<List<String>> topological(Map<String, Set<String>> charged) {
    List<String> order = new ArrayList<>();
    Set<String> left = new TreeSet<>(charged.keySet());
    while (!left.isEmpty()) {
      Optional<String> next = left.stream()
          .filter(id -> left.stream()
              .noneMatch(other -> charged.getOrDefault(other, Set.of()).contains(id)))
          .findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      order.add(next.get());
      left.remove(next.get());
    }
    return Optional.of(order);
  }

  static void lineageMargins(RunEngine engine, RunCase given, Breaches breaches) {
    Made made = engine.run(given);
    made.run()
        .ifPresent(run -> StandardInvariants.lineageMargins(engine.cells(Lineage.of(run)))
            .check(run.run())
            .forEach(violation -> breaches.add(violation.message())));
  }

  static void lineagePaths(RunEngine engine, RunCase given, Breaches breaches) {
    Made made = engine.run(given);
    if (made.run().isEmpty()) {
      return;
    }
    Run run = made.run().get().run();
    for (LineageCell cell : engine.cells(Lineage.of(made.run().get()))) {
      boolean isFunding =
          cell.sink().kind() == AccountKind.VARIANCE && cell.rootAccount().equals(cell.sink());
      int sign = cell.measure() == Measure.CHARGE ? 1 : -1;
      if (!isFunding && cell.units().signum() != sign) {
        breaches.add("sign of " + cell);
      }
      if (!reached(run, cell).contains(cell.sink())) {
        breaches.add("no path for " + cell);
      }
    }
  }

  private static Set<Account> reached(Run run, LineageCell cell) {
    Set<Account> reached = new HashSet<>(Set.of(cell.rootAccount()));
    Deque<Account> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      Account from = open.remove();
      for (LedgerEntry entry : run.entries()) {
        if (entry.from().equals(from)
            && entry.chargePeriod().equals(cell.chargePeriod())
            && entry.measure() == cell.measure()
            && reached.add(entry.to())) {
          open.add(entry.to());
        }
      }
    }
    return reached;
  }
}
