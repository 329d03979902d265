package io.costledger.invariants.foreign;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.Responsible;
import io.costledger.invariants.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** How rows and amounts are shown, whatever their tables hold. */
final class Words {
  private Words() {}

  static String money(BigDecimal amount, String unit) {
    String plain = amount.toPlainString();
    return unit.isEmpty() ? plain : plain + " " + Invalid.shown(unit);
  }

  /** What to call an amount that is off: lost below zero, made above. */
  static String off(BigDecimal discrepancy, String unit) {
    return money(discrepancy.abs(), unit)
        + (discrepancy.signum() < 0 ? " too little" : " too much");
  }

  static String id(String id) {
    return id.isEmpty() ? "''" : Invalid.shown(id);
  }

  static String origin(OriginRow row) {
    return "origin row "
        + row.row()
        + " "
        + id(row.id())
        + " "
        + amount(row.amount(), row.unit())
        + inGroup(row.group());
  }

  static String allocated(AllocatedRow row) {
    return "allocated row "
        + row.row()
        + " "
        + id(row.origin())
        + " -> "
        + id(row.recipient())
        + " "
        + amount(row.amount(), row.unit())
        + (row.tier() == AllocatedRow.NO_TIER ? "" : " tier " + row.tier())
        + inGroup(row.group());
  }

  private static String inGroup(String group) {
    return group.isEmpty() ? "" : " in " + Invalid.shown(group);
  }

  private static String amount(Optional<BigDecimal> amount, String unit) {
    return amount.map(number -> money(number, unit)).orElse("no number");
  }

  static Violation violation(
      ForeignCheck check,
      Optional<BigDecimal> discrepancy,
      Responsible owner,
      List<String> offenders,
      long offenderCount,
      String message) {
    return Violation.builder()
        .invariant(check.name())
        .discrepancy(discrepancy)
        .addAllOffenders(offenders)
        .offenderCount((int) Math.min(Integer.MAX_VALUE, offenderCount))
        .owner(owner)
        .message(message)
        .build();
  }
}
