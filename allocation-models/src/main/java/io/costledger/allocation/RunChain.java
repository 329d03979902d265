package io.costledger.allocation;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditedRun;
import io.costledger.invariants.RunLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * The runs of one definition and period, each superseding the one before (SPEC 10.2), with what was
 * booked for each: the entries of the first, then exact differences (SPEC 10.3). All that was ever
 * booked sums to the latest run. Immutable: to add a run gives another chain.
 *
 * <p>While its period is open, runs {@link #supersede} each other. After {@link #close} a run is a
 * correction, and the caller says which (SPEC 10.5): {@link #restate} books it in the closed period,
 * as a new version of it; {@link #correctIn} books it in an open posting period.
 *
 * <p>Example: {@code RunChain.startingWith(first).supersede(second, first.run().id())}.
 */
public final class RunChain {
  private final ImmutableList<Booking> bookings;
  private final Optional<Instant> closedAt;

  private RunChain(ImmutableList<Booking> bookings, Optional<Instant> closedAt) {
    this.bookings = bookings;
    this.closedAt = closedAt;
  }

  /**
   * Starts a chain.
   *
   * @param first the first run of its definition and period
   * @return the chain, with the period open
   */
  public static RunChain startingWith(AuditedRun first) {
    Booking booking = new Booking(first, Optional.empty(), 1, first.run().entries());
    return new RunChain(Lists.immutable.of(booking), Optional.empty());
  }

  /**
   * Adds a run while the period is open.
   *
   * @param run the run
   * @param superseded the id of the run that it replaces, the latest; naming it makes two writers
   *     who don't know of each other notice
   * @return the chain with it; this if the run is the latest one already: the same inputs book
   *     nothing
   * @throws BrokenChainException if the run is of another definition or period, names another run (a
   *     fork), is in the chain already, was not recorded after the latest, or the period is closed
   */
  public RunChain supersede(AuditedRun run, String superseded) {
    if (isLatest(run)) {
      return this;
    }
    List<String> offences = offences(run, superseded);
    closedAt.ifPresent(at -> offences.add(Invalid.message(
        "run",
        run.run().id(),
        "its period was closed at " + at + ": restate it, or correct it in an open one")));
    return next(run, latest().version(), difference(run, offences).entries());
  }

  /**
   * Closes the period: from now on a run is a correction.
   *
   * @param at when, not before the latest run was recorded
   * @return the chain, closed
   * @throws IllegalArgumentException if it is closed already, or a later run is recorded
   */
  public RunChain close(Instant at) {
    if (closedAt.isPresent()) {
      throw Invalid.argument("closing", at, "was closed at " + closedAt.get());
    }
    if (at.isBefore(latest().recordedAt())) {
      throw Invalid.argument(
          "closing", at, "must not be before the latest run, " + latest().recordedAt());
    }
    return new RunChain(bookings, Optional.of(at));
  }

  /**
   * Adds a run as a new version of the closed period ({@code RESTATE}): what changes is booked in the
   * period's own posting period.
   *
   * @param run the run
   * @param superseded the id of the run that it replaces, the latest
   * @return the chain with it; this if the run is the latest one already
   * @throws BrokenChainException as for {@link #supersede}, or if the period is not closed, or was
   *     closed after the run was recorded
   */
  public RunChain restate(AuditedRun run, String superseded) {
    if (isLatest(run)) {
      return this;
    }
    List<String> offences = correctionOffences(run, superseded);
    return next(run, latest().version() + 1, difference(run, offences).entries());
  }

  /**
   * Adds a run as a correction in the open posting period ({@code CURRENT}): the closed period's own
   * books stay, and what changes keeps the charge period that it is for.
   *
   * @param open the open posting period
   * @param run the run
   * @param superseded the id of the run that it replaces, the latest
   * @return the chain with it; this if the run is the latest one already
   * @throws BrokenChainException as for {@link #restate}, or if the posting period starts before the
   *     closed one ends
   */
  public RunChain correctIn(Period open, AuditedRun run, String superseded) {
    if (isLatest(run)) {
      return this;
    }
    List<String> offences = correctionOffences(run, superseded);
    Instant end = first().run().run().policy().posting().end();
    if (open.start().isBefore(end)) {
      offences.add(Invalid.message(
          "posting period", open, "must not start before the closed one ends, " + end));
    }
    return next(run, latest().version(), difference(run, offences).entriesPostedIn(open));
  }

  private boolean isLatest(AuditedRun run) {
    return run.run().id().equals(latest().run().run().id());
  }

  private Restatement difference(AuditedRun run, List<String> offences) {
    if (!offences.isEmpty()) {
      throw new BrokenChainException(run.run().id(), first().run().run().id(), offences);
    }
    return Restatement.between(latest().run(), run);
  }

  private RunChain next(AuditedRun run, int version, ImmutableList<LedgerEntry> entries) {
    Booking booking = new Booking(run, Optional.of(latest().run().run().id()), version, entries);
    return new RunChain(bookings.newWith(booking), closedAt);
  }

  private List<String> correctionOffences(AuditedRun run, String superseded) {
    List<String> offences = offences(run, superseded);
    Instant recordedAt = run.run().recordedAt();
    if (closedAt.isEmpty()) {
      offences.add(Invalid.message(
          "correction", run.run().id(), "the period is open: the run supersedes the latest"));
    } else if (recordedAt.isBefore(closedAt.get())) {
      offences.add(Invalid.message(
          "instant of run " + run.run().id(),
          recordedAt,
          "must not be before the period was closed, " + closedAt.get()));
    }
    return offences;
  }

  private List<String> offences(AuditedRun run, String superseded) {
    List<String> offences = new ArrayList<>();
    String id = run.run().id();
    RunLink own = RunLink.of(run.run(), Optional.empty());
    RunLink chain = RunLink.of(first().run().run(), Optional.empty());
    if (!own.definition().equals(chain.definition())) {
      offences.add(Invalid.message(
          "definition of run " + id,
          own.definition(),
          "must be that of its chain, " + chain.definition()));
    }
    if (!own.period().equals(chain.period())) {
      offences.add(Invalid.message(
          "period of run " + id, own.period(), "must be that of its chain, " + chain.period()));
    }
    if (after(id).isPresent()) {
      offences.add(Invalid.message(
          "run", id, "is in the chain already, superseded by " + after(id).get()));
    }
    if (after(superseded).isPresent()) {
      offences.add(Invalid.message(
          "superseded run", superseded, "a fork: " + after(superseded).get() + " supersedes it"));
    } else if (!superseded.equals(latest().run().run().id())) {
      offences.add(Invalid.message("superseded run", superseded, "is not in the chain"));
    }
    if (!own.recordedAt().isAfter(latest().recordedAt())) {
      offences.add(Invalid.message(
          "instant of run " + id,
          own.recordedAt(),
          "must be after that of " + latest().run().run().id() + ", " + latest().recordedAt()));
    }
    return offences;
  }

  /** The run that supersedes one of the chain. */
  private Optional<String> after(String id) {
    return bookings
        .detectOptional(booking -> booking.supersedes().equals(Optional.of(id)))
        .map(booking -> booking.run().run().id());
  }

  private Booking first() {
    return bookings.getFirst();
  }

  /**
   * Returns the latest run and what was booked for it.
   *
   * @return the last booking
   */
  public Booking latest() {
    return bookings.getLast();
  }

  /**
   * Returns what was known at an instant: the last run recorded then or before. It depends on
   * nothing that was recorded later, nor on whether the period is closed.
   *
   * @param instant any instant
   * @return the booking; empty before the first
   */
  public Optional<Booking> asOf(Instant instant) {
    return bookings.asReversed().detectOptional(booking -> !booking.recordedAt().isAfter(instant));
  }

  /**
   * Returns every run and what was booked for it.
   *
   * @return in the order in which they were recorded; at least one
   */
  public ImmutableList<Booking> bookings() {
    return bookings;
  }

  /**
   * Returns all that was booked. Summed by charge period, from, to and measure, it is the latest
   * run.
   *
   * @return the entries of each booking, in turn
   */
  public ImmutableList<LedgerEntry> booked() {
    return bookings.flatCollect(Booking::entries);
  }

  /**
   * Returns the places of the runs, as the law {@code CHAIN_LINEAR} reads them.
   *
   * @return in the order in which they were recorded
   */
  public List<RunLink> links() {
    return bookings
        .collect(booking -> RunLink.of(booking.run().run(), booking.supersedes()))
        .castToList();
  }

  /**
   * Returns when the period was closed.
   *
   * @return empty while it is open
   */
  public Optional<Instant> closedAt() {
    return closedAt;
  }

  @Override
  public String toString() {
    return "RunChain" + bookings.collect(booking -> booking.run().run().id());
  }
}
