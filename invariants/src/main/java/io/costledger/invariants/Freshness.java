package io.costledger.invariants;

import io.costledger.core.Invalid;
import io.costledger.core.account.CodePoints;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.Run;
import io.costledger.core.policy.AuditTerms;
import io.costledger.core.policy.SoftLaw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** {@link StandardInvariants#freshness}. */
final class Freshness extends SoftCheck {
  private final AuditTerms.AgeLimit limit;

  Freshness(AuditTerms.AgeLimit limit) {
    super(
        SoftLaw.FRESHNESS,
        "The last delivery of each source was received late enough to hold the whole grain.",
        Optional.of("at most " + limit.most() + " before the grain ends: " + limit.reason()));
    this.limit = limit;
  }

  @Override
  void find(Run run, Findings findings) {
    Delivery bill = run.inputs().bill().delivery();
    find(run, new Responsible(Responsible.Role.BILL_FEED, bill.source()), List.of(bill), findings);
    bySource(run)
        .forEach((source, deliveries) ->
            find(run, new Responsible(Responsible.Role.USAGE_FEED, source), deliveries, findings));
  }

  /** The deliveries of usage, by source. */
  static NavigableMap<String, List<Delivery>> bySource(Run run) {
    NavigableMap<String, List<Delivery>> bySource = new TreeMap<>(CodePoints.ORDER);
    for (Delivery delivery : run.inputs().usageDeliveries()) {
      bySource.computeIfAbsent(delivery.source(), s -> new ArrayList<>()).add(delivery);
    }
    return bySource;
  }

  private void find(Run run, Responsible owner, List<Delivery> deliveries, Findings findings) {
    Instant end = run.policy().declared().grain().span().end();
    Optional<Instant> last =
        deliveries.stream().flatMap(d -> d.receivedAt().stream()).max(Instant::compareTo);
    if (last.isEmpty() || last.get().isBefore(end.minus(limit.most()))) {
      Offenders offenders = Offenders.none();
      deliveries.forEach(delivery -> offenders.add("delivery:" + delivery.id()));
      findings.soft(
          Optional.empty(),
          owner,
          Optional.empty(),
          offenders,
          Invalid.message(
              "last delivery of " + owner,
              last.map(at -> "received at " + at).orElse("nobody says when it was received"),
              "must be received " + limit.most() + " before " + end + " or later: "
                  + limit.reason()),
          "Ask " + owner + " for a later delivery, then run again.");
    }
  }
}
