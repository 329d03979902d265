package io.costledger.lawkit;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.ledger.FaultReason;
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
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.Retention;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Dated;
import io.costledger.lawkit.Graphs.Graph;
import io.costledger.lawkit.Organisations.Organisation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.CurrencyUnit;

/**
 * Generators of policies, for jqwik: every built-in model and your own, retention, bounds, choices
 * for cost without a home, proration, both rules of apportionment, and circles only where the
 * policy allows them. All shrink to {@code proportional("hours")} and plain terms.
 */
public final class Policies {
  static final String PLATFORM = "platform";
  static final String CENTER = "center";
  static final String KEPT = "kept";
  static final String FOR_PLATFORM = "for platform";
  static final String FOR_CENTER = "for center";

  private static final Map<String, Ratio> RATES =
      Map.of("hours", Ratio.ONE, "gb", Ratio.parse("1/3"));

  /** Makes a model that may list consumers. */
  private interface Maker {
    AllocationModel of(List<Account> listed);
  }

  private static final List<Maker> WEIGHING = List.of(
      listed -> AllocationModels.proportional("hours"),
      listed -> AllocationModels.proportional("hours"),
      listed -> AllocationModels.proportional("hours"),
      listed -> AllocationModels.weighted(RATES),
      listed -> AllocationModels.even(),
      AllocationModels::even,
      listed -> AllocationModels.fixed(Map.of(), listed.get(0)),
      listed -> AllocationModels.reserved("hours", Map.of(listed.get(0), BigDecimal.ONE)),
      listed -> AllocationModels.byCost(listed, new RowCondition.Always()),
      listed -> AllocationModels.direct(AllocationModels.proportional("gb")));

  private static final List<Maker> RATED = List.of(
      listed -> AllocationModels.rateCard(RATES),
      listed -> AllocationModels.truedUpRateCard(RATES),
      listed -> AllocationModels.graduatedRate("hours", bands(), true),
      listed -> AllocationModels.volumeRate("hours", bands(), false));

  private Policies() {}

  private static List<RateBand> bands() {
    return List.of(
        new RateBand(Optional.of(BigDecimal.valueOf(2)), Ratio.ONE),
        new RateBand(Optional.empty(), Ratio.parse("0.5")));
  }

  /**
   * Returns policies of the built-in models.
   *
   * @param organisation the charge periods and cost centers
   * @param graph which platforms use which
   * @return an arbitrary of policies, which resolve
   */
  public static Arbitrary<Policy> of(Organisation organisation, Graph graph) {
    return of(organisation, graph, List.of());
  }

  /**
   * Returns policies of the built-in models and others.
   *
   * @param organisation the charge periods and cost centers
   * @param graph which platforms use which
   * @param own models that are used as often as all built-in ones together
   * @return an arbitrary of policies, which resolve if your models list no other consumers
   */
  public static Arbitrary<Policy> of(
      Organisation organisation, Graph graph, List<AllocationModel> own) {
    return drafts(own).map(draft -> draft.in(organisation, graph));
  }

  /** What holds for all platforms. */
  private record Terms(
      int cycles,
      ApportionmentRule rule,
      int scale,
      Optional<RoundingMode> rounding,
      Proration ofBill,
      Proration ofUsage) {}

  private enum Choice {
    UNALLOCATED,
    OWNER,
    EVEN
  }

  /** A platform of an organisation and a graph that are not known yet. */
  private record Shared(
      Optional<Maker> own,
      int model,
      boolean noModel,
      List<Integer> listed,
      int owner,
      Retention retention,
      boolean bounded,
      List<Choice> unplaced) {
    private static final List<FaultReason> REASONS =
        List.of(FaultReason.NO_USAGE, FaultReason.NO_OPEN_CONSUMER, FaultReason.UNKNOWN_CONSUMER);

    Platform in(String id, List<Account> owners, List<Account> users, Draft draft, boolean circle) {
      List<Account> consumers = new ArrayList<>(owners);
      consumers.addAll(users);
      List<Account> some = Picks.from(consumers, listed);
      List<Maker> makers = new ArrayList<>(WEIGHING);
      if (!circle) { // the run refuses rates inside a group
        makers.addAll(RATED);
      }
      Platform.Builder platform = Platform.builder(id)
          .owner(Picks.from(owners, owner).id())
          .retention(Dated.always(retention));
      boolean rates = false;
      if (!noModel || draft.plain()) {
        AllocationModel by =
            own.orElse(Picks.from(makers, draft.plain() ? 0 : model)).of(some);
        rates = by instanceof RateModel;
        platform.model(by);
      }
      if (bounded && !rates && !circle) {
        platform.bounds(Bounds.of(Map.of(consumers.get(0), Bounds.Bound.atMost("3"))));
      }
      for (int i = 0; i < REASONS.size(); i++) {
        if (i == 0 && draft.estimated() && !rates) {
          platform.putUnplaced(REASONS.get(i), new Unplaced.PreviousPeriod());
        } else if (unplaced.get(i) != Choice.UNALLOCATED) {
          platform.putUnplaced(
              REASONS.get(i),
              unplaced.get(i) == Choice.OWNER ? new Unplaced.Owner() : new Unplaced.Even(some));
        }
      }
      return platform.build();
    }
  }

  /**
   * A policy of an organisation and a graph that are not known yet.
   *
   * @param plain whether all built-in models are the first, so that cost goes far
   */
  record Draft(Terms terms, List<Shared> platforms, boolean estimated, boolean plain) {
    Policy in(Organisation organisation, Graph graph) {
      boolean circle = graph.hasCircle();
      List<String> ids = List.copyOf(graph.users().keySet());
      Cycles group = new Cycles.Reciprocal();
      List<Cycles> cycles = new ArrayList<>(
          List.of(group, group, group, new Cycles.StepDown(ids), new Cycles.Direct()));
      if (!circle) {
        cycles.add(0, new Cycles.Refused());
      }
      List<Account> owners =
          organisation.lasting().stream().map(CostCenter::account).toList();
      List<Platform> declared = new ArrayList<>();
      for (String id : ids) {
        List<Account> users = graph.usersOf(id).stream().map(Account::platform).toList();
        Shared shared = platforms.get(declared.size() % platforms.size());
        declared.add(shared.in(id, owners, users, this, circle));
      }
      return Policy.builder("kit")
          .unit(LedgerUnit.of(CurrencyUnit.USD, terms.scale()))
          .basis(Basis.BILLED)
          .rounding(terms.rounding())
          .grain(organisation.grain())
          .apportionment(terms.rule())
          .cycles(Picks.from(cycles, terms.cycles()))
          .billProration(terms.ofBill())
          .usageProration(terms.ofUsage())
          .costCenters(organisation.costCenters())
          .platforms(declared)
          .billRules(rules())
          .build();
    }
  }

  static Arbitrary<Draft> drafts(List<AllocationModel> own) {
    Arbitrary<Proration> proration =
        Arbitraries.frequency(Tuple.of(3, Proration.NONE), Tuple.of(1, Proration.BY_DURATION));
    Arbitrary<Terms> terms = Combinators.combine(
            Picks.one(),
            Arbitraries.of(ApportionmentRule.class),
            Arbitraries.of(2, 0, 11),
            Arbitraries.frequency(
                Tuple.of(5, Optional.<RoundingMode>empty()),
                Tuple.of(1, Optional.of(RoundingMode.HALF_EVEN)),
                Tuple.of(1, Optional.of(RoundingMode.FLOOR))),
            proration,
            proration)
        .as(Terms::new);
    List<Optional<Maker>> makers = new ArrayList<>();
    own.forEach(model -> makers.add(Optional.of(listed -> model)));
    Arbitrary<Optional<Maker>> builtIn = Arbitraries.just(Optional.empty());
    Arbitrary<Retention> retention = Arbitraries.<Retention>frequency(
        Tuple.of(5, new Retention.Nothing()),
        Tuple.of(2, new Retention.Share(Ratio.parse("1/3"))),
        Tuple.of(1, new Retention.Share(Ratio.ONE)),
        Tuple.of(1, new Retention.Amount(BigDecimal.valueOf(2))));
    Arbitrary<Shared> shared = Combinators.combine(
            own.isEmpty() ? builtIn : Arbitraries.oneOf(Arbitraries.of(makers), builtIn),
            Picks.one(),
            Picks.rarely(13),
            Picks.some(),
            Picks.one(),
            retention,
            Picks.rarely(10),
            Arbitraries.frequency(
                    Tuple.of(4, Choice.UNALLOCATED),
                    Tuple.of(1, Choice.OWNER),
                    Tuple.of(1, Choice.EVEN))
                .list()
                .ofSize(3))
        .as(Shared::new);
    return Combinators.combine(
            terms, shared.list().ofSize(4), Picks.rarely(2), Arbitraries.of(true, false))
        .as(Draft::new);
  }

  /** A row's columns say where it goes; see {@link Bills#kinds}. */
  private static List<BillRule> rules() {
    RowField platform = RowField.column(PLATFORM);
    List<BillRule> rules = new ArrayList<>();
    rules.add(BillRule.builder()
        .name("kept")
        .when(new RowCondition.Present(RowField.column(KEPT), true))
        .to(AccountNaming.from(AccountKind.PLATFORM, platform))
        .retained(true)
        .build());
    Map<String, AccountKind> named = new LinkedHashMap<>();
    named.put(FOR_PLATFORM, AccountKind.PLATFORM);
    named.put(FOR_CENTER, AccountKind.COST_CENTER);
    named.forEach((column, kind) -> rules.add(BillRule.builder()
        .name(column)
        .when(new RowCondition.Present(RowField.column(column), true))
        .to(AccountNaming.from(AccountKind.PLATFORM, platform))
        .consumer(AccountNaming.from(kind, RowField.column(column)))
        .build()));
    rules.add(BillRule.builder()
        .name("to a platform")
        .when(new RowCondition.Present(platform, true))
        .to(AccountNaming.from(AccountKind.PLATFORM, platform))
        .build());
    RowField center = RowField.column(CENTER);
    rules.add(BillRule.builder()
        .name("to a cost center")
        .when(new RowCondition.Present(center, true))
        .to(AccountNaming.from(AccountKind.COST_CENTER, center))
        .build());
    return rules;
  }
}
