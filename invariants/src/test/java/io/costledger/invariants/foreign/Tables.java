package io.costledger.invariants.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of a table in the making. */
final class Tables {
  final List<OriginRow> origins = new ArrayList<>();
  final List<AllocatedRow> allocated = new ArrayList<>();
  final List<SplitRatio> ratios = new ArrayList<>();

  Tables origin(String id, String amount, String unit, String group) {
    origins.add(
        new OriginRow(origins.size() + 1, id, Optional.of(new BigDecimal(amount)), unit, group));
    return this;
  }

  Tables origin(String id, String amount) {
    return origin(id, amount, "USD", "");
  }

  Tables row(String origin, String recipient, String amount, int tier, String unit, String group) {
    Optional<BigDecimal> number =
        amount.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(amount));
    allocated.add(
        new AllocatedRow(allocated.size() + 1, origin, number, recipient, tier, unit, group, ""));
    return this;
  }

  Tables row(String origin, String recipient, String amount) {
    return row(origin, recipient, amount, AllocatedRow.NO_TIER, "USD", "");
  }

  Tables row(int tier, String origin, String recipient, String amount) {
    return row(origin, recipient, amount, tier, "USD", "");
  }

  Tables ratio(String origin, String ratio) {
    ratios.add(new SplitRatio(ratios.size() + 1, origin, new BigDecimal(ratio)));
    return this;
  }

  ForeignReport check(ForeignRules rules) {
    ForeignRows rows = ForeignRows.of(origins, allocated, ratios);
    ForeignReport report = ForeignAudit.of(rules).check(rows);
    assertThat(inOtherProcesses(rules, rows)).isEqualTo(report);
    return report;
  }

  /** As on a cluster: rules and findings travel as bytes. */
  private static ForeignReport inOtherProcesses(ForeignRules rules, ForeignRows rows) {
    ForeignAudit there = ForeignAudit.of(ForeignRules.ofBytes(rules.toBytes()));
    ForeignFindings here = ForeignAudit.of(rules).nothing();
    here.merge(there.checkCopies(rows).toBytes());
    here.merge(there.checkIds(rows).toBytes());
    return ForeignAudit.of(rules).report(here);
  }
}
