package io.costledger.invariants;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.AuditTerms;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.SoftLaw;
import io.costledger.core.work.Workers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/** Collects the violations of one law, and knows how a law writes amounts. */
final class Findings {
  /** Whose job a broken ledger is: the engine booked it. */
  private static final Responsible LIBRARY =
      new Responsible(Responsible.Role.LIBRARY, "costledger");

  /** How many numbers are worth a task of their own. */
  private static final int LEAST_OF_A_RANGE = 1_000;

  private final String code;
  private final LedgerUnit unit;
  private final AuditTerms terms;
  private final List<Violation> violations = new ArrayList<>();

  Findings(String code, Policy policy) {
    this(code, policy.unit(), policy.audit());
  }

  /** Findings without a policy, of a law that never warns. */
  Findings(String code, LedgerUnit unit) {
    this(code, unit, AuditTerms.none());
  }

  private Findings(String code, LedgerUnit unit, AuditTerms terms) {
    this.code = code;
    this.unit = unit;
    this.terms = terms;
  }

  /** Reports units that are found beyond (above 0) or short of (below 0) what should be. */
  void units(BigInteger discrepancy, Offenders offenders, String what, String value, String rule) {
    amount(unit.decimalOf(discrepancy), offenders, what, value, rule);
  }

  /** Reports an amount that is found beyond (above 0) or short of (below 0) what should be. */
  void amount(BigDecimal discrepancy, Offenders offenders, String what, String value, String rule) {
    add(Optional.of(normal(discrepancy)), LIBRARY, offenders, what, value, rule);
  }

  /** Reports something that is wrong, but by no amount. */
  void fact(Offenders offenders, String what, String value, String rule) {
    add(Optional.empty(), LIBRARY, offenders, what, value, rule);
  }

  /** Reports something that is wrong with the data, by no amount. */
  void data(Responsible owner, Offenders offenders, String what, String value, String rule) {
    add(Optional.empty(), owner, offenders, what, value, rule);
  }

  /** Reports what somebody should look at, or what stops the run if the policy says so. */
  void soft(
      Optional<String> platform,
      Responsible owner,
      Optional<BigDecimal> discrepancy,
      Offenders offenders,
      String message,
      String advice) {
    violations.add(violation(owner, discrepancy.map(this::normal), offenders, message)
        .platform(platform)
        .severity(severity(platform))
        .advice(advice)
        .build());
  }

  private void add(
      Optional<BigDecimal> discrepancy,
      Responsible owner,
      Offenders offenders,
      String what,
      String value,
      String rule) {
    violations.add(violation(owner, discrepancy, offenders, Invalid.message(what, value, rule))
        .build());
  }

  private Violation.Builder violation(
      Responsible owner, Optional<BigDecimal> discrepancy, Offenders offenders, String message) {
    return Violation.builder()
        .invariant(code)
        .discrepancy(discrepancy)
        .addAllOffenders(offenders.texts())
        .offenderCount(offenders.count())
        .owner(owner)
        .message(message);
  }

  /** What is looked at of some numbers, and where what is wrong goes. */
  @FunctionalInterface
  interface Look {
    void at(int from, int to, Findings found);
  }

  /** Looks at the numbers below a size, on several threads; findings come in their order. */
  void inRanges(Workers workers, int size, Look look) {
    int ranges = Math.max(1, Math.min(workers.threads() * 4, size / LEAST_OF_A_RANGE));
    inTasks(
        workers,
        ranges,
        (found, range) -> look.at(
            (int) ((long) size * range / ranges),
            (int) ((long) size * (range + 1) / ranges),
            found));
  }

  /** Does tasks on several threads; findings come in the order of the tasks. */
  void inTasks(Workers workers, int tasks, ObjIntConsumer<Findings> task) {
    List<Findings> found = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      found.add(new Findings(code, unit, terms));
    }
    workers.run(tasks, i -> task.accept(found.get(i), i));
    found.forEach(one -> violations.addAll(one.violations));
  }

  private Severity severity(Optional<String> platform) {
    return terms
            .severity()
            .getOrDefault(SoftLaw.valueOf(code), AuditTerms.Severities.WARN)
            .blocks(platform)
        ? Severity.BLOCK
        : Severity.WARN;
  }

  /** Units as an amount of the currency. */
  BigDecimal decimal(BigInteger units) {
    return unit.decimalOf(units);
  }

  /** Units as a reader sees them, such as {@code USD 0.01}. */
  String money(BigInteger units) {
    return money(unit.decimalOf(units));
  }

  /** An amount as a reader sees it, at the ledger's scale or as many decimals as it needs. */
  String money(BigDecimal amount) {
    return unit.currency() + " " + normal(amount).toPlainString();
  }

  private BigDecimal normal(BigDecimal amount) {
    BigDecimal shortest = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    return shortest.scale() < unit.scale() ? shortest.setScale(unit.scale()) : shortest;
  }

  List<Violation> all() {
    return List.copyOf(violations);
  }
}
