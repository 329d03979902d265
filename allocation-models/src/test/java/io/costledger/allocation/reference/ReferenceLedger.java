package io.costledger.allocation.reference;

import io.costledger.allocation.reference.ReferenceScenario.Choice;
import io.costledger.allocation.reference.ReferenceScenario.Fallback;
import io.costledger.allocation.reference.ReferenceScenario.Limit;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Shared;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The ledger of a scenario, straight from SPEC sections 2 to 7, as slow as it is obvious: orders by
 * repeated search, tiers by recursion, and every amount an exact fraction until it is rounded.
 */
public final class ReferenceLedger {
  /** The account of the bill, as {@link ScenarioInputs} names it. */
  public static final String BILL = "bill:focus";

  private static final String NOWHERE = "unallocated:bill";

  private final ReferenceScenario scenario;
  private final Map<Key, Line> book = new HashMap<>();

  private ReferenceLedger(ReferenceScenario scenario) {
    this.scenario = scenario;
  }

  /** What no two entries of a run share. */
  public record Key(Period period, String from, String to, Measure measure, EntryKind kind) {}

  /** What an entry says beside its key. */
  public record Line(BigInteger units, OptionalInt tier, Optional<String> model) {
    Line merge(Line other) {
      return new Line(units.add(other.units), tier, model.or(other::model));
    }
  }

  /**
   * Returns every entry of the scenario's ledger.
   *
   * @throws ReferenceFailure if a rule makes the scenario an error
   */
  public static Map<Key, Line> of(ReferenceScenario scenario) {
    ReferenceLedger ledger = new ReferenceLedger(scenario);
    ledger.bookOutsideTheGrain();
    for (int i = 0; i < scenario.grain().size(); i++) {
      ledger.bookPeriod(i);
    }
    return ledger.book;
  }

  /** The whole units of a row (SPEC 2.2): rounded alone, by value. */
  static BigInteger units(ReferenceScenario scenario, Row row) {
    BigDecimal units = row.cost().scaleByPowerOfTen(scenario.scale());
    try {
      return units
          .setScale(0, scenario.rounding().orElse(RoundingMode.UNNECESSARY))
          .toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw new ReferenceFailure("scale " + scenario.scale() + " can't hold " + row);
    }
  }

  private static Measure measure(Row row) {
    return row.cost().signum() < 0 ? Measure.CREDIT : Measure.CHARGE;
  }

  private void bookOutsideTheGrain() {
    for (Row row : scenario.bill()) {
      BigInteger units = units(scenario, row);
      for (ReferencePieces.Piece piece : ReferencePieces.of(scenario, row)) {
        if (piece.period() < 0) {
          Key key = new Key(piece.charge(), BILL, NOWHERE, measure(row), EntryKind.UNALLOCATED);
          book(key, new Line(piece.of(units), OptionalInt.empty(), Optional.empty()));
        }
      }
    }
  }

  private void book(Key key, Line line) {
    if (line.units().signum() != 0) {
      book.merge(key, line, Line::merge);
    }
  }

  /** Who charges whom in a period, by which weights, and in which order. */
  record Graph(
      Map<Shared, Map<String, Fraction>> weights,
      Set<Shared> used,
      Set<Shared> estimated,
      Map<Shared, Set<Shared>> charges,
      List<List<Shared>> order) {}

  /** The ids of all platforms, each before those that it charges. */
  public static List<String> topologicalOrder(ReferenceScenario scenario, int period) {
    return graph(scenario, period).order().stream()
        .flatMap(List::stream)
        .map(Shared::id)
        .toList();
  }

  static Graph graph(ReferenceScenario scenario, int period) {
    return new ReferenceLedger(scenario).graph(period);
  }

  private Graph graph(int period) {
    Map<Shared, Map<String, Fraction>> weights = new HashMap<>();
    Set<Shared> used = new HashSet<>();
    Set<Shared> estimated = new HashSet<>();
    for (Shared platform : scenario.platforms()) {
      Map<String, Fraction> open = new HashMap<>(ReferenceWeights.of(scenario, period, platform));
      if (open.isEmpty() && ReferenceWeights.mayEstimate(platform)) {
        open.putAll(ReferenceWeights.ofThePeriodBefore(scenario, period, platform));
        if (!open.isEmpty()) {
          estimated.add(platform);
        }
      }
      if (!open.isEmpty()) {
        used.add(platform);
      }
      open.keySet().removeIf(account -> !scenario.isOpen(platform, account));
      weights.put(platform, open);
    }
    Map<Shared, Set<Shared>> charges = new HashMap<>();
    for (Shared platform : scenario.platforms()) {
      charges.put(platform, charges(period, platform, weights.get(platform), used));
    }
    return new Graph(weights, used, estimated, charges, ReferenceGroups.order(scenario, charges));
  }

  private void bookPeriod(int period) {
    Graph graph = graph(period);
    List<List<Shared>> order = graph.order();
    Map<Shared, Integer> tiers = new HashMap<>();
    for (List<Shared> group : order) {
      group.forEach(
          member -> tiers.put(member, ReferenceGroups.tier(group, order, graph.charges())));
    }
    Books books = new Books(period, tiers, graph.used(), graph.estimated());
    books.bookBill();
    ReferenceGroups.Reach reach = ReferenceGroups.Reach.of(graph.charges(), books::hasCost);
    for (List<Shared> group : order) {
      if (group.size() == 1) {
        books.passOn(group.get(0), graph.weights().get(group.get(0)));
      } else {
        books.passOnTogether(group, graph.weights(), reach);
      }
    }
  }

  /** What each member of a group passes where, of a gross cost of 1. */
  static Map<Shared, Map<String, Fraction>> parts(
      ReferenceScenario scenario,
      List<Shared> group,
      Map<Shared, Map<String, Fraction>> weights,
      Set<Shared> used) {
    Map<Shared, Map<String, Fraction>> parts = new HashMap<>();
    for (Shared member : group) {
      Map<String, Fraction> part = new HashMap<>(weights.get(member));
      if (part.isEmpty()) {
        List<String> over = scenario.fallback(member, whyEmpty(member, used)).over();
        over.forEach(account -> part.put(account, Fraction.ONE));
      }
      parts.put(member, ReferenceGroups.parts(member, part));
    }
    return parts;
  }

  /** Who bears what unknown consumers would: as the smallest member says; no platform stands in. */
  static Map<String, Fraction> unknownBearers(Shared first) {
    Fallback fallback = first.fallback(FaultReason.UNKNOWN_CONSUMER);
    Map<String, Fraction> bearers = new HashMap<>();
    if (fallback.choice() == Choice.OWNER) {
      bearers.put(first.ownerAccount(), Fraction.ONE);
    }
    for (String over : fallback.over()) {
      if (over.startsWith("cost-center:")) {
        bearers.put(over, Fraction.ONE);
      }
    }
    if (bearers.isEmpty()) {
      bearers.put("unallocated:" + first.id(), Fraction.ONE);
    }
    return bearers;
  }

  /** The platforms that a platform charges in a period (SPEC 5.1), itself never. */
  private Set<Shared> charges(
      int period, Shared platform, Map<String, Fraction> weights, Set<Shared> used) {
    Set<String> accounts = new HashSet<>();
    boolean isByRates = platform.model().flatMap(ReferenceModel::byRates).isPresent();
    if (weights.isEmpty() && !(isByRates && whyEmpty(platform, used) == FaultReason.NO_USAGE)) {
      accounts.addAll(scenario.fallback(platform, whyEmpty(platform, used)).over());
    }
    for (String consumer : weights.keySet()) {
      accounts.add(consumer);
      if (!scenario.knows(consumer, period)) {
        accounts.addAll(
            scenario.fallback(platform, FaultReason.UNKNOWN_CONSUMER).over());
      }
    }
    accounts.remove(platform.account());
    Set<Shared> charged = new HashSet<>();
    for (Shared other : scenario.platforms()) {
      if (accounts.contains(other.account())) {
        charged.add(other);
      }
    }
    return charged;
  }

  private static FaultReason whyEmpty(Shared platform, Set<Shared> used) {
    if (platform.model().isEmpty()) {
      return FaultReason.NO_MODEL;
    }
    return used.contains(platform) ? FaultReason.NO_OPEN_CONSUMER : FaultReason.NO_USAGE;
  }

  /** One grain period. */
  private final class Books {
    private final int period;
    private final Map<Shared, Integer> tiers;
    private final Set<Shared> used;
    private final Set<Shared> estimated;

    Books(int period, Map<Shared, Integer> tiers, Set<Shared> used, Set<Shared> estimated) {
      this.period = period;
      this.tiers = tiers;
      this.used = used;
      this.estimated = estimated;
    }

    private Optional<String> model(Shared platform) {
      return estimated.contains(platform)
          ? Optional.of("previous-period")
          : platform.model().map(ReferenceModel::name);
    }

    boolean hasCost(Shared platform) {
      return balance(platform, Measure.CHARGE).signum() != 0
          || balance(platform, Measure.CREDIT).signum() != 0;
    }

    /** SPEC 5.5, from each member's account through the group's to the sinks. */
    void passOnTogether(
        List<Shared> group,
        Map<Shared, Map<String, Fraction>> weights,
        ReferenceGroups.Reach reach) {
      for (Shared member : group) {
        if (!member.bounds().isEmpty()
            || member.model().flatMap(ReferenceModel::byRates).isPresent()) {
          throw new ReferenceFailure("bounds or rates inside a group: " + member);
        }
      }
      Map<Shared, Map<String, Fraction>> parts = parts(scenario, group, weights, used);
      if (ReferenceGroups.isClosed(group, parts)) {
        if (reach.gets(group)) {
          throw new ReferenceFailure("a closed loop of " + group);
        }
        return;
      }
      for (Measure measure : Measure.values()) {
        passOnTogether(group, parts, measure);
      }
    }

    private void passOnTogether(
        List<Shared> group, Map<Shared, Map<String, Fraction>> parts, Measure measure) {
      Shared first = group.get(0);
      String account = "group:" + first.id();
      Map<Shared, BigInteger> inflows = new HashMap<>();
      BigInteger total = BigInteger.ZERO;
      for (Shared member : group) {
        if (member.retainedAmount().isPresent()) {
          BigInteger kept = kept(member, measure, balance(member, measure));
          move(member, member.ownerAccount(), measure, EntryKind.RETAINED, kept);
        }
        BigInteger rest = balance(member, measure);
        inflows.put(member, rest);
        total = total.add(rest);
        book(
            key(member.account(), account, measure, EntryKind.ALLOCATED),
            new Line(rest, tier(member), model(member).filter(name -> estimated.contains(member))));
      }
      if (total.signum() == 0) {
        return;
      }
      BigInteger homeless = BigInteger.ZERO;
      for (Map.Entry<String, BigInteger> share : ReferenceApportionment.split(
              total, ReferenceGroups.outflows(group, parts, inflows), false)
          .entrySet()) {
        String to = share.getKey();
        if (to.startsWith("retained:")) {
          String owner = group.stream()
              .filter(member -> to.equals("retained:" + member.id()))
              .findFirst()
              .orElseThrow()
              .ownerAccount();
          Line line = new Line(share.getValue(), tier(first), Optional.empty());
          book(key(account, owner, measure, EntryKind.RETAINED), line);
        } else if (scenario.knows(to, period)) {
          Line line = new Line(share.getValue(), tier(first), Optional.of("reciprocal"));
          book(key(account, to, measure, EntryKind.ALLOCATED), line);
        } else {
          homeless = homeless.add(share.getValue());
        }
      }
      bookUnknown(first, account, measure, homeless);
    }

    private void bookUnknown(Shared first, String account, Measure measure, BigInteger units) {
      if (first.fallback(FaultReason.UNKNOWN_CONSUMER).choice() == Choice.FAIL
          && units.signum() != 0) {
        throw new ReferenceFailure("unknown consumers of " + account);
      }
      ReferenceApportionment.split(units, unknownBearers(first), false)
          .forEach((to, share) -> book(
              key(
                  account,
                  to,
                  measure,
                  to.startsWith("unallocated:") ? EntryKind.UNALLOCATED : EntryKind.ALLOCATED),
              new Line(share, tier(first), Optional.of("reciprocal"))));
    }

    /** From the bill to targets, and given charges on to whom they name. */
    void bookBill() {
      Map<Shared, Map<Measure, BigInteger>> toUnknown = new HashMap<>();
      for (Row row : scenario.bill()) {
        for (ReferencePieces.Piece piece : ReferencePieces.of(scenario, row)) {
          if (piece.period() == period) {
            bookRow(row, piece.of(units(scenario, row)), toUnknown);
          }
        }
      }
      toUnknown.forEach((platform, sums) -> sums.forEach((measure, sum) ->
          bookUnplaced(platform, FaultReason.UNKNOWN_CONSUMER, measure, sum, Optional.empty())));
    }

    private void bookRow(
        Row row, BigInteger units, Map<Shared, Map<Measure, BigInteger>> toUnknown) {
      boolean placed = row.target().filter(to -> scenario.knows(to, period)).isPresent();
      Key key = placed
          ? key(BILL, row.target().get(), measure(row), EntryKind.DIRECT)
          : key(BILL, NOWHERE, measure(row), EntryKind.UNALLOCATED);
      book(key, new Line(units, OptionalInt.empty(), Optional.empty()));
      for (Shared platform : scenario.platforms()) {
        if (row.target().equals(Optional.of(platform.account()))) {
          bookGiven(platform, row, units, toUnknown);
        }
      }
    }

    private void bookGiven(
        Shared platform,
        Row row,
        BigInteger units,
        Map<Shared, Map<Measure, BigInteger>> toUnknown) {
      String named = row.consumer().orElse(platform.account());
      if (row.retained()) {
        move(platform, platform.ownerAccount(), measure(row), EntryKind.RETAINED, units);
      } else if (!scenario.knows(named, period)) {
        toUnknown
            .computeIfAbsent(platform, p -> new HashMap<>())
            .merge(measure(row), units, BigInteger::add);
      } else if (!named.equals(platform.account())) {
        move(platform, named, measure(row), EntryKind.DIRECT, units);
      }
    }

    /** Retention, then the model, of what is in the platform's account. */
    void passOn(Shared platform, Map<String, Fraction> weights) {
      for (Measure measure : Measure.values()) {
        BigInteger kept = kept(platform, measure, balance(platform, measure));
        move(platform, platform.ownerAccount(), measure, EntryKind.RETAINED, kept);
        BigInteger rest = balance(platform, measure);
        Optional<ReferenceModel.ByRates> rates = platform.model().flatMap(ReferenceModel::byRates);
        boolean isShut =
            weights.isEmpty() && whyEmpty(platform, used) == FaultReason.NO_OPEN_CONSUMER;
        if (rates.isPresent() && !isShut) {
          charge(platform, rates.get(), measure, rest, weights);
          continue;
        }
        Map<String, Fraction> shares = bounded(platform, measure, rest, weights);
        if (rest.signum() == 0) {
          continue;
        }
        if (weights.isEmpty()) {
          bookUnplaced(platform, whyEmpty(platform, used), measure, rest, Optional.empty());
        } else {
          allocate(platform, measure, rest, shares);
        }
      }
    }

    /** SPEC 4.5: charges once, in CHARGE; the rest is variance, or trued up. */
    private void charge(
        Shared platform,
        ReferenceModel.ByRates rates,
        Measure measure,
        BigInteger rest,
        Map<String, Fraction> charges) {
      Map<String, BigInteger> lines = new HashMap<>();
      Map<String, BigInteger> trueUps = new HashMap<>();
      Fraction perCurrency = Fraction.of(BigInteger.TEN.pow(scenario.scale()));
      if (measure == Measure.CHARGE) {
        charges.forEach((k, exact) -> lines.put(k, exact.times(perCurrency).roundHalfEven()));
      }
      if (rates.trueUp() && !charges.isEmpty()) {
        Map<String, BigInteger> totals =
            ReferenceApportionment.split(rest, charges, scenario.prefix());
        if (measure == Measure.CREDIT) {
          lines.putAll(totals);
        } else {
          totals.forEach((k, total) -> trueUps.put(k, total.subtract(lines.get(k))));
        }
      }
      Optional<String> model = platform.model().map(ReferenceModel::name);
      BigInteger homeless = BigInteger.ZERO;
      BigInteger left = rest;
      for (Map.Entry<String, BigInteger> line : lines.entrySet()) {
        String to = line.getKey();
        BigInteger trueUp = trueUps.getOrDefault(to, BigInteger.ZERO);
        left = left.subtract(line.getValue()).subtract(trueUp);
        if (scenario.knows(to, period)) {
          book(
              key(platform.account(), to, measure, EntryKind.ALLOCATED),
              new Line(line.getValue(), tier(platform), model));
          book(
              key(platform.account(), to, measure, EntryKind.TRUE_UP),
              new Line(trueUp, tier(platform), model));
        } else {
          homeless = homeless.add(line.getValue()).add(trueUp);
        }
      }
      bookUnplaced(platform, FaultReason.UNKNOWN_CONSUMER, measure, homeless, model);
      String variance = "variance:" + platform.id();
      if (left.signum() < 0 && measure == Measure.CHARGE) {
        book(
            key(variance, platform.account(), measure, EntryKind.VARIANCE),
            new Line(left.negate(), OptionalInt.empty(), model));
      } else {
        book(
            key(platform.account(), variance, measure, EntryKind.VARIANCE),
            new Line(left, tier(platform), model));
      }
    }

    /** SPEC 4.2: the exact shares where bounds act, which are weights as good as any. */
    private Map<String, Fraction> bounded(
        Shared platform, Measure measure, BigInteger rest, Map<String, Fraction> weights) {
      if (measure != Measure.CHARGE || platform.bounds().isEmpty() || weights.isEmpty()) {
        return weights;
      }
      Map<String, Limit> limits = new HashMap<>();
      weights
          .keySet()
          .forEach(key -> limits.put(key, platform.limit(key).inUnits(scenario.scale())));
      return ReferenceBounds.shares(rest, weights, limits);
    }

    private BigInteger kept(Shared platform, Measure measure, BigInteger pool) {
      if (platform.retainedShare().isPresent()) {
        Fraction exact = platform.retainedShare().get().times(Fraction.of(pool.abs()));
        return exact.floor().multiply(BigInteger.valueOf(pool.signum()));
      }
      if (platform.retainedAmount().isPresent() && measure == Measure.CHARGE) {
        return platform
            .retainedAmount()
            .get()
            .scaleByPowerOfTen(scenario.scale())
            .toBigIntegerExact()
            .min(pool.abs());
      }
      return BigInteger.ZERO;
    }

    private void allocate(
        Shared platform, Measure measure, BigInteger rest, Map<String, Fraction> weights) {
      Optional<String> model = model(platform);
      BigInteger homeless = BigInteger.ZERO;
      for (Map.Entry<String, BigInteger> share :
          ReferenceApportionment.split(rest, weights, scenario.prefix()).entrySet()) {
        if (scenario.knows(share.getKey(), period)) {
          Key key = key(platform.account(), share.getKey(), measure, EntryKind.ALLOCATED);
          book(key, new Line(share.getValue(), tier(platform), model));
        } else {
          homeless = homeless.add(share.getValue());
        }
      }
      bookUnplaced(platform, FaultReason.UNKNOWN_CONSUMER, measure, homeless, model);
    }

    /** SPEC section 6, on the sum of what one reason leaves without a home. */
    private void bookUnplaced(
        Shared platform,
        FaultReason reason,
        Measure measure,
        BigInteger units,
        Optional<String> model) {
      if (units.signum() == 0) {
        return;
      }
      Fallback fallback = scenario.fallback(platform, reason);
      if (fallback.choice() == Choice.FAIL) {
        throw new ReferenceFailure(reason + " on " + platform.id());
      }
      List<String> bearers = switch (fallback.choice()) {
        case OWNER -> List.of(platform.ownerAccount());
        case EVEN -> fallback.over();
        case UNALLOCATED, PREVIOUS, FAIL -> List.of();
      };
      EntryKind kind = bearers.isEmpty() ? EntryKind.UNALLOCATED : EntryKind.ALLOCATED;
      Map<String, Fraction> weights = new HashMap<>();
      bearers.forEach(account -> weights.put(account, Fraction.ONE));
      if (bearers.isEmpty()) {
        weights.put("unallocated:" + platform.id(), Fraction.ONE);
      }
      ReferenceApportionment.split(units, weights, scenario.prefix())
          .forEach((account, share) -> book(
              key(platform.account(), account, measure, kind),
              new Line(share, tier(platform), model)));
    }

    private void move(
        Shared platform, String to, Measure measure, EntryKind kind, BigInteger units) {
      book(
          key(platform.account(), to, measure, kind),
          new Line(units, tier(platform), Optional.empty()));
    }

    private Key key(String from, String to, Measure measure, EntryKind kind) {
      return new Key(scenario.grain().get(period), from, to, measure, kind);
    }

    private OptionalInt tier(Shared platform) {
      return OptionalInt.of(tiers.get(platform));
    }

    private BigInteger balance(Shared platform, Measure measure) {
      BigInteger balance = BigInteger.ZERO;
      for (Map.Entry<Key, Line> entry : book.entrySet()) {
        Key key = entry.getKey();
        if (key.period().equals(scenario.grain().get(period)) && key.measure() == measure) {
          BigInteger units = entry.getValue().units();
          balance = key.to().equals(platform.account()) ? balance.add(units) : balance;
          balance = key.from().equals(platform.account()) ? balance.subtract(units) : balance;
        }
      }
      return balance;
    }
  }
}
