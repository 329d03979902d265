package io.costledger.allocation.reference;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.allocation.reference.ReferenceScenario.Center;
import io.costledger.allocation.reference.ReferenceScenario.Fallback;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Shared;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.CostCenter;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Proration;
import io.costledger.core.policy.RateBand;
import io.costledger.core.policy.Retention;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/** A scenario as the library takes it: the policy and the inputs of a run. */
public final class ScenarioInputs {
  private static final RowField TO_PLATFORM = RowField.column("TargetPlatform");
  private static final RowField TO_CENTER = RowField.column("TargetCostCenter");
  private static final RowField FOR_PLATFORM = RowField.tag("consumer:platform");
  private static final RowField FOR_CENTER = RowField.tag("consumer:cost-center");
  private static final RowField KEPT = RowField.tag("kept");
  private static final RowField SERVICE = RowField.column("ServiceName");

  private ScenarioInputs() {}

  /** The policy, in US dollars. */
  public static Policy policy(ReferenceScenario scenario) {
    Policy.Builder policy = Policy.builder("generated")
        .unit(LedgerUnit.of(CurrencyUnit.USD, scenario.scale()))
        .basis(Basis.BILLED)
        .rounding(scenario.rounding())
        .grain(Grain.of(scenario.grain()))
        .billSource("focus")
        .billProration(scenario.proratedBill() ? Proration.BY_DURATION : Proration.NONE)
        .usageProration(scenario.proratedUsage() ? Proration.BY_DURATION : Proration.NONE)
        .apportionment(
            scenario.prefix() ? ApportionmentRule.PREFIX : ApportionmentRule.LARGEST_REMAINDER)
        .billRules(rules());
    List<String> declared = scenario.platforms().stream().map(Shared::id).toList();
    policy.cycles(
        switch (scenario.circles()) {
          case REFUSED -> new Cycles.Refused();
          case RECIPROCAL -> new Cycles.Reciprocal();
          case STEP_DOWN ->
            new Cycles.StepDown(
                scenario.order().stream().filter(declared::contains).toList());
          case DIRECT -> new Cycles.Direct();
        });
    scenario.centers().forEach(center -> policy.addCostCenters(center(scenario, center)));
    scenario.platforms().forEach(platform -> policy.addPlatforms(platform(platform)));
    return policy.build();
  }

  /** The bill and the usage, in the scenario's order. */
  public static RunInputs inputs(ReferenceScenario scenario) {
    List<BillRecord> records =
        scenario.bill().stream().map(ScenarioInputs::record).toList();
    RunInputs inputs = RunInputs.of(
        Bill.of(delivery("bill-1", "focus"), records),
        usage(scenario.usage()),
        List.of(delivery("usage-1", "usage"), delivery("usage-2", "usage")));
    return scenario.before().isEmpty() ? inputs : inputs.withPrevious(before(scenario));
  }

  private static ClosingWeights before(ReferenceScenario scenario) {
    Map<String, Weights> byPlatform = new LinkedHashMap<>();
    scenario.before().forEach((platform, weights) -> {
      Map<Account, BigInteger> byConsumer = new LinkedHashMap<>();
      weights.forEach((consumer, weight) -> byConsumer.put(Account.parse(consumer), weight));
      byPlatform.put(platform, Weights.ofWhole(byConsumer));
    });
    Instant start = scenario.grain().get(0).start();
    return ClosingWeights.of(
        "run-before", Period.of(start.minus(Duration.ofDays(1)), start), byPlatform);
  }

  /** The usage, in the given order. */
  public static UsageBatch usage(List<Use> uses) {
    UsageBatch.Builder batch = UsageBatch.builder();
    for (Use use : uses) {
      batch.add(
          use.id(),
          use.platform(),
          Account.parse(use.consumer()),
          use.quantity(),
          use.unit(),
          use.own(),
          use.delivery());
    }
    return batch.build();
  }

  private static Delivery delivery(String id, String source) {
    return Delivery.builder()
        .id(id)
        .source(source)
        .sha256("0123456789abcdef".repeat(4))
        .build();
  }

  private static List<BillRule> rules() {
    List<BillRule> rules = new ArrayList<>();
    BillRule.Builder kept = BillRule.builder().name("kept").to(in(AccountKind.PLATFORM));
    rules.add(kept.when(both(TO_PLATFORM, KEPT)).retained(true).build());
    for (RowField named : List.of(FOR_PLATFORM, FOR_CENTER)) {
      AccountKind kind =
          named.equals(FOR_PLATFORM) ? AccountKind.PLATFORM : AccountKind.COST_CENTER;
      BillRule.Builder given = BillRule.builder().name("given").to(in(AccountKind.PLATFORM));
      given.consumer(new AccountNaming.FromField(kind, named, List.of(), Map.of()));
      rules.add(given.when(both(TO_PLATFORM, named)).build());
    }
    for (AccountKind kind : List.of(AccountKind.PLATFORM, AccountKind.COST_CENTER)) {
      BillRule.Builder plain = BillRule.builder().name("plain").to(in(kind));
      rules.add(plain.when(new RowCondition.Present(field(kind), true)).build());
    }
    return rules;
  }

  private static RowCondition both(RowField one, RowField other) {
    return new RowCondition.All(
        List.of(new RowCondition.Present(one, true), new RowCondition.Present(other, true)));
  }

  private static AccountNaming in(AccountKind kind) {
    return new AccountNaming.FromField(kind, field(kind), List.of(), Map.of());
  }

  private static RowField field(AccountKind kind) {
    return kind == AccountKind.PLATFORM ? TO_PLATFORM : TO_CENTER;
  }

  /** A row as the rules of {@link #policy} read it. */
  public static BillRecord record(Row row) {
    BillRecord.Builder record =
        BillRecord.builder().id(row.id()).chargePeriod(row.own()).cost(row.cost());
    if (row.target().isPresent()) {
      Account target = Account.parse(row.target().get());
      record.putColumns(field(target.kind()).name(), target.id());
    }
    if (row.consumer().isPresent()) {
      Account named = Account.parse(row.consumer().get());
      RowField field = named.kind() == AccountKind.PLATFORM ? FOR_PLATFORM : FOR_CENTER;
      record.putTags(field.name(), named.id());
    }
    if (row.retained()) {
      record.putTags(KEPT.name(), "yes");
    }
    row.service().ifPresent(service -> record.putColumns(SERVICE.name(), service));
    return record.build();
  }

  private static CostCenter center(ReferenceScenario scenario, Center center) {
    int periods = scenario.grain().size();
    return new CostCenter(
        center.id(),
        center.first() == 0
            ? Optional.empty()
            : Optional.of(scenario.grain().get(center.first()).start()),
        center.end() == periods
            ? Optional.empty()
            : Optional.of(scenario.grain().get(center.end()).start()));
  }

  private static Platform platform(Shared shared) {
    Platform.Builder platform = Platform.builder(shared.id()).owner(shared.owner());
    shared
        .retainedShare()
        .ifPresent(share -> platform.retention(Dated.always(new Retention.Share(ratio(share)))));
    shared
        .retainedAmount()
        .ifPresent(amount -> platform.retention(Dated.always(new Retention.Amount(amount))));
    shared.model().ifPresent(model -> platform.model(model(model)));
    shared
        .fallbacks()
        .forEach((reason, fallback) -> platform.putUnplaced(reason, unplaced(fallback)));
    if (!shared.bounds().isEmpty()) {
      platform.bounds(bounds(shared));
    }
    return platform.build();
  }

  private static Bounds bounds(Shared shared) {
    Map<Account, Bounds.Bound> named = new LinkedHashMap<>();
    shared.bounds().forEach((text, limit) -> {
      if (!text.equals("default")) {
        named.put(Account.parse(text), new Bounds.Bound(limit.min(), limit.max()));
      }
    });
    ReferenceScenario.Limit others = shared.limit("default");
    return Bounds.of(new Bounds.Bound(others.min(), others.max()), named);
  }

  private static Unplaced unplaced(Fallback fallback) {
    return switch (fallback.choice()) {
      case UNALLOCATED -> new Unplaced.Unallocated();
      case OWNER -> new Unplaced.Owner();
      case PREVIOUS -> new Unplaced.PreviousPeriod();
      case EVEN -> new Unplaced.Even(accounts(fallback.over()));
      case FAIL -> new Unplaced.Fail();
    };
  }

  private static AllocationModel model(ReferenceModel model) {
    if (model instanceof ReferenceModel.Proportional proportional) {
      return AllocationModels.proportional(proportional.unit());
    } else if (model instanceof ReferenceModel.Weighted weighted) {
      Map<String, Ratio> rates = new LinkedHashMap<>();
      weighted.rates().forEach((unit, rate) -> rates.put(unit, ratio(rate)));
      return AllocationModels.weighted(rates);
    } else if (model instanceof ReferenceModel.RateCard card) {
      Map<String, Ratio> rates = new LinkedHashMap<>();
      card.rates().forEach((unit, rate) -> rates.put(unit, ratio(rate)));
      return card.trueUp()
          ? AllocationModels.truedUpRateCard(rates)
          : AllocationModels.rateCard(rates);
    } else if (model instanceof ReferenceModel.TieredRate tiered) {
      List<RateBand> bands = tiered.bands().stream()
          .map(band -> new RateBand(band.upTo(), ratio(band.rate())))
          .toList();
      return tiered.graduated()
          ? AllocationModels.graduatedRate(tiered.unit(), bands, tiered.trueUp())
          : AllocationModels.volumeRate(tiered.unit(), bands, tiered.trueUp());
    } else if (model instanceof ReferenceModel.EvenOverUsers) {
      return AllocationModels.even();
    } else if (model instanceof ReferenceModel.EvenOverList list) {
      return AllocationModels.even(accounts(list.consumers()));
    } else if (model instanceof ReferenceModel.Fixed fixed) {
      Map<Account, Ratio> shares = new LinkedHashMap<>();
      fixed.shares().forEach((text, share) -> shares.put(Account.parse(text), ratio(share)));
      return fixed.remaining().isPresent()
          ? AllocationModels.fixed(shares, Account.parse(fixed.remaining().get()))
          : AllocationModels.fixed(shares);
    } else if (model instanceof ReferenceModel.Reserved reserved) {
      Map<Account, BigDecimal> reservations = new LinkedHashMap<>();
      reserved
          .reservations()
          .forEach((text, quantity) -> reservations.put(Account.parse(text), quantity));
      return AllocationModels.reserved(reserved.unit(), reservations);
    } else if (model instanceof ReferenceModel.ByCost byCost) {
      RowCondition rows = byCost.service().isPresent()
          ? new RowCondition.In(SERVICE, Set.of(byCost.service().get()))
          : new RowCondition.Always();
      return AllocationModels.byCost(accounts(byCost.consumers()), rows);
    }
    return AllocationModels.direct(model(((ReferenceModel.Direct) model).rest()));
  }

  private static Ratio ratio(Fraction fraction) {
    return new Ratio(fraction.n(), fraction.d());
  }

  private static List<Account> accounts(List<String> texts) {
    return texts.stream().map(Account::parse).toList();
  }
}
