package io.costledger.invariants.foreign;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.Responsible;
import io.costledger.invariants.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks an allocation that somebody else computed.
 *
 * <p>Example: {@code ForeignAudit.of(rules).check(ForeignRows.of(origins, allocated))} is the report
 * of tables that are in memory. Larger ones are cut: {@link #checkIds} takes the rows of some ids,
 * {@link #checkCopies} rows among which equal ones are together, and {@link #report} what all of
 * these found, merged. The report is the same however the rows were cut.
 */
public final class ForeignAudit {
  private final ForeignRules rules;

  private ForeignAudit(ForeignRules rules) {
    this.rules = rules;
  }

  /**
   * Returns the audit by some rules.
   *
   * @param rules what holds
   * @return the audit
   */
  public static ForeignAudit of(ForeignRules rules) {
    return new ForeignAudit(rules);
  }

  /**
   * Checks whole tables.
   *
   * @param rows the tables
   * @return the report
   * @throws IllegalArgumentException if there are too many units or groups
   */
  public ForeignReport check(ForeignRows rows) {
    ForeignFindings findings = checkIds(rows);
    findings.merge(checkCopies(rows));
    return report(findings);
  }

  /**
   * Returns findings without anything in them.
   *
   * @return to note what only a reader of files sees, and to merge others into
   */
  public ForeignFindings nothing() {
    return new ForeignFindings(rules);
  }

  /**
   * Checks everything about some ids, except copies of rows.
   *
   * @param rows every row about these ids
   * @return what it shows
   * @throws IllegalArgumentException if there are too many units or groups
   */
  public ForeignFindings checkIds(ForeignRows rows) {
    ForeignFindings findings = nothing();
    new NodeCheck(rows, findings).check();
    RatioCheck.check(rows, findings);
    return findings;
  }

  /**
   * Looks for copies of allocated rows.
   *
   * @param rows some rows, each with all that equal it
   * @return what it shows
   */
  public ForeignFindings checkCopies(ForeignRows rows) {
    ForeignFindings findings = nothing();
    DuplicateCheck.check(rows, findings);
    return findings;
  }

  /**
   * Returns the report of everything.
   *
   * @param findings what was found in all partitions
   * @return the report
   */
  public ForeignReport report(ForeignFindings findings) {
    ForeignFindings all = nothing();
    all.merge(findings);
    totals(all);
    List<CheckResult> results = new ArrayList<>();
    for (ForeignCheck check : ForeignCheck.values()) {
      if (rules.makes(check)) {
        CheckTally broken = all.brokenTally(check);
        CheckTally tolerated = all.toleratedTally(check);
        results.add(new CheckResult(
            check,
            rules.severity(check),
            broken.count(),
            broken.sums(),
            broken.violations(),
            tolerated.count(),
            tolerated.sums(),
            tolerated.violations()));
      }
    }
    return new ForeignReport(
        all.originRows(),
        all.allocatedRows(),
        new ArrayList<>(all.totals().values()),
        results,
        rules.tolerance());
  }

  private void totals(ForeignFindings all) {
    List<String> largest = largest(all);
    for (UnitTotal total : all.totals().values()) {
      total(all, ForeignCheck.CONSERVATION_TOTAL, "", total, largest);
    }
    all.groups()
        .forEach((group, total) ->
            total(all, ForeignCheck.CONSERVATION_GROUP, group.group(), total, List.of()));
  }

  private void total(
      ForeignFindings all,
      ForeignCheck check,
      String group,
      UnitTotal total,
      List<String> offenders) {
    BigDecimal off = total.difference();
    if (off.signum() == 0) {
      return;
    }
    CheckTally.Rank rank = new CheckTally.Rank(off.abs(), 0, group, total.unit());
    Responsible owner = rules.author();
    String what =
        check == ForeignCheck.CONSERVATION_TOTAL ? "total" : "total of group " + Words.id(group);
    String message = Invalid.message(
        what,
        Words.money(total.allocated(), total.unit()),
        "must be "
            + Words.money(total.origins(), total.unit())
            + ", the sum of the origins; "
            + Words.off(off, total.unit())
            + ": the checks by origin name the rows");
    Violation violation =
        Words.violation(check, Optional.of(off), owner, offenders, offenders.size(), message);
    boolean tolerated = rules.tolerance().isPresent()
        && off.abs().compareTo(rules.tolerance().get().total()) <= 0;
    if (tolerated) {
      all.tolerated(check, rank, Optional.of(off), () -> violation);
    } else {
      all.broken(check, rank, Optional.of(off), () -> violation);
    }
  }

  /** The first row of each of the largest differences: what shows that the total can't hold. */
  private List<String> largest(ForeignFindings all) {
    List<String> first = new ArrayList<>();
    for (ForeignCheck check : List.of(
        ForeignCheck.CONSERVATION_ORIGIN,
        ForeignCheck.CONSERVATION_TIER,
        ForeignCheck.DOUBLE_ATTRIBUTION,
        ForeignCheck.ORIGIN_UNALLOCATED,
        ForeignCheck.NETTED_CREDIT,
        ForeignCheck.ORPHAN)) {
      for (CheckTally tally : List.of(all.brokenTally(check), all.toleratedTally(check))) {
        tally.violations().stream()
            .limit(1)
            .forEach(violation -> violation.offenders().stream().limit(1).forEach(first::add));
      }
    }
    return first;
  }
}
