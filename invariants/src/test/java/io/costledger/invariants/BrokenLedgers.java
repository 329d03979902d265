package io.costledger.invariants;

import static io.costledger.invariants.Books.ADS;
import static io.costledger.invariants.Books.BILL;
import static io.costledger.invariants.Books.DAY_1;
import static io.costledger.invariants.Books.DAY_2;
import static io.costledger.invariants.Books.EC2;
import static io.costledger.invariants.Books.INFRA;
import static io.costledger.invariants.Books.NO_BILL_HOME;
import static io.costledger.invariants.Books.SEARCH;
import static io.costledger.invariants.Books.SPARK;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;

/**
 * Every way of being wrong that the laws are tried on: a name, and what it does to correct books.
 * What the audit must say of each stands in {@code broken-ledgers.txt}.
 */
final class BrokenLedgers {
  private final Map<String, Consumer<Books>> breakages = new LinkedHashMap<>();

  private BrokenLedgers() {}

  static Map<String, Consumer<Books>> all() {
    BrokenLedgers all = new BrokenLedgers();
    all.amounts();
    all.places();
    all.facts();
    all.billRecords();
    all.imports();
    all.periodsAndUsage();
    all.faults();
    all.givenCharges();
    all.shares();
    all.placesOfRecords();
    all.coverage();
    all.bearers();
    return all.breakages;
  }

  private void put(String name, Consumer<Books> breakage) {
    if (breakages.put(name, breakage) != null) {
      throw new IllegalStateException("Two ledgers are called '" + name + "'");
    }
  }

  private void amounts() {
    put(
        "a unit lost on the way is missing in the run the period and the platform",
        b -> b.amount(b.entry(EC2, SEARCH, "30.00"), "29.99"));
    put(
        "a unit too much has no source either",
        b -> b.amount(b.entry(EC2, SEARCH, "30.00"), "30.01"));
    put(
        "a unit lost between two platforms is seen at both of them",
        b -> b.amount(b.entry(EC2, SPARK, "50.00"), "49.99"));
    put("an amount shifted from a consumer to the unallocated has no fault that explains it", b -> {
      b.amount(b.entry(SPARK, SEARCH, "30.00"), "29.00");
      b.amount(b.entry(SPARK, Account.unallocated("spark"), "15.00"), "16.00");
    });
    put(
        "an amount shifted from a given charge to another consumer leaves the given charge short",
        b -> {
          b.amount(b.entry(SPARK, ADS, "3.00"), "2.00");
          b.amount(b.entry(SPARK, SEARCH, "30.00"), "31.00");
        });
    put("a direct entry beyond the given charges is not given", b -> {
      b.amount(b.entry(SPARK, ADS, "3.00"), "4.00");
      b.amount(b.entry(SPARK, SEARCH, "30.00"), "29.00");
    });
    put("an amount shifted between two targets of the bill is seen against the placements", b -> {
      b.amount(b.entry(BILL, SEARCH, "5.00"), "6.00");
      b.amount(b.entry(BILL, NO_BILL_HOME, "7.00"), "6.00");
    });
    put("a wrong sign is seen even where the sums are right", b -> {
      b.amount(b.entry(EC2, ADS, "20.00"), "-20.00");
      b.amount(b.entry(EC2, SEARCH, "30.00"), "70.00");
    });
    put("a credit above zero is netted", b -> {
      b.amount(b.entry(EC2, ADS, "-2.00"), "1.00");
      b.amount(b.entry(EC2, SEARCH, "-3.00"), "-6.00");
    });
  }

  private void places() {
    put(
        "an entry to another period leaves the one platform short and the other without source",
        b -> b.change(b.entry(EC2, ADS, "20.00"), e -> e.chargePeriod(DAY_2)));
    put("money out of an empty platform that nets to zero has no source", b -> {
      b.add(DAY_2, SPARK, ADS, "1.00", EntryKind.ALLOCATED);
      b.change(
          b.add(DAY_2, SPARK, SEARCH, "-1.00", EntryKind.ALLOCATED),
          e -> e.measure(Measure.CHARGE));
    });
    put("money that runs in a circle goes up a tier", b -> {
      b.add(DAY_2, EC2, SPARK, "9.00", EntryKind.ALLOCATED);
      b.add(DAY_2, SPARK, EC2, "9.00", EntryKind.ALLOCATED);
    });
    put(
        "an undeclared cost center is not part of the run",
        b -> b.change(b.entry(EC2, ADS, "20.00"), e -> e.to(Account.costCenter("ghost"))));
    put("an undeclared platform is not part of the run", b -> {
      Account kafka = Account.platform("kafka");
      b.change(b.entry(BILL, EC2, "2.00"), e -> e.to(kafka));
      b.change(
          b.entry(EC2, Account.unallocated("ec2"), "2.00"),
          e -> e.from(kafka).to(Account.unallocated("kafka")));
    });
    put(
        "another bill is not the run's",
        b -> b.change(b.entry(BILL, EC2, "2.00"), e -> e.from(Account.bill("other"))));
  }

  private void facts() {
    put(
        "a retained share goes to the owner",
        b -> b.change(b.entry(SPARK, INFRA, "5.00"), e -> e.to(ADS)));
    put("cost without a home goes where the policy says", b -> {
      b.change(b.entry(EC2, Account.unallocated("ec2"), "2.00"), e -> e.to(SEARCH));
      b.faults.removeIf(f -> f.reason() == FaultReason.NO_USAGE);
    });
    put("a foreign run id is not the run's", b -> b.change(b.share(), e -> e.run("run-0")));
    put(
        "another unit is not the ledger's",
        b -> b.change(b.share(), e -> e.unit(LedgerUnit.of(CurrencyUnit.EUR, 3))));
    put(
        "another posting period is not the run's",
        b -> b.change(b.share(), e -> e.postingPeriod(DAY_1)));
    put(
        "a charge period outside the grain needs a record there",
        b -> b.change(b.entry(BILL, SEARCH, "5.00"), e -> e.chargePeriod(Books.AUGUST)));
    put("deliveries are among the inputs", b -> {
      b.change(b.share(), e -> e.addDeliveries("usage-9"));
      b.change(b.entry(BILL, EC2, "2.00"), e -> e.deliveries(List.of("usage-1")));
    });
    put(
        "deliveries ascend",
        b -> b.change(b.share(), e -> e.deliveries(List.of("usage-2", "usage-1"))));
    put("a platform has a tier", b -> {
      b.change(b.share(), e -> e.tier(OptionalInt.empty()));
      b.change(b.entry(BILL, SEARCH, "5.00"), e -> e.tier(0));
    });
    put("a platform has one tier", b -> b.change(b.entry(EC2, SEARCH, "30.00"), e -> e.tier(2)));
    put("a doubled entry is two", b -> b.entries.add(b.entry(BILL, NO_BILL_HOME, "1.00")));
    put("an entry split in two is two", b -> {
      b.amount(b.share(), "19.00");
      b.add(DAY_1, EC2, ADS, "1.00", EntryKind.ALLOCATED);
    });
    put("entries out of order do not give equal bytes", b -> {
      b.run();
      b.sorted = false;
      Collections.swap(b.entries, 1, 2);
      Collections.swap(b.faults, 0, 1);
    });
  }

  private void billRecords() {
    put(
        "a record that is placed nowhere is missing",
        b -> b.placements.remove(b.placementOf("r9")));
    put(
        "a record that is placed twice counts once too often",
        b -> b.placements.add(b.placementOf("r9")));
    put(
        "a placement of no record is refused",
        b -> b.placements.add(new BillPlacement(
            "r99",
            DAY_2,
            DAY_2,
            EC2,
            Optional.empty(),
            false,
            Measure.CHARGE,
            Books.units("0"),
            BigDecimal.ZERO,
            Optional.empty())));
    put("placements stand in the order of the bill", b -> Collections.swap(b.placements, 0, 3));
    put(
        "a record that the entries do not have is lost from the run",
        b -> b.record("r10", DAY_2, "4.00", EC2, "4.00"));
    put("a record without a home has a reason", b -> b.placement("r7", p -> Books.fault(p, null)));
    put(
        "a record with a home has no fault",
        b -> b.placement("r9", p -> Books.fault(p, FaultReason.NO_RULE)));
  }

  private void imports() {
    put(
        "a unit lost at import is seen beside the record",
        b -> b.placement("r1", p -> Books.amounts(p, Measure.CHARGE, "59.99", "0")));
    put("rounding of a unit or more is too large", b -> {
      b.placement("r1", p -> Books.amounts(p, Measure.CHARGE, "59.99", "0.01"));
      b.placement("r2", p -> Books.amounts(p, Measure.CHARGE, "40.01", "-0.006"));
    });
    put("rounding needs a policy that allows it", b -> b.policy = Books.standardPolicy());
    put(
        "rounding is the policy's own",
        b -> b.policy = Books.standardPolicy().rounding(RoundingMode.UP));
    put(
        "the measure is the sign of the cost",
        b -> b.placement("r8", p -> Books.amounts(p, Measure.CREDIT, "0.00", "0.001")));
    put("what was rounded off is kept", b -> b.rounding.remove(0));
    put("what was rounded off is named once", b -> {
      b.rounding.set(0, new RoundingDifference(DAY_1, Measure.CHARGE, new BigDecimal("0.003")));
      b.rounding.add(new RoundingDifference(DAY_1, Measure.CHARGE, new BigDecimal("0.001")));
    });
  }

  private void periodsAndUsage() {
    put("a record is booked in the period that contains its own", b -> {
      b.placement("r8", p -> Books.placed(p, DAY_1, EC2));
      b.rounding.clear();
      b.rounding.add(new RoundingDifference(DAY_1, Measure.CHARGE, new BigDecimal("0.005")));
    });
    put(
        "a record of no grain period is booked in its own",
        b -> b.placement("r5", p -> Books.placed(p, DAY_1, NO_BILL_HOME)));
    put("a record of no grain period is a mismatch", b -> {
      b.placement("r5", p -> Books.fault(p, FaultReason.NO_RULE));
      b.placement("r7", p -> Books.fault(p, FaultReason.PERIOD_MISMATCH));
    });
    put("a record without a placement is missing", b -> b.usagePlacements.remove(8));
  }

  private void faults() {
    put(
        "a missing fault leaves a record unnamed and cost unexplained",
        b -> b.faults.removeIf(f -> f.record().equals(Optional.of("bill:r7"))));
    put(
        "a missing fault of a usage record leaves it unnamed",
        b -> b.faults.removeIf(f -> f.record().equals(Optional.of("usage:u7"))));
    put(
        "a doubled fault names its record twice",
        b -> b.faults.add(Books.usageFault(FaultReason.UNKNOWN_PLATFORM, DAY_1, "u7")));
    put(
        "a fault names a record of the inputs",
        b -> b.faults.add(Books.usageFault(FaultReason.UNKNOWN_UNIT, DAY_1, "u99")));
    put(
        "a wrong amount explains too little",
        b -> b.fault("bill:r5", f -> f.amountUnits(Books.units("6.00"))));
    put(
        "a fault without cost in the ledger explains too much",
        b -> b.faults.add(Books.costFault(
            FaultReason.NO_MODEL, DAY_2, "3.00", Account.unallocated("spark"), "")));
    put(
        "a fault gives the reason of its entry",
        b -> b.faults.replaceAll(f -> f.reason() == FaultReason.NO_USAGE
            ? Books.costFault(FaultReason.NO_MODEL, DAY_2, "2.00", Account.unallocated("ec2"), "")
            : f));
    put(
        "an entry to the unallocated has a reason",
        b -> b.change(b.entry(EC2, Account.unallocated("ec2"), "2.00"), e -> e.reasons(List.of())));
    put("an amount has a measure", b -> b.fault("usage:u7", f -> f.measure(Measure.CHARGE)));
    put(
        "cost with a fault rests in no cost center",
        b -> b.faults.add(Books.costFault(FaultReason.NO_MODEL, DAY_2, "3.00", SEARCH, "")));
  }

  private void givenCharges() {
    put("a platform retains no less than the charges it keeps", b -> {
      b.keepTheCharge();
      b.amount(b.entry(SPARK, Books.INFRA, "8.00"), "2.00");
      b.amount(b.entry(SPARK, SEARCH, "30.00"), "36.00");
    });
    put("a named charge is not part of what the platform retains", b -> {
      b.keepTheCharge();
      b.placement("r6", p -> Books.given(p, Books.INFRA));
      b.placements.replaceAll(p -> p.record().equals("r6")
          ? new BillPlacement(
              p.record(),
              p.part(),
              p.chargePeriod(),
              p.to(),
              p.given(),
              false,
              p.measure(),
              p.units(),
              p.rounding(),
              p.fault())
          : p);
    });
    put(
        "a given charge that no entry books is missing",
        b -> b.placement("r6", p -> Books.given(p, SEARCH)));
  }

  private void shares() {
    put("a unit moved between two consumers of a pool", b -> {
      b.amount(b.entry(EC2, SEARCH, "30.00"), "30.01");
      b.amount(b.share(), "19.99");
    });
    put("a unit of a credit moved between two consumers of a pool", b -> {
      b.amount(b.entry(EC2, SEARCH, "-3.00"), "-2.99");
      b.amount(b.entry(EC2, ADS, "-2.00"), "-2.01");
    });
    put("two consumers with each other's shares", b -> {
      b.amount(b.entry(EC2, SEARCH, "30.00"), "20.00");
      b.amount(b.share(), "30.00");
    });
    put(
        "usage that the shares don't know of",
        b -> b.use("u10", "ec2", SEARCH, "100", "hours", DAY_1, UsagePlacement.COUNTED));
    put("a platform that keeps a unit too much", b -> {
      b.amount(b.entry(SPARK, INFRA, "5.00"), "5.01");
      b.amount(b.entry(SPARK, SEARCH, "30.00"), "29.99");
    });
    put("a platform that keeps a unit too little", b -> {
      b.amount(b.entry(SPARK, INFRA, "5.00"), "4.99");
      b.amount(b.entry(SPARK, SEARCH, "30.00"), "30.01");
    });
    put("a consumer that pays more than its cap", b -> b.policy = Books.bounded("0.00", "29.99"));
    put("a consumer that pays less than its minimum", b -> b.policy = Books.bounded("30.01", "99"));
    put("a share between its bounds that is not the right one", b -> {
      b.policy = Books.bounded("25.00", "35.00");
      b.amount(b.entry(EC2, SEARCH, "30.00"), "31.00");
      b.amount(b.share(), "19.00");
    });
  }

  private void placesOfRecords() {
    put(
        "a record on another platform than its rule says",
        b -> b.column("r9", "platform", "spark"));
    put("a record without a home that a rule places", b -> b.column("r7", "platform", "ec2"));
    put("a record with a home that no rule places", b -> b.withoutColumns("r9"));
    put("a charge that names another consumer", b -> b.column("r6", "consumer", "search"));
    put("a charge that the platform keeps, booked as shared", b -> b.column("r9", "kept", "yes"));
    put(
        "a record that fits two rules, placed by the second",
        b -> b.column("r4", "platform", "ec2"));
  }

  private void bearers() {
    put(
        "a row of one cost center, borne by another",
        b -> b.change(b.entry(BILL, SEARCH, "5.00"), e -> e.to(ADS)));
    put(
        "a given charge, borne by another consumer",
        b -> b.change(b.entry(SPARK, ADS, "3.00"), e -> e.to(SEARCH)));
  }

  private void coverage() {
    put("a bill that leaves a day out", b -> b.billCovers = Optional.of(DAY_1));
    put("usage that leaves a day out", b -> b.usageCovers = List.of(DAY_2, DAY_2));
    put("cost of a platform that nobody used, and no fault says so", b -> {
      b.entries.remove(b.entry(EC2, Account.unallocated("ec2"), "2.00"));
      b.add(DAY_2, EC2, ADS, "2.00", EntryKind.ALLOCATED);
      b.faults.removeIf(f -> f.reason() == FaultReason.NO_USAGE);
    });
    put(
        "usage in no grain period, under another name",
        b -> b.usagePlacements.set(8, UsagePlacement.UNKNOWN_PLATFORM));
    put(
        "usage of the platform itself that counts",
        b -> b.usagePlacements.set(3, UsagePlacement.COUNTED));
    put(
        "usage that counts, hidden as use of itself",
        b -> b.usagePlacements.set(0, UsagePlacement.SELF_USE));
    put("usage with one id twice", b -> b.usage.set(1, b.copyOfUsage(1).id("u1").build()));
    put(
        "usage of a delivery that nobody pinned",
        b -> b.usage.set(1, b.copyOfUsage(1).delivery("usage-7").build()));
    put(
        "a charge booked as a credit",
        b -> b.change(b.entry(EC2, SEARCH, "30.00"), e -> e.measure(Measure.CREDIT)));
    put(
        "money out of an empty platform",
        b -> b.add(DAY_2, SPARK, ADS, "1.00", EntryKind.ALLOCATED));
    put("a cost center that passes cost on", b -> {
      b.add(DAY_1, ADS, SEARCH, "1.00", EntryKind.ALLOCATED);
    });
    put(
        "closing weights of another run",
        b -> b.closing = Optional.of(ClosingWeights.of("run-0", DAY_2, Map.of())));
  }
}
