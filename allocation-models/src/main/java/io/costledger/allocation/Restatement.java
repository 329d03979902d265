package io.costledger.allocation;

import io.costledger.allocation.explain.Estimate;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.account.CodePoints;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunFacts;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * What must be booked so that the books of one run become those of another: f(new inputs) - (what is
 * booked), exactly (SPEC 10.3). Booking the same inputs again books nothing.
 *
 * <p>Out of a pool that the booked run shared by an estimate, the difference is a {@code true-up}
 * (SPEC section 6); elsewhere, and of what a platform keeps or was given, it is a {@code
 * correction}. One entry per charge period, from, to, measure and kind (SPEC 7.1): differences
 * between kinds of one transfer are one.
 *
 * <p>Example: an estimate charged a 2.50 and b 7.50, and usage says 5.00 each: a true-up of 2.50 to
 * a and one of -2.50 to b.
 */
public final class Restatement {
  private final ImmutableList<LedgerEntry> entries;

  private Restatement(ImmutableList<LedgerEntry> entries) {
    this.entries = entries;
  }

  /**
   * Returns the difference between two runs.
   *
   * @param booked the run whose entries are in the books
   * @param restated the run that should be
   * @return what to book
   * @throws UnlikeRunsException if the runs differ in unit, basis, bill source or grain; it names
   *     each
   */
  public static Restatement between(AuditedRun booked, AuditedRun restated) {
    requireAlike(booked.run(), restated.run());
    return difference(booked.run().entries(), restated);
  }

  /**
   * Returns the difference between what is in the books, read back say, and a run.
   *
   * @param booked what a run booked; of its grain only the span and the number of periods are known
   * @param restated the run that should be
   * @return what to book
   * @throws UnlikeRunsException if the runs differ in unit, basis, bill source or grain; it names
   *     each
   */
  public static Restatement between(BookedRun booked, AuditedRun restated) {
    requireAlike(booked.facts(), RunFacts.of(restated.run()));
    return difference(booked.entries(), restated);
  }

  private static Restatement difference(Iterable<LedgerEntry> booked, AuditedRun restated) {
    Difference difference = new Difference(booked, restated.run());
    return new Restatement(Lists.immutable.ofAll(difference.entries()));
  }

  private static void requireAlike(RunFacts old, RunFacts now) {
    List<String> offences = unlike(old, now);
    requireSame(offences, "span", old.span(), now.span());
    requireSame(offences, "number of periods", old.periods(), now.periods());
    refuse(old.run(), now.run(), offences);
  }

  /**
   * Returns what to book: of the restated run's id and posting period, with tier, model and
   * deliveries of its entry, or of the booked one where it has none.
   *
   * @return in {@link LedgerEntry#ORDER}; each amount of any sign, never 0
   */
  public ImmutableList<LedgerEntry> entries() {
    return entries;
  }

  /**
   * Returns what to book in another posting period (SPEC 10.5, {@code CURRENT}): the period that the
   * cost is for stays.
   *
   * @param open the posting period in whose books the entries shall stand
   * @return in {@link LedgerEntry#ORDER}
   */
  public ImmutableList<LedgerEntry> entriesPostedIn(Period open) {
    return entries.collect(
        entry -> LedgerEntry.builder().copyOf(entry).postingPeriod(open).build());
  }

  private static void requireAlike(Run booked, Run restated) {
    List<String> offences = unlike(RunFacts.of(booked), RunFacts.of(restated));
    Grain now = restated.policy().declared().grain();
    if (!booked.policy().declared().grain().equals(now)) {
      offences.add(Invalid.message(
          "grain of the restated run", now, "must have the periods of the booked run's"));
    }
    refuse(booked.id(), restated.id(), offences);
  }

  private static List<String> unlike(RunFacts old, RunFacts now) {
    List<String> offences = new ArrayList<>();
    requireSame(offences, "currency", old.unit().currency(), now.unit().currency());
    requireSame(offences, "scale", old.unit().scale(), now.unit().scale());
    requireSame(offences, "basis", old.basis(), now.basis());
    requireSame(offences, "bill source", old.bill().source(), now.bill().source());
    return offences;
  }

  private static void refuse(String booked, String restated, List<String> offences) {
    if (!offences.isEmpty()) {
      throw new UnlikeRunsException(booked, restated, offences);
    }
  }

  private static void requireSame(List<String> offences, String what, Object old, Object now) {
    if (!old.equals(now)) {
      offences.add(Invalid.message(
          what + " of the restated run", now, "must be that of the booked run, " + old));
    }
  }

  private record Pool(Period period, Account from, Measure measure) {}

  private record Key(Period period, Account from, Account to, Measure measure, EntryKind kind) {}

  /** One sum of units, and the entries that it is made of. */
  private static final class Sum {
    private BigInteger units = BigInteger.ZERO;
    private final List<LedgerEntry> booked = new ArrayList<>();
    private final List<LedgerEntry> restated = new ArrayList<>();

    /** What says more of the difference: the restated entries, or the booked where none is left. */
    List<LedgerEntry> telling() {
      return restated.isEmpty() ? booked : restated;
    }
  }

  private static final class Difference {
    private final Run restated;
    private final Set<Pool> estimated = new HashSet<>();
    private final Map<Key, Sum> sums = new HashMap<>();

    Difference(Iterable<LedgerEntry> booked, Run restated) {
      this.restated = restated;
      for (LedgerEntry entry : booked) {
        if (entry.model().equals(Optional.of(Estimate.MODEL))) {
          estimated.add(new Pool(entry.chargePeriod(), entry.from(), entry.measure()));
          if (entry.to().kind() == AccountKind.GROUP) {
            // The group shares what rests on its member's estimate.
            estimated.add(new Pool(entry.chargePeriod(), entry.to(), entry.measure()));
          }
        }
      }
      for (LedgerEntry entry : booked) {
        Sum sum = sum(entry);
        sum.units = sum.units.subtract(entry.amountUnits());
        sum.booked.add(entry);
      }
      for (LedgerEntry entry : restated.entries()) {
        Sum sum = sum(entry);
        sum.units = sum.units.add(entry.amountUnits());
        sum.restated.add(entry);
      }
    }

    private Sum sum(LedgerEntry entry) {
      boolean isOfModel = entry.kind() != EntryKind.DIRECT && entry.kind() != EntryKind.RETAINED;
      Pool pool = new Pool(entry.chargePeriod(), entry.from(), entry.measure());
      EntryKind kind =
          isOfModel && estimated.contains(pool) ? EntryKind.TRUE_UP : EntryKind.CORRECTION;
      return sums.computeIfAbsent(
          new Key(entry.chargePeriod(), entry.from(), entry.to(), entry.measure(), kind),
          key -> new Sum());
    }

    List<LedgerEntry> entries() {
      List<LedgerEntry> entries = new ArrayList<>();
      sums.forEach((key, sum) -> {
        if (sum.units.signum() != 0) {
          entries.add(entry(key, sum));
        }
      });
      entries.sort(LedgerEntry.ORDER);
      return entries;
    }

    private LedgerEntry entry(Key key, Sum sum) {
      NavigableSet<FaultReason> reasons = new TreeSet<>();
      NavigableSet<String> deliveries = new TreeSet<>(CodePoints.ORDER);
      LedgerEntry.Builder builder = LedgerEntry.builder();
      for (LedgerEntry entry : sum.telling()) {
        reasons.addAll(entry.reasons());
        deliveries.addAll(entry.deliveries());
        builder.tier(entry.tier());
        if (entry.model().isPresent()) {
          builder.model(entry.model()).modelVersion(entry.modelVersion());
        }
      }
      return builder
          .run(restated.id())
          .chargePeriod(key.period())
          .postingPeriod(restated.policy().posting())
          .from(key.from())
          .to(key.to())
          .amountUnits(sum.units)
          .unit(restated.policy().declared().unit())
          .measure(key.measure())
          .kind(key.kind())
          .reasons(reasons)
          .deliveries(deliveries)
          .build();
    }
  }

  @Override
  public String toString() {
    return "Restatement" + entries;
  }
}
