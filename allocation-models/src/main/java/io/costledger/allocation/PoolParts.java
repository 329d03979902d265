package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.explain.Part;
import io.costledger.allocation.explain.PoolExplanation;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.policy.Retention;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes one pool again, slowly, with a reason for every unit: the explaining twin of {@link
 * Cascade}. It follows the rules (SPEC 4.1, 3.1, section 6) and not the cascade's code.
 */
final class PoolParts {
  private final LedgerUnit unit;
  private final Apportionment apportionment;
  private final PoolPlan plan;
  private final Measure measure;
  private final List<LedgerEntry> inflows;
  private final BigInteger given;
  private final BigInteger pool;
  private final Part.Kept kept;
  private final List<Destined> all = new ArrayList<>();

  PoolParts(
      ResolvedPolicy policy,
      PoolPlan plan,
      Measure measure,
      List<LedgerEntry> inflows,
      List<BillPlacement> given,
      Optional<Account> group) {
    this.unit = policy.declared().unit();
    this.apportionment = Apportionment.of(policy.declared().apportionment());
    this.plan = plan;
    this.measure = measure;
    this.inflows = inflows;
    this.given = sum(given);
    this.pool = cameIn().subtract(this.given);
    this.kept = kept(group.isPresent());
    addGiven(given);
    all.add(new Destined(plan.terms().owner(), EntryKind.RETAINED, kept));
    if (group.isPresent()) {
      Part gathered = new Part.Gathered(pool, kept.units(), passedOn());
      all.add(new Destined(group.get(), EntryKind.ALLOCATED, gathered));
    } else if (plan.unplacedAll().isPresent()) {
      addHomeless(plan.unplacedAll().get(), List.of(), List.of(), passedOn());
    } else if (plan.terms().model().orElse(null) instanceof RateModel model) {
      all.addAll(new RateParts(plan, model, unit, apportionment, measure, passedOn()).all());
    } else {
      addShares();
    }
  }

  static BigInteger sum(List<BillPlacement> rows) {
    return rows.stream().map(BillPlacement::units).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The parts of what goes to an account by entries of a kind. */
  List<Part> parts(Account to, EntryKind kind) {
    return Destined.in(all, to, kind);
  }

  PoolExplanation explained(LedgerEntry entry) {
    return new PoolExplanation(
        entry.chargePeriod(),
        plan.terms().account(),
        measure,
        entry.tier().orElse(0),
        plan.terms().owner(),
        inflows,
        cameIn(),
        given,
        kept.units(),
        passedOn(),
        plan.terms().model(),
        plan.weights(),
        plan.estimate(),
        plan.deliveries());
  }

  private BigInteger cameIn() {
    return inflows.stream().map(LedgerEntry::amountUnits).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private BigInteger passedOn() {
    return pool.subtract(kept.units());
  }

  /** A share of a member of a group leaves the group's account, not its own. */
  private Part.Kept kept(boolean isInGroup) {
    Retention rule = plan.terms().retention();
    Ratio exact = Ratio.ZERO;
    if (rule instanceof Retention.Share share && !isInGroup) {
      exact = share.share().times(Ratio.of(pool));
    } else if (rule instanceof Retention.Amount amount && measure == Measure.CHARGE) {
      exact = Ratio.of(unit.unitsOf(amount.amount()).min(pool));
    }
    BigInteger whole = exact.numerator().divide(exact.denominator());
    return new Part.Kept(rule, pool, exact, whole);
  }

  private void addGiven(List<BillPlacement> rows) {
    List<BillPlacement> unknown = new ArrayList<>();
    for (BillPlacement row : rows) {
      if (row.fault().isPresent()) {
        unknown.add(row);
      }
    }
    rows.stream().map(row -> row.given().orElseThrow()).distinct().forEach(bearer -> {
      for (boolean retained : new boolean[] {false, true}) {
        List<BillPlacement> same = rows.stream()
            .filter(row -> row.fault().isEmpty() && row.retained() == retained)
            .filter(row -> row.given().orElseThrow().equals(bearer))
            .toList();
        all.add(new Destined(
            bearer,
            retained ? EntryKind.RETAINED : EntryKind.DIRECT,
            new Part.Given(ids(same), retained, sum(same))));
      }
    });
    addHomeless(FaultReason.UNKNOWN_CONSUMER, List.of(), ids(unknown), sum(unknown));
  }

  private static List<String> ids(List<BillPlacement> rows) {
    return rows.stream().map(BillPlacement::record).toList();
  }

  private void addShares() {
    List<Account> consumers = List.copyOf(plan.weights().byConsumer().keySet());
    List<BigInteger> weights = List.copyOf(plan.weights().byConsumer().values());
    boolean isBounded = measure == Measure.CHARGE && !plan.terms().bounds().isNone();
    List<BigInteger> units = isBounded
        ? new BoundedPools(unit, apportionment, plan.usage().period(), new ArrayList<>())
            .split(plan, measure, passedOn())
        : apportionment.split(passedOn(), weights);
    List<Part.Share> unknown = new ArrayList<>();
    for (int i = 0; i < consumers.size(); i++) {
      Part.Share share = share(plan, consumers.get(i), passedOn(), units.get(i));
      if (isBounded) {
        share = bounded(share, plan.terms().bounds().of(consumers.get(i)));
      }
      if (plan.unknown().contains(consumers.get(i))) {
        unknown.add(share);
      } else {
        all.add(new Destined(consumers.get(i), EntryKind.ALLOCATED, share));
      }
    }
    BigInteger without =
        unknown.stream().map(Part.Share::units).reduce(BigInteger.ZERO, BigInteger::add);
    addHomeless(FaultReason.UNKNOWN_CONSUMER, unknown, List.of(), without);
  }

  private void addHomeless(
      FaultReason reason, List<Part.Share> unknown, List<String> records, BigInteger units) {
    all.addAll(Destined.homeless(plan.terms(), reason, unknown, records, apportionment, units));
  }

  /** C * w / T. */
  static Ratio quotient(PoolPlan plan, Account consumer, BigInteger pool) {
    return new Ratio(
        pool.multiply(Maps.get(plan.weights().byConsumer(), consumer)), totalWeight(plan));
  }

  private static BigInteger totalWeight(PoolPlan plan) {
    return plan.weights().byConsumer().values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** A consumer's share of a pool that no bounds limit. */
  static Part.Share share(PoolPlan plan, Account consumer, BigInteger pool, BigInteger units) {
    Ratio quotient = quotient(plan, consumer, pool);
    BigInteger floor = quotient.numerator().divide(quotient.denominator());
    Optional<BigDecimal> totalQuantity = plan.singleUnit()
        .map(name -> plan.weights().byConsumer().keySet().stream()
            .map(other -> plan.usage().quantity(other, name))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
    return new Part.Share(
        consumer,
        Maps.get(plan.weights().byConsumer(), consumer),
        totalWeight(plan),
        plan.singleQuantity(consumer),
        totalQuantity,
        plan.singleUnit(),
        quotient,
        floor,
        !floor.equals(units),
        Optional.empty(),
        units);
  }

  private static Part.Share bounded(Part.Share share, Bounds.Bound bound) {
    return new Part.Share(
        share.consumer(),
        share.weight(),
        share.totalWeight(),
        share.quantity(),
        share.totalQuantity(),
        share.unit(),
        share.quotient(),
        share.floor(),
        false,
        Optional.of(bound),
        share.units());
  }
}
