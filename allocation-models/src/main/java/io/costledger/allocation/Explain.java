package io.costledger.allocation;

import io.costledger.allocation.explain.AccountExplanation;
import io.costledger.allocation.explain.EntryExplanation;
import io.costledger.allocation.explain.Part;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Explains the entries of a run (SPEC section 8): which pool, which weights, the exact quotient,
 * the units given by remainder, which deliveries; as a value and in words.
 *
 * <p>A run doesn't carry its weights. They are computed again from its policy and inputs, and every
 * explanation is checked: its parts sum to the entry, or it is a defect and nothing is returned.
 *
 * <p>Example: {@code Explain.of(run).entry(entry).paragraph()}.
 */
public final class Explain {
  /** What tells one pool, or one place that the bill hit, from another. */
  record Place(Period period, Account account, Measure measure) {
    static Place from(LedgerEntry entry) {
      return new Place(entry.chargePeriod(), entry.from(), entry.measure());
    }

    static Place to(LedgerEntry entry) {
      return new Place(entry.chargePeriod(), entry.to(), entry.measure());
    }
  }

  private final Run run;
  private final Map<Place, List<LedgerEntry>> in = new HashMap<>();
  private final Map<Place, List<LedgerEntry>> out = new HashMap<>();
  private final Map<Place, List<BillPlacement>> rows = new HashMap<>();
  private final Set<String> prorated = new HashSet<>();
  private final RunPlans plans;
  private final RunGroups groups;
  private final Map<Place, GroupParts> groupParts = new HashMap<>();

  private Explain(Run run) {
    this.run = run;
    for (LedgerEntry entry : run.entries()) {
      in.computeIfAbsent(Place.to(entry), place -> new ArrayList<>()).add(entry);
      out.computeIfAbsent(Place.from(entry), place -> new ArrayList<>()).add(entry);
    }
    Set<String> seen = new HashSet<>();
    for (BillPlacement row : run.billPlacements()) {
      if (!seen.add(row.record())) {
        prorated.add(row.record());
      }
      rows.computeIfAbsent(
              new Place(row.chargePeriod(), row.to(), row.measure()), place -> new ArrayList<>())
          .add(row);
    }
    this.plans = RunPlans.of(run);
    this.groups = RunGroups.of(run, plans);
  }

  /**
   * Returns the explanations of a run.
   *
   * @param audited the run
   * @return what explains each of its entries
   */
  public static Explain of(AuditedRun audited) {
    return new Explain(audited.run());
  }

  /**
   * Explains one entry of a run; who explains many calls {@link #of} once.
   *
   * @param audited the run
   * @param entry one of its entries
   * @return why it is what it is
   * @throws IllegalArgumentException if the run has no such entry
   */
  public static EntryExplanation entry(AuditedRun audited, LedgerEntry entry) {
    return of(audited).entry(entry);
  }

  /**
   * Explains what came into an account and what left it.
   *
   * @param audited the run
   * @param account any account but the bill's
   * @return why it holds what it holds
   * @throws IllegalArgumentException if the account is the bill's
   */
  public static AccountExplanation account(AuditedRun audited, Account account) {
    return of(audited).account(account);
  }

  /**
   * Explains one entry.
   *
   * @param entry one of the run's entries
   * @return why it is what it is
   * @throws IllegalArgumentException if the run has no such entry
   * @throws IllegalStateException if the entry is not what its policy and inputs give: a defect
   */
  public EntryExplanation entry(LedgerEntry entry) {
    if (!in.getOrDefault(Place.to(entry), List.of()).contains(entry)) {
      throw Invalid.argument(
          "entry", entry.from() + " -> " + entry.to(), "the run " + run.id() + " has none such");
    }
    EntryExplanation explained = switch (entry.from().kind()) {
      case BILL -> plain(entry, billRows(entry));
      case PLATFORM -> ofPool(entry, Place.from(entry));
      case VARIANCE -> ofPool(entry, Place.to(entry));
      case GROUP -> ofGroup(entry);
      default -> plain(entry, new Part.AsBooked(entry.amountUnits()));
    };
    BigInteger sum =
        explained.parts().stream().map(Part::units).reduce(BigInteger.ZERO, BigInteger::add);
    if (!sum.equals(entry.amountUnits())) {
      throw new IllegalStateException(Invalid.message(
          "explanation of " + entry.chargePeriod() + " " + entry.from() + " -> " + entry.to() + " "
              + entry.measure() + " " + entry.kind().text(),
          sum + " units",
          "the entry has " + entry.amountUnits()));
    }
    return explained;
  }

  /**
   * Explains what came into an account and what left it.
   *
   * @param account any account but the bill's
   * @return why it holds what it holds
   * @throws IllegalArgumentException if the account is the bill's
   */
  public AccountExplanation account(Account account) {
    if (account.kind() == AccountKind.BILL) {
      throw Invalid.argument("account", account, "nothing explains the bill; it is given");
    }
    List<EntryExplanation> into = new ArrayList<>();
    List<EntryExplanation> from = new ArrayList<>();
    for (LedgerEntry entry : run.entries()) {
      if (entry.to().equals(account)) {
        into.add(entry(entry));
      } else if (entry.from().equals(account)) {
        from.add(entry(entry));
      }
    }
    return new AccountExplanation(account, run.policy().declared().unit(), into, from);
  }

  private Part billRows(LedgerEntry entry) {
    List<BillPlacement> hit = rows.getOrDefault(Place.to(entry), List.of());
    List<String> ids = hit.stream().map(BillPlacement::record).toList();
    List<String> inParts = ids.stream().filter(prorated::contains).toList();
    return new Part.BillRows(ids, inParts, PoolParts.sum(hit));
  }

  private static EntryExplanation plain(LedgerEntry entry, Part part) {
    return new EntryExplanation(entry, Optional.empty(), Optional.empty(), List.of(part));
  }

  private EntryExplanation ofPool(LedgerEntry entry, Place place) {
    if (entry.kind() == EntryKind.CORRECTION) {
      return plain(entry, new Part.AsBooked(entry.amountUnits()));
    }
    // What variance pays in is no inflow: it is what the charges are above the pool.
    List<LedgerEntry> inflows = in.getOrDefault(place, List.of()).stream()
        .filter(inflow -> inflow.from().kind() != AccountKind.VARIANCE)
        .toList();
    List<BillPlacement> given = rows.getOrDefault(place, List.of()).stream()
        .filter(row -> row.given().isPresent())
        .toList();
    Optional<Account> group = out.getOrDefault(place, List.of()).stream()
        .map(LedgerEntry::to)
        .filter(to -> to.kind() == AccountKind.GROUP)
        .findFirst();
    PoolPlan plan = Maps.get(plans.in(place.period()), place.account().id());
    PoolParts pool = new PoolParts(run.policy(), plan, entry.measure(), inflows, given, group);
    return new EntryExplanation(
        entry,
        Optional.of(pool.explained(entry)),
        Optional.empty(),
        pool.parts(entry.to(), entry.kind()));
  }

  private EntryExplanation ofGroup(LedgerEntry entry) {
    Place place = Place.from(entry);
    GroupParts parts = groupParts.computeIfAbsent(
        place,
        p -> new GroupParts(
            groups.plan(p.period(), p.account()),
            groups.routes(p.period(), p.account()),
            in.getOrDefault(p, List.of())));
    return new EntryExplanation(
        entry,
        Optional.empty(),
        Optional.of(parts.explained()),
        parts.parts(entry.to(), entry.kind()));
  }
}
