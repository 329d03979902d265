package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Run;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link StandardInvariants#BILL_RULE}. */
final class BillRuleLaw extends Law {
  BillRuleLaw() {
    super(
        "BILL_RULE",
        "A bill record is placed by the first rule that matches it: on the account that the rule"
            + " names, if it is declared, with the consumer that it names or kept by the platform;"
            + " else without a home, for the reason that fits.");
  }

  /** Where a rule places a record, as far as this law judges it. */
  private record Place(
      Account to, Optional<Account> given, boolean retained, Optional<FaultReason> fault) {
    static Place homeless(FaultReason reason) {
      return new Place(Account.unallocated("bill"), Optional.empty(), false, Optional.of(reason));
    }

    /** A charge that names its own platform names nobody. */
    static Place of(BillPlacement placement) {
      return new Place(
          placement.to(),
          placement.given().filter(given -> !given.equals(placement.to())),
          placement.retained(),
          placement.fault());
    }

    @Override
    public String toString() {
      return to
          + given.map(account -> " for " + account).orElse("")
          + (retained ? ", kept" : "")
          + fault.map(reason -> ", " + reason).orElse("");
    }
  }

  @Override
  void find(Run run, Findings findings) {
    Map<Period, PeriodPolicy> policies = EntryDeclared.byPeriod(run);
    List<BillRule> rules = run.policy().declared().billRules();
    for (PlacedRecord placed : PlacedRecord.of(run)) {
      Optional<BillRule> rule =
          rules.stream().filter(r -> r.when().matches(placed.record())).findFirst();
      for (BillPlacement part : placed.parts()) {
        PeriodPolicy policy = policies.get(part.chargePeriod());
        if (policy != null && !part.fault().equals(Optional.of(FaultReason.PERIOD_MISMATCH))) {
          find(placed, part, rule, policy, findings);
        } // else BILL_PERIOD judges it
      }
    }
  }

  private static void find(
      PlacedRecord placed,
      BillPlacement part,
      Optional<BillRule> rule,
      PeriodPolicy policy,
      Findings findings) {
    Place expected = rule.map(r -> place(r, placed.record(), policy))
        .orElseGet(() -> Place.homeless(FaultReason.NO_RULE));
    if (!Place.of(part).equals(expected)) {
      findings.units(
          part.units(),
          placed.offender(),
          "place of a bill record",
          Place.of(part) + ": " + placed.shown(part),
          rule.map(r -> "rule '" + r.name() + "' says ").orElse("no rule matches: ") + expected);
    }
  }

  private static Place place(BillRule rule, BillRecord record, PeriodPolicy policy) {
    Optional<Account> target = rule.to().nameFor(record).filter(policy::knows);
    if (target.isEmpty()) {
      return Place.homeless(
          rule.to().kind() == AccountKind.PLATFORM
              ? FaultReason.UNKNOWN_PLATFORM
              : FaultReason.UNKNOWN_CONSUMER);
    }
    Optional<Account> given = rule.retained()
        ? Optional.ofNullable(policy.platforms().get(target.get().id()))
            .map(PeriodPolicy.Terms::owner)
        : rule.consumer()
            .flatMap(naming -> naming.nameFor(record))
            .filter(consumer -> !consumer.equals(target.get()));
    Optional<FaultReason> fault = given
        .filter(consumer -> !policy.knows(consumer))
        .map(consumer -> FaultReason.UNKNOWN_CONSUMER);
    return new Place(target.get(), given, rule.retained(), fault);
  }
}
