package io.costledger.allocation.difference;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunFacts;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * The exact difference between two runs: of each account that bears cost, before, after and the
 * difference, split by the platform (or group, or bill) that the cost came from. The parts of an
 * account sum to its difference, and the accounts to the difference of the bills as they are in the
 * ledgers.
 *
 * <p>Both runs must have one currency, scale and basis. Their grain and bill source may differ;
 * {@link #inputs} says so. The causes of a difference are not looked for: a figure that moved
 * through {@code spark} may have moved because of what Spark runs on.
 *
 * <p>Example: {@code RunDifference.between(asItIs, asItMightBe).accounts()}.
 */
public final class RunDifference {
  private static final Comparator<Key> KEYS =
      Comparator.comparing(Key::account).thenComparing(Key::measure).thenComparing(Key::through);

  private final RunFacts before;
  private final RunFacts after;
  private final ImmutableList<DifferenceLine> lines;

  /** What tells one line from another. */
  private record Key(Account account, Measure measure, Account through) {}

  private RunDifference(RunFacts before, RunFacts after, ImmutableList<DifferenceLine> lines) {
    this.before = before;
    this.after = after;
    this.lines = lines;
  }

  /**
   * Returns the difference between two runs in memory.
   *
   * @param before one run
   * @param after another
   * @return after less before
   * @throws IncomparableRunsException if currency, scale or basis differ
   */
  public static RunDifference between(AuditedRun before, AuditedRun after) {
    return between(BookedRun.of(before.run()), BookedRun.of(after.run()));
  }

  /**
   * Returns the difference between what two runs booked, read back from files say.
   *
   * @param before what one run booked
   * @param after what another booked
   * @return after less before
   * @throws IncomparableRunsException with all reasons: first currency, scale, basis; then, of the
   *     run before and of the run after, entries in another unit and platforms and groups that
   *     don't end at 0, which no audited run has
   */
  public static RunDifference between(BookedRun before, BookedRun after) {
    List<String> offences = new ArrayList<>();
    same("currency", before.facts().unit().currency(), after.facts().unit().currency(), offences);
    same("scale", before.facts().unit().scale(), after.facts().unit().scale(), offences);
    same("basis", before.facts().basis(), after.facts().basis(), offences);
    requireClosed(before, offences);
    requireClosed(after, offences);
    if (!offences.isEmpty()) {
      throw new IncomparableRunsException(before.facts().run(), after.facts().run(), offences);
    }
    NavigableMap<Key, Change> changes = new TreeMap<>(KEYS);
    for (LedgerEntry entry : before.entries()) {
      add(entry, Change.of(entry.amountUnits(), BigInteger.ZERO), changes);
    }
    for (LedgerEntry entry : after.entries()) {
      add(entry, Change.of(BigInteger.ZERO, entry.amountUnits()), changes);
    }
    List<DifferenceLine> lines = new ArrayList<>();
    changes.forEach((key, change) ->
        lines.add(new DifferenceLine(key.account(), key.measure(), key.through(), change)));
    return new RunDifference(before.facts(), after.facts(), Lists.immutable.ofAll(lines));
  }

  private static void same(String what, Object before, Object after, List<String> offences) {
    if (!before.equals(after)) {
      offences.add(Invalid.message(what, after, "the run before has " + before));
    }
  }

  /** Otherwise the accounts that bear cost don't sum to the bill. */
  private static void requireClosed(BookedRun run, List<String> offences) {
    LedgerUnit unit = run.facts().unit();
    NavigableMap<Account, BigInteger> balances = new TreeMap<>();
    for (LedgerEntry entry : run.entries()) {
      if (!entry.unit().equals(unit)) {
        offences.add(Invalid.message(
            "unit of " + entry.from() + " -> " + entry.to(),
            entry.unit().currency() + " of scale " + entry.unit().scale(),
            "run " + run.facts().run() + " has " + unit.currency() + " of scale " + unit.scale()));
      }
      balances.merge(entry.to(), entry.amountUnits(), BigInteger::add);
      balances.merge(entry.from(), entry.amountUnits().negate(), BigInteger::add);
    }
    balances.forEach((account, units) -> {
      boolean isPassing = switch (account.kind()) {
        case PLATFORM, GROUP -> true;
        default -> false;
      };
      if (isPassing && units.signum() != 0) {
        offences.add(Invalid.message(
            "balance of " + account,
            unit.decimalOf(units).toPlainString(),
            "must be 0 at the end of run " + run.facts().run()));
      }
    });
  }

  private static void add(LedgerEntry entry, Change change, NavigableMap<Key, Change> changes) {
    if (entry.to().bearsCost()) {
      changes.merge(new Key(entry.to(), entry.measure(), entry.from()), change, Change::plus);
    }
    if (entry.from().bearsCost()) {
      Change left = Change.of(change.beforeUnits().negate(), change.afterUnits().negate());
      changes.merge(new Key(entry.from(), entry.measure(), entry.to()), left, Change::plus);
    }
  }

  /**
   * Returns what the run before says of itself.
   *
   * @return its facts
   */
  public RunFacts before() {
    return before;
  }

  /**
   * Returns what the run after says of itself.
   *
   * @return its facts
   */
  public RunFacts after() {
    return after;
  }

  /**
   * Returns what the amounts are counted in.
   *
   * @return the unit of both ledgers
   */
  public LedgerUnit unit() {
    return before.unit();
  }

  /**
   * Returns what the two runs have in common.
   *
   * @return which of policy, bill and usage are the same
   */
  public InputComparison inputs() {
    return InputComparison.of(before, after);
  }

  /**
   * Returns every line, also those that didn't change.
   *
   * @return ascending by account, measure and the account that the cost came through
   */
  public ImmutableList<DifferenceLine> lines() {
    return lines;
  }

  /**
   * Returns the part of one measure.
   *
   * @param measure charge or credit
   * @return the difference in that measure
   */
  public RunDifference only(Measure measure) {
    return new RunDifference(before, after, lines.select(line -> line.measure() == measure));
  }

  /**
   * Returns what each account bears, charges and credits together.
   *
   * @return by account, ascending; also those that didn't change
   */
  public NavigableMap<Account, Change> accounts() {
    NavigableMap<Account, Change> accounts = new TreeMap<>();
    lines.each(line -> accounts.merge(line.account(), line.change(), Change::plus));
    return Collections.unmodifiableNavigableMap(accounts);
  }

  /**
   * Returns what an account bears, by what it came through, charges and credits together.
   *
   * @param account an account that bears cost
   * @return by platform, group or bill, ascending; empty if it bears nothing in either run
   */
  public NavigableMap<Account, Change> through(Account account) {
    NavigableMap<Account, Change> through = new TreeMap<>();
    for (DifferenceLine line : lines) {
      if (line.account().equals(account)) {
        through.merge(line.through(), line.change(), Change::plus);
      }
    }
    return Collections.unmodifiableNavigableMap(through);
  }

  /**
   * Returns what all accounts bear together.
   *
   * @return the bills as they are in the ledgers
   */
  public Change total() {
    return lines.collect(DifferenceLine::change).injectInto(Change.NONE, Change::plus);
  }

  /**
   * Returns whether nobody bears anything else than before, through anything else.
   *
   * @return true if no line changed
   */
  public boolean isEmpty() {
    return lines.allSatisfy(line -> line.change().isNone());
  }
}
