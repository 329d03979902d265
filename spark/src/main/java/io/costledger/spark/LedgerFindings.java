package io.costledger.spark;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.Responsible;
import io.costledger.invariants.EntryLaws;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What breaks each law: all is counted, and the first twenty of a law are kept. */
final class LedgerFindings {
  private static final Responsible LIBRARY =
      new Responsible(Responsible.Role.LIBRARY, "costledger");

  /**
   * One place where a law is broken.
   *
   * @param place where, which orders the findings of a law
   * @param message what is wrong
   * @param discrepancy by how much; empty where nothing can be counted
   * @param evidence whose entries show it; empty where texts do
   * @param offenders the texts
   */
  record Finding(
      EntryKey place,
      String message,
      Optional<BigDecimal> discrepancy,
      Optional<EntryKey> evidence,
      List<String> offenders) {
    static Finding of(EntryKey place, String what, String value, String rule) {
      return new Finding(
          place, Invalid.message(what, value, rule), Optional.empty(), Optional.empty(), List.of());
    }

    Finding by(BigDecimal amount) {
      return new Finding(place, message, Optional.of(amount), evidence, offenders);
    }

    Finding shownBy(EntryKey key) {
      return new Finding(place, message, discrepancy, Optional.of(key), offenders);
    }

    Finding shownBy(List<String> texts) {
      return new Finding(place, message, discrepancy, evidence, texts);
    }

    private Violation violation(Invariant law, Map<EntryKey, EntrySample> shown) {
      Violation.Builder violation = Violation.builder()
          .invariant(law.code())
          .discrepancy(discrepancy)
          .addAllOffenders(offenders.subList(0, Math.min(EntrySample.MOST_SHOWN, offenders.size())))
          .offenderCount(offenders.size())
          .owner(LIBRARY)
          .message(message);
      EntrySample sample = evidence.map(shown::get).orElse(null);
      if (sample != null) {
        sample
            .entries()
            .forEach(entry -> violation.addOffenders(EntryLaws.offender(entry.booked())));
        violation.offenderCount((int) Math.min(sample.count(), Integer.MAX_VALUE));
      }
      return violation.build();
    }
  }

  private static final class OfLaw {
    private final TreeSet<Finding> first =
        new TreeSet<>(Comparator.comparing(Finding::place).thenComparing(Finding::message));
    private long count;
  }

  private final Map<String, OfLaw> laws = new HashMap<>();

  void add(Invariant law, Finding finding) {
    add(law.code(), finding);
    count(law.code(), 1);
  }

  /** Keeps a finding that is counted elsewhere. */
  void add(String law, Finding finding) {
    TreeSet<Finding> first = of(law).first;
    first.add(finding);
    if (first.size() > EntrySample.MOST_SHOWN) {
      first.pollLast();
    }
  }

  void count(String law, long more) {
    OfLaw found = of(law);
    found.count = Math.addExact(found.count, more);
  }

  private OfLaw of(String law) {
    return laws.computeIfAbsent(law, code -> new OfLaw());
  }

  /** The places whose entries must be shown. */
  List<EntryKey> wanted() {
    return laws.values().stream()
        .flatMap(found -> found.first.stream())
        .flatMap(finding -> finding.evidence().stream())
        .distinct()
        .toList();
  }

  LedgerReport report(List<Invariant> checked, Map<EntryKey, EntrySample> shown) {
    List<LedgerReport.LawResult> results = new ArrayList<>();
    for (Invariant law : checked) {
      OfLaw found = of(law.code());
      results.add(new LedgerReport.LawResult(
          law,
          found.count,
          found.first.stream()
              .map(finding ->
                  new LedgerReport.Offence(finding.place().run(), finding.violation(law, shown)))
              .toList()));
    }
    return new LedgerReport(results);
  }
}
