package io.costledger.allocation.batch;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.apportion.MatrixSplit;
import io.costledger.allocation.apportion.Retained;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Unplaced;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Passes the cost of one period and measure after the other through the platforms, in columns: to
 * the same units as the cascade of a run and its lineage (SPEC 5.2, 8). Units are counted without
 * their sign, which is that of the measure. One for each thread.
 */
final class PeriodCascade {
  private final Policy policy;
  private final ConsumerSums.Split split;
  private final AccountNumbers numbers;
  private final MatrixSplit matrix = new MatrixSplit();
  private final PoolLines lines = new PoolLines();
  private final SinkTable sinks;
  private final TierLines entries;
  private final TierLines lineage;
  private final List<String> failures = new ArrayList<>();
  private int[] targets = {};
  private long[] columns = {};
  private long[] cells = {};
  private int[] rowRoots = {};
  private long[] rowUnits = {};

  PeriodCascade(
      Policy policy,
      ConsumerSums sums,
      AccountNumbers numbers,
      TierLines entries,
      TierLines lineage) {
    this.policy = policy;
    this.split = sums.new Split(policy.apportionment());
    this.numbers = numbers;
    this.entries = entries;
    this.lineage = lineage;
    this.sinks = new SinkTable(numbers.size());
  }

  /** What goes out of each platform: account that gets it, kind. */
  TierLines entries() {
    return entries;
  }

  /** What each sink bears of each root: sink, root. */
  TierLines lineage() {
    return lineage;
  }

  /** What the policy says stops the run. */
  List<String> failures() {
    return failures;
  }

  /** One period and measure on its way. */
  private static final class Slice {
    private final PeriodPlan plan;
    private final Measure measure;

    /** By platform and root: what the platform holds. */
    private final long[][] held;

    Slice(PeriodPlan plan, Measure measure, long[][] held) {
      this.plan = plan;
      this.measure = measure;
      this.held = held;
    }

    long signed(long units) {
      return measure == Measure.CREDIT ? -units : units;
    }
  }

  /**
   * Passes the cost of a period on.
   *
   * @param order the platforms, each after all that charge it
   * @param hits by platform: what the bill put in, without its sign; not all 0
   */
  void pass(PeriodPlan plan, List<String> order, Measure measure, long[] hits) {
    int[] roots = IntStream.range(0, hits.length).filter(p -> hits[p] != 0).toArray();
    Slice slice = new Slice(plan, measure, new long[plan.size()][roots.length]);
    for (int root = 0; root < roots.length; root++) {
      slice.held[roots[root]][root] = hits[roots[root]];
    }
    sinks.turnTo(roots.length);
    for (String platform : order) {
      passOn(slice, plan.number(platform));
    }
    int[] rootAccounts =
        Arrays.stream(roots).map(root -> numbers.of(plan.terms(root).account())).toArray();
    Account bill = Account.bill(policy.billSource());
    lineage.begin(new TierLines.Head(plan.policy().period(), measure, bill));
    sinks.drain((sink, root, units) -> lineage.add(sink, rootAccounts[root], slice.signed(units)));
  }

  private void passOn(Slice slice, int platform) {
    long inflow = Arrays.stream(slice.held[platform]).sum();
    if (inflow == 0) {
      return;
    }
    PeriodPolicy.Terms terms = slice.plan.terms(platform);
    long kept = Retained.of(
            terms.retention(),
            BigInteger.valueOf(slice.signed(inflow)),
            slice.measure,
            policy.unit())
        .abs()
        .longValueExact();
    lines.clear();
    Optional<FaultReason> unplaced = slice.plan.unplaced(platform);
    if (unplaced.isPresent()) {
      place(slice, terms, inflow - kept, unplaced.get());
    } else {
      share(slice, platform, inflow - kept);
    }
    lines.add(numbers.of(terms.owner()), EntryKind.RETAINED, kept);
    entries.begin(new TierLines.Head(slice.plan.policy().period(), slice.measure, terms.account()));
    entries.add(lines, slice.measure == Measure.CREDIT);
    mix(slice, platform);
  }

  private void share(Slice slice, int platform, long rest) {
    if (rest == 0) {
      return;
    }
    int n = split.split(slice.plan.pool(platform), rest);
    long unknown = 0;
    for (int k = 0; k < n; k++) {
      int rank = split.rank(k);
      if (slice.plan.isKnown(rank)) {
        lines.append(numbers.ofRank(rank), split.share(k));
      } else {
        unknown += split.share(k);
      }
    }
    place(slice, slice.plan.terms(platform), unknown, FaultReason.UNKNOWN_CONSUMER);
  }

  /** Places what has no home as the platform's policy says. */
  private void place(Slice slice, PeriodPolicy.Terms terms, long units, FaultReason reason) {
    Unplaced choice = terms.unplaced(reason);
    if (units == 0) {
      return;
    }
    if (choice instanceof Unplaced.Owner) {
      lines.add(numbers.of(terms.owner()), EntryKind.ALLOCATED, units);
    } else if (choice instanceof Unplaced.Even even) {
      List<Account> standIns = even.consumers();
      List<BigInteger> parts = Apportionment.of(policy.apportionment())
          .split(BigInteger.valueOf(units), Collections.nCopies(standIns.size(), BigInteger.ONE));
      for (int i = 0; i < parts.size(); i++) {
        lines.add(numbers.of(standIns.get(i)), EntryKind.ALLOCATED, parts.get(i).longValueExact());
      }
    } else {
      lines.add(numbers.of(Account.unallocated(terms.platform())), EntryKind.UNALLOCATED, units);
      if (choice instanceof Unplaced.Fail) {
        BigInteger signed = BigInteger.valueOf(slice.signed(units));
        failures.add(Invalid.message(
            reason + " of " + terms.account() + " in " + slice.plan.policy().period(),
            policy.unit().decimalOf(signed).toPlainString() + " "
                + policy.unit().currency(),
            "the policy says that the run fails"));
      }
    }
  }

  /** Gives every destination of a pool its part of each root. */
  private void mix(Slice slice, int platform) {
    int n = lines.size();
    int[] to = lines.accounts();
    long[] units = lines.units();
    if (lines.hasTwice()) {
      n = destinations();
      to = targets;
      units = columns;
    }
    long[] held = slice.held[platform];
    int rows = rows(held);
    long[] parts = units;
    if (rows > 1) {
      parts = cells(Math.multiplyExact(n, rows));
      matrix.split(rowUnits, rows, units, n, parts);
    }
    for (int c = 0; c < n; c++) {
      int further = slice.plan.platformOf(to[c]);
      if (further < 0) {
        sinks.add(to[c], rowRoots, rows, parts, c * rows);
      } else {
        for (int r = 0; r < rows; r++) {
          slice.held[further][rowRoots[r]] += parts[c * rows + r];
        }
      }
    }
  }

  /** Puts the roots of which a platform holds something side by side; returns how many. */
  private int rows(long[] held) {
    if (rowRoots.length < held.length) {
      rowRoots = new int[held.length];
      rowUnits = new long[held.length];
    }
    int n = 0;
    for (int root = 0; root < held.length; root++) {
      if (held[root] != 0) {
        rowRoots[n] = root;
        rowUnits[n++] = held[root];
      }
    }
    return n;
  }

  private long[] cells(int size) {
    if (cells.length < size) {
      cells = new long[size];
    }
    return cells;
  }

  /** Puts accounts and what goes to each, by whatever kinds, side by side; returns how many. */
  private int destinations() {
    if (columns.length < lines.size()) {
      columns = new long[Math.max(lines.size(), 2 * columns.length)];
      targets = new int[columns.length];
    }
    int n = 0;
    for (int line = 0; line < lines.size(); line++) {
      if (n > 0 && targets[n - 1] == lines.accounts()[line]) {
        columns[n - 1] += lines.units()[line];
      } else {
        targets[n] = lines.accounts()[line];
        columns[n++] = lines.units()[line];
      }
    }
    return n;
  }
}
