package io.costledger.allocation.lineage;

import io.costledger.allocation.RunGroups;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.RowField;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.joda.money.BigMoney;

/**
 * How much of what each sink bears began at each root (SPEC section 8), in whole units: rows sum to
 * what each root put in, columns to what each sink bears, exactly. A cell without a path is 0; in
 * one pool a cell is the floor or the ceiling of the exact figure. A function of the run's inputs
 * alone.
 *
 * <p>Charges that name who bears them keep their own root whole; what remains of a platform's pool
 * is mixed, and every destination gets of every root what its part of the pool is. Through a
 * reciprocal group a root goes as the exact solve sends it from the members at which it entered: a
 * cell is the floor or ceiling of that, or the least above where no such matrix exists.
 *
 * <p>Example: {@code Lineage.of(run).from("ec2").to("search")} is how much of what search bears is
 * EC2, through however many platforms: {@code USD 675.00}.
 */
public final class Lineage {
  private final Run run;
  private final ImmutableList<LineageCell> cells;

  private Lineage(Run run, ImmutableList<LineageCell> cells) {
    this.run = run;
    this.cells = cells;
  }

  /**
   * Returns the lineage of a run.
   *
   * @param audited the run
   * @return every cell of every charge period and measure
   */
  public static Lineage of(AuditedRun audited) {
    return of(audited.run(), Optional.empty());
  }

  /**
   * Returns the lineage of a run with each root split by what its bill rows say in a field, such as
   * the column ServiceName. Both margins are exact again; the parts of a root may differ by rounding
   * from its figure in the lineage that isn't split.
   *
   * @param audited the run
   * @param field the column or tag
   * @return every cell of every charge period and measure
   */
  public static Lineage of(AuditedRun audited, RowField field) {
    return of(audited.run(), Optional.of(field));
  }

  private record Slice(Period period, Measure measure) implements Comparable<Slice> {
    @Override
    public int compareTo(Slice other) {
      int byPeriod = period.compareTo(other.period);
      return byPeriod == 0 ? measure.compareTo(other.measure) : byPeriod;
    }
  }

  private static Lineage of(Run run, Optional<RowField> field) {
    FirstHits hits = new FirstHits(run, field);
    RunGroups groups = RunGroups.of(run);
    NavigableMap<Slice, PeriodFlow> flows = new TreeMap<>();
    NavigableMap<Slice, NavigableMap<Account, List<BillPlacement>>> given = new TreeMap<>();
    for (BillPlacement placement : run.billPlacements()) {
      Slice slice = new Slice(placement.chargePeriod(), placement.measure());
      flow(flows, groups, slice).hit(hits.root(placement), placement.units());
      if (placement.given().isPresent()) {
        given
            .computeIfAbsent(slice, s -> new TreeMap<>())
            .computeIfAbsent(placement.to(), platform -> new ArrayList<>())
            .add(placement);
      }
    }
    for (LedgerEntry entry : run.entries()) {
      if (entry.from().kind() != AccountKind.BILL) {
        flow(flows, groups, new Slice(entry.chargePeriod(), entry.measure())).entry(entry);
      }
    }
    Map<Period, PeriodPolicy> policies = new TreeMap<>();
    run.policy().periods().each(inPeriod -> policies.put(inPeriod.period(), inPeriod));
    given.forEach((slice, byPlatform) -> byPlatform.forEach((platform, placements) -> {
      PeriodPolicy.Terms terms = Optional.ofNullable(policies.get(slice.period()))
          .map(inPeriod -> inPeriod.platforms().get(platform.id()))
          .orElseThrow(() -> new IllegalStateException("No terms of " + platform));
      flow(flows, groups, slice).give(hits, placements, terms);
    }));
    List<LineageCell> cells = new ArrayList<>();
    flows.values().forEach(flow -> cells.addAll(flow.cells()));
    return new Lineage(run, Lists.immutable.ofAll(cells));
  }

  private static PeriodFlow flow(
      NavigableMap<Slice, PeriodFlow> flows, RunGroups groups, Slice slice) {
    return flows.computeIfAbsent(slice, s -> new PeriodFlow(s.period(), s.measure(), groups));
  }

  /**
   * Returns every cell that is not 0.
   *
   * @return by charge period, measure, sink, then root
   */
  public ImmutableList<LineageCell> cells() {
    return cells;
  }

  /**
   * Returns what one whole unit is worth.
   *
   * @return the ledger's unit
   */
  public LedgerUnit unit() {
    return run.policy().declared().unit();
  }

  /**
   * Returns the part of one charge period.
   *
   * @param period the charge period
   * @return its cells only
   */
  public Lineage during(Period period) {
    return only(cell -> cell.chargePeriod().equals(period));
  }

  /**
   * Returns the part of one measure.
   *
   * @param measure charge or credit
   * @return its cells only
   */
  public Lineage only(Measure measure) {
    return only(cell -> cell.measure() == measure);
  }

  private Lineage only(Predicate<LineageCell> kept) {
    return new Lineage(run, cells.select(kept::test));
  }

  /**
   * Returns what began at a platform.
   *
   * @param platform the platform's id
   * @return its row, over all periods and measures here
   * @throws IllegalArgumentException if the policy declares no such platform
   */
  public From from(String platform) {
    return from(declared(Account.platform(platform)));
  }

  /**
   * Returns what began at an account.
   *
   * @param root a platform, a cost center that the bill hit directly, or {@code unallocated:bill}
   * @return its row, over all periods and measures here; the texts of a split root together
   */
  public From from(Account root) {
    return new From(this, root);
  }

  /**
   * Returns what a cost center bears.
   *
   * @param costCenter the cost center's id
   * @return its column, over all periods and measures here
   * @throws IllegalArgumentException if the policy declares no such cost center
   */
  public Into into(String costCenter) {
    return into(declared(Account.costCenter(costCenter)));
  }

  /**
   * Returns what an account bears.
   *
   * @param sink a cost center, or an account of cost without a home or of variance
   * @return its column, over all periods and measures here
   */
  public Into into(Account sink) {
    return new Into(this, sink);
  }

  /** A row: what began at one account. */
  public static final class From {
    private final Lineage lineage;
    private final Account root;

    private From(Lineage lineage, Account root) {
      this.lineage = lineage;
      this.root = root;
    }

    /**
     * Returns how much of it a cost center bears.
     *
     * @param costCenter the cost center's id
     * @return charges less credits; 0 where no path leads there
     * @throws IllegalArgumentException if the policy declares no such cost center
     */
    public BigMoney to(String costCenter) {
      return to(lineage.declared(Account.costCenter(costCenter)));
    }

    /**
     * Returns how much of it an account bears.
     *
     * @param sink a cost center, or an account of cost without a home or of variance
     * @return charges less credits; 0 where no path leads there
     */
    public BigMoney to(Account sink) {
      BigInteger sum = BigInteger.ZERO;
      for (LineageCell cell : lineage.cells) {
        if (cell.root().account().equals(root) && cell.sink().equals(sink)) {
          sum = sum.add(cell.units());
        }
      }
      return lineage.unit().amountOf(sum);
    }

    /**
     * Returns everybody who bears some of it.
     *
     * @return sink to amount, charges less credits
     */
    public NavigableMap<Account, BigMoney> sinks() {
      return lineage.sums(LineageCell::sink, cell -> cell.root().account().equals(root));
    }

    /**
     * Returns all of it.
     *
     * @return what the bill put in, charges less credits
     */
    public BigMoney total() {
      return lineage.total(cell -> cell.root().account().equals(root));
    }
  }

  /** A column: what one account bears. */
  public static final class Into {
    private final Lineage lineage;
    private final Account sink;

    private Into(Lineage lineage, Account sink) {
      this.lineage = lineage;
      this.sink = sink;
    }

    /**
     * Returns where it began.
     *
     * @return root to amount, charges less credits
     */
    public NavigableMap<Root, BigMoney> roots() {
      return lineage.sums(LineageCell::root, cell -> cell.sink().equals(sink));
    }

    /**
     * Returns all of it.
     *
     * @return what the account bears, charges less credits
     */
    public BigMoney total() {
      return lineage.total(cell -> cell.sink().equals(sink));
    }
  }

  private <K extends Comparable<K>> NavigableMap<K, BigMoney> sums(
      Function<LineageCell, K> key, Predicate<LineageCell> kept) {
    NavigableMap<K, BigInteger> units = new TreeMap<>();
    cells
        .select(kept::test)
        .each(cell -> units.merge(key.apply(cell), cell.units(), BigInteger::add));
    NavigableMap<K, BigMoney> amounts = new TreeMap<>();
    units.forEach((k, sum) -> amounts.put(k, unit().amountOf(sum)));
    return Collections.unmodifiableNavigableMap(amounts);
  }

  private BigMoney total(Predicate<LineageCell> kept) {
    BigInteger sum = BigInteger.ZERO;
    for (LineageCell cell : cells.select(kept::test)) {
      sum = sum.add(cell.units());
    }
    return unit().amountOf(sum);
  }

  private Account declared(Account account) {
    boolean isDeclared = account.kind() == AccountKind.PLATFORM
        ? run.policy().declared().platforms().stream().anyMatch(p -> p.id().equals(account.id()))
        : run.policy().declared().costCenters().stream().anyMatch(c -> c.id().equals(account.id()));
    if (!isDeclared) {
      throw Invalid.argument(account.kind().text(), account.id(), "the policy declares none such");
    }
    return account;
  }

  @Override
  public String toString() {
    return "Lineage" + cells;
  }
}
