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
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.policy.Retention;
import io.costledger.core.policy.Unplaced;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
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

  private record Destined(Account to, EntryKind kind, Part part) {}

  PoolParts(
      ResolvedPolicy policy,
      PoolPlan plan,
      Measure measure,
      List<LedgerEntry> inflows,
      List<BillPlacement> given) {
    this.unit = policy.declared().unit();
    this.apportionment = Apportionment.of(policy.declared().apportionment());
    this.plan = plan;
    this.measure = measure;
    this.inflows = inflows;
    this.given = sum(given);
    this.pool = cameIn().subtract(this.given);
    this.kept = kept();
    addGiven(given);
    all.add(new Destined(plan.terms().owner(), EntryKind.RETAINED, kept));
    if (plan.unplacedAll().isPresent()) {
      addHomeless(plan.unplacedAll().get(), List.of(), List.of(), passedOn());
    } else {
      addShares();
    }
  }

  static BigInteger sum(List<BillPlacement> rows) {
    return rows.stream().map(BillPlacement::units).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The parts of what goes to an account by entries of a kind. */
  List<Part> parts(Account to, EntryKind kind) {
    return all.stream()
        .filter(destined -> destined.to().equals(to) && destined.kind() == kind)
        .map(Destined::part)
        .filter(part -> part.units().signum() != 0)
        .toList();
  }

  PoolExplanation explained(LedgerEntry entry) {
    return new PoolExplanation(
        entry.chargePeriod(),
        entry.from(),
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

  private Part.Kept kept() {
    Retention rule = plan.terms().retention();
    Ratio exact = Ratio.ZERO;
    if (rule instanceof Retention.Share share) {
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
    BigInteger total = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    boolean isBounded = measure == Measure.CHARGE && !plan.terms().bounds().isNone();
    List<BigInteger> units = isBounded
        ? new BoundedPools(unit, apportionment, plan.usage().period(), new ArrayList<>())
            .split(plan, measure, passedOn())
        : apportionment.split(passedOn(), weights);
    Optional<BigDecimal> totalQuantity = plan.singleUnit()
        .map(name -> consumers.stream()
            .map(consumer -> plan.usage().quantity(consumer, name))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
    List<Part.Share> unknown = new ArrayList<>();
    for (int i = 0; i < consumers.size(); i++) {
      Ratio quotient = new Ratio(passedOn().multiply(weights.get(i)), total);
      BigInteger floor = quotient.numerator().divide(quotient.denominator());
      Part.Share share = new Part.Share(
          consumers.get(i),
          weights.get(i),
          total,
          plan.singleQuantity(consumers.get(i)),
          totalQuantity,
          plan.singleUnit(),
          quotient,
          floor,
          !isBounded && !floor.equals(units.get(i)),
          isBounded ? Optional.of(plan.terms().bounds().of(consumers.get(i))) : Optional.empty(),
          units.get(i));
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
    if (units.signum() == 0) {
      return;
    }
    Unplaced choice = plan.terms().unplaced(reason);
    List<Account> to = List.of(Account.unallocated(plan.terms().platform()));
    EntryKind kind = EntryKind.UNALLOCATED;
    if (choice instanceof Unplaced.Owner) {
      to = List.of(plan.terms().owner());
      kind = EntryKind.ALLOCATED;
    } else if (choice instanceof Unplaced.Even even) {
      to = even.consumers();
      kind = EntryKind.ALLOCATED;
    }
    List<BigInteger> shares =
        apportionment.split(units, Collections.nCopies(to.size(), BigInteger.ONE));
    for (int i = 0; i < to.size(); i++) {
      all.add(new Destined(
          to.get(i),
          kind,
          new Part.Homeless(reason, unknown, records, choice, units, shares.get(i))));
    }
  }
}
