package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.core.account.AccountKind;
import io.costledger.core.attribution.ResolvedAttribution;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.work.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The books of one charge period: what the bill put there, and how platforms pass it on. No period
 * depends on another's, so each may be done by a thread of its own.
 */
final class PeriodLedger {
  private final EntryBook book;
  private final ResolvedPolicy policy;
  private final String billDelivery;
  private final List<BillPlacement> placements;
  private final List<String> offences = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private Optional<Cascade> cascade = Optional.empty();

  /**
   * @param run the run's id
   * @param placements what the bill put into the period
   */
  PeriodLedger(
      String run, ResolvedPolicy policy, String billDelivery, List<BillPlacement> placements) {
    this.book = new EntryBook(run, policy);
    this.policy = policy;
    this.billDelivery = billDelivery;
    this.placements = placements;
  }

  /** Books every placement, from the bill to where its rule placed it. */
  void bookBill() {
    for (BillPlacement placement : placements) {
      boolean unplaced = placement.to().kind() == AccountKind.UNALLOCATED;
      EntryBook.Draft draft = book.move(
              new EntryBook.Key(
                  placement.chargePeriod(),
                  policy.billAccount(),
                  placement.to(),
                  placement.measure(),
                  unplaced ? EntryKind.UNALLOCATED : EntryKind.DIRECT),
              placement.units())
          .deliveries(List.of(billDelivery));
      if (unplaced) {
        placement.fault().ifPresent(draft::reason);
      }
    }
  }

  /** Moves given charges on, in a grain period, and looks for circles that no cost could leave. */
  void open(ResolvedAttribution attribution, Map<String, PoolPlan> plans) {
    Cascade opened = new Cascade(
        book,
        policy.declared().unit(),
        Apportionment.of(policy.declared().apportionment()),
        attribution,
        plans,
        billDelivery);
    opened.bookGiven(
        placements.stream().filter(placement -> placement.given().isPresent()).toList());
    ClosedLoops loops = ClosedLoops.of(book, policy.declared().unit(), attribution, plans);
    offences.addAll(loops.offences());
    faults.addAll(loops.warnings());
    cascade = Optional.of(opened);
  }

  /** Passes on what came in, if it is a grain period that was opened. */
  void passOn(Workers workers) {
    cascade.ifPresent(opened -> {
      opened.passOn(workers);
      faults.addAll(opened.faults());
      failures.addAll(opened.failures());
    });
  }

  /** Circles that cost reaches and can't leave. */
  List<String> offences() {
    return offences;
  }

  /** What the policy says stops the run. */
  List<String> failures() {
    return failures;
  }

  /** What could not be placed in the ordinary way. */
  List<Fault> faults() {
    return faults;
  }

  /** In {@link LedgerEntry#ORDER}. */
  List<LedgerEntry> entries() {
    return book.entries();
  }
}
