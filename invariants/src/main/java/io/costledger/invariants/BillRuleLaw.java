package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@link StandardInvariants#BILL_RULE}. */
final class BillRuleLaw extends SharingLaw {
  /** Of how many kinds of rows the rule is kept in mind. */
  private static final int MOST_KNOWN = 10_000;

  private static final Optional<FaultReason> MISMATCH = Optional.of(FaultReason.PERIOD_MISMATCH);

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
  void find(Inspection inspection, Findings findings) {
    Map<Period, PeriodPolicy> policies = EntryDeclared.byPeriod(inspection.run());
    RulesRead rules = new RulesRead(inspection.run().policy().declared().billRules());
    BillRows rows = inspection.billRows();
    findings.inRanges(inspection.workers(), rows.size(), (from, to, found) -> {
      Map<Object, Ruled> known = new HashMap<>();
      for (int i = from; i < to; i++) {
        PlacedRecord placed = rows.get(i);
        Object read = rules.read(placed.record());
        Ruled ruled = known.get(read);
        if (ruled == null) {
          ruled = new Ruled(rules.first(placed.record()), new HashMap<>());
          if (known.size() < MOST_KNOWN) {
            known.put(read, ruled);
          }
        }
        for (BillPlacement part : placed.parts()) {
          PeriodPolicy policy = policies.get(part.chargePeriod());
          if (policy != null && !part.fault().equals(MISMATCH)) {
            find(placed, part, ruled, policy, found);
          } // else BILL_PERIOD judges it
        }
      }
    });
  }

  /** The rule of rows that are alike to the rules, and where it places them in each period. */
  private record Ruled(Optional<BillRule> rule, Map<PeriodPolicy, Place> places) {}

  private static void find(
      PlacedRecord placed,
      BillPlacement part,
      Ruled ruled,
      PeriodPolicy policy,
      Findings findings) {
    Optional<BillRule> rule = ruled.rule();
    Place expected = ruled
        .places()
        .computeIfAbsent(
            policy,
            p -> rule.map(r -> place(r, placed.record(), p))
                .orElseGet(() -> Place.homeless(FaultReason.NO_RULE)));
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
