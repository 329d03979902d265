package io.costledger.invariants;

import static io.costledger.invariants.Books.BILL;
import static io.costledger.invariants.Books.DAY_1;
import static io.costledger.invariants.Books.DAY_2;
import static io.costledger.invariants.Books.EC2;
import static io.costledger.invariants.Books.NO_BILL_HOME;
import static io.costledger.invariants.Books.SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.Proration;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * A record over three periods, half a day before the grain, a day, and half a day, is booked
 * wrongly; the laws that see it are named whole.
 *
 * <p>r10 costs 10.014, 1001 cents and a rounding of 0.004. Prefix rounding by 12, 24 and 12 of 48
 * hours: floor(1001 * 12/48) = 250, floor(1001 * 36/48) = 750, so 250, 500 and 251 cents. u10 has
 * 10 steps of 10^-12 hours: floor(2.5) = 2, floor(7.5) = 7, so 2, 5 and 3 steps.
 */
class BrokenProrationTest {
  private static final Period BEFORE = Period.parse("2024-08-31T12:00:00Z/2024-09-01T00:00:00Z");
  private static final Period HALF = Period.parse("2024-09-02T00:00:00Z/2024-09-02T12:00:00Z");
  private static final Period OWN = Period.parse("2024-08-31T12:00:00Z/2024-09-02T12:00:00Z");

  private final Books books = Books.correct();

  @BeforeEach
  void spread() {
    books.policy.billProration(Proration.BY_DURATION).usageProration(Proration.BY_DURATION);
    books.records.add(BillRecord.builder()
        .id("r10")
        .chargePeriod(OWN)
        .cost(new BigDecimal("10.014"))
        .putColumns("cost-center", "search")
        .build());
    books.placements.add(part(BEFORE, BEFORE, NO_BILL_HOME, "2.50", "0.004"));
    books.placements.add(part(DAY_1, DAY_1, SEARCH, "5.00", "0"));
    books.placements.add(part(HALF, DAY_2, SEARCH, "2.51", "0"));
    FaultReason outside = FaultReason.PERIOD_MISMATCH;
    books.add(BEFORE, BILL, NO_BILL_HOME, "2.50", EntryKind.UNALLOCATED, outside);
    books.amount(books.entry(BILL, SEARCH, "5.00"), "10.00");
    books.add(DAY_2, BILL, SEARCH, "2.51", EntryKind.DIRECT);
    books.faults.add(Books.costFault(outside, BEFORE, "2.50", NO_BILL_HOME, "bill:r10"));
    books.rounding.add(0, new RoundingDifference(BEFORE, Measure.CHARGE, new BigDecimal("0.004")));

    books.usageParts = new ArrayList<>(books.usage);
    books.usageParts.add(use(BEFORE, "0.000000000002"));
    books.usageParts.add(use(DAY_1, "0.000000000005"));
    books.usageParts.add(use(HALF, "0.000000000003"));
    books.usage.add(use(OWN, "0.00000000001"));
    books.usagePlacements.addAll(
        List.of(UsagePlacement.PERIOD_MISMATCH, UsagePlacement.COUNTED, UsagePlacement.COUNTED));
    books.faults.add(Books.usageFault(outside, BEFORE, "u10"));
    // u10 is all that used ec2 on day 2, so its 2.00 are search's.
    books.entries.remove(books.entry(EC2, Account.unallocated("ec2"), "2.00"));
    books.faults.removeIf(fault -> fault.reason() == FaultReason.NO_USAGE);
    books.add(DAY_2, EC2, SEARCH, "2.00", EntryKind.ALLOCATED);
  }

  private static BillPlacement part(
      Period part, Period booked, Account to, String units, String rounding) {
    return new BillPlacement(
        "r10",
        part,
        booked,
        to,
        Optional.empty(),
        false,
        Measure.CHARGE,
        Books.units(units),
        new BigDecimal(rounding),
        Optional.of(FaultReason.PERIOD_MISMATCH).filter(f -> part.equals(BEFORE)));
  }

  private static UsageRecord use(Period part, String hours) {
    return UsageRecord.of("u10", "ec2", "cost-center:search", hours, "hours", part, "usage-1");
  }

  private List<String> broken(Invariant law) {
    return law.check(books.run()).stream()
        .map(v ->
            v.discrepancy().map(d -> "by " + d.toPlainString() + ": ").orElse("") + v.message())
        .toList();
  }

  @Test
  void aRecordInPartsThatSumToItBreaksNoLaw() {
    assertThat(books.broken()).isEmpty();
  }

  @Nested
  class Bill {
    private static final int BEFORE_GRAIN = 9;
    private static final int FIRST_DAY = 10;
    private static final int SECOND_DAY = 11;

    @Test
    void aLostPartIsAGapAndACostThatIsMissing() {
      books.placements.remove(FIRST_DAY);

      assertThat(books.broken())
          .containsExactly(
              "EVERY_BILL_RECORD: Invalid parts of a bill record: " + HALF
                  + " of r10 (they must follow each other through its own period, " + OWN + ")",
              "BILL_IMPORT by -5.00: Invalid import of a bill record: USD 5.014 for r10 (units"
                  + " plus rounding must be its cost, USD 10.014)",
              "BILL_IMPORT by -5.00: Invalid rounding of a bill record: USD 0.004 for r10"
                  + " (HALF_EVEN makes its cost USD 10.01)",
              "BILL_POSTED by 5.00: Invalid bill entries in CHARGE of " + DAY_1
                  + ": USD 10.00 to cost-center:search (must be USD 5.00: the sum of the records"
                  + " placed there)");
    }

    @Test
    void aLostLastPartIsAGapAtTheEnd() {
      books.placements.remove(SECOND_DAY);

      assertThat(broken(StandardInvariants.EVERY_BILL_RECORD))
          .containsExactly("Invalid parts of a bill record: " + HALF
              + " of r10 (they must follow each other through its own period, " + OWN + ")");
    }

    @Test
    void aDoubledPartCountsOnceTooOften() {
      books.placements.add(FIRST_DAY, books.placements.get(FIRST_DAY));

      assertThat(books.broken())
          .containsExactly(
              "EVERY_BILL_RECORD by 5.00: Invalid placement of a bill record: r10 in " + DAY_1
                  + " (is placed 2 times)",
              "BILL_POSTED by -5.00: Invalid bill entries in CHARGE of " + DAY_1
                  + ": USD 10.00 to cost-center:search (must be USD 15.00: the sum of the records"
                  + " placed there)");
    }

    @Test
    void aPartIsBookedInThePeriodThatContainsIt() {
      books.placements.set(SECOND_DAY, part(HALF, DAY_1, SEARCH, "2.51", "0"));

      assertThat(broken(StandardInvariants.BILL_PERIOD))
          .containsExactly("by 2.51: Invalid charge period of a bill record: " + DAY_1
              + " for r10 (the grain period that contains its part " + HALF + " is " + DAY_2 + ")");
    }

    @Test
    void partsHaveTheirDurationsShares() {
      books.placements.set(FIRST_DAY, part(DAY_1, DAY_1, SEARCH, "5.01", "0"));
      books.placements.set(SECOND_DAY, part(HALF, DAY_2, SEARCH, "2.50", "0"));

      assertThat(broken(StandardInvariants.BILL_IMPORT))
          .containsExactly(
              "by 0.01: Invalid part of a bill record: USD 5.01 for r10 in " + DAY_1
                  + " (its duration's share of USD 10.01 is USD 5.00)",
              "by -0.01: Invalid part of a bill record: USD 2.50 for r10 in " + HALF
                  + " (its duration's share of USD 10.01 is USD 2.51)");
    }

    @Test
    void twoPartsHaveTheirDurationsSharesToo() {
      Period both = Period.of(BEFORE.start(), DAY_1.end());
      books.placements.remove(FIRST_DAY);
      books.placements.set(BEFORE_GRAIN, part(both, DAY_1, SEARCH, "7.51", "0.004"));
      books.placements.set(FIRST_DAY, part(HALF, DAY_2, SEARCH, "2.50", "0"));

      assertThat(broken(StandardInvariants.BILL_IMPORT))
          .containsExactly(
              "by 0.01: Invalid part of a bill record: USD 7.51 for r10 in " + both
                  + " (its duration's share of USD 10.01 is USD 7.50)",
              "by -0.01: Invalid part of a bill record: USD 2.50 for r10 in " + HALF
                  + " (its duration's share of USD 10.01 is USD 2.51)");
    }

    @Test
    void theRoundingStaysWithTheFirstPart() {
      books.placements.set(BEFORE_GRAIN, part(BEFORE, BEFORE, NO_BILL_HOME, "2.50", "0"));
      books.placements.set(FIRST_DAY, part(DAY_1, DAY_1, SEARCH, "5.00", "0.004"));

      assertThat(broken(StandardInvariants.BILL_IMPORT))
          .containsExactly("by 0.004: Invalid rounding of a bill record: USD 0.004 for r10 in "
              + DAY_1 + " (stays with its first part)");
    }

    @Test
    void partsStandInTheOrderOfTime() {
      Collections.swap(books.placements, FIRST_DAY, SECOND_DAY);

      assertThat(books.broken())
          .containsExactly("EVERY_BILL_RECORD: Invalid order of bill placements: r10 (placement 11"
              + " must be of r10)");
    }

    @Test
    void aRecordIsCutOnlyWhereAGrainPeriodStartsOrEnds() {
      Period first = Period.parse("2024-09-01T00:00:00Z/2024-09-01T06:00:00Z");
      Period rest = Period.parse("2024-09-01T06:00:00Z/2024-09-02T00:00:00Z");
      // floor(1001 * 18/48) = 375: 125 cents, then 375.
      books.placements.set(FIRST_DAY, part(first, DAY_1, SEARCH, "1.25", "0"));
      books.placements.add(SECOND_DAY, part(rest, DAY_1, SEARCH, "3.75", "0"));

      assertThat(books.broken())
          .containsExactly(
              "BILL_PERIOD by 1.25: Invalid part of a bill record: " + first
                  + " of r10 (must be cut only where a grain period starts or ends)",
              "BILL_PERIOD by 3.75: Invalid part of a bill record: " + rest
                  + " of r10 (must be cut only where a grain period starts or ends)");
    }

    @Test
    void noPartLiesAcrossGrainPeriods() {
      Period both = Period.parse("2024-09-01T00:00:00Z/2024-09-02T12:00:00Z");
      books.placements.remove(SECOND_DAY);
      books.placements.set(FIRST_DAY, part(both, DAY_1, SEARCH, "7.51", "0"));

      assertThat(broken(StandardInvariants.BILL_PERIOD))
          .contains("by 7.51: Invalid part of a bill record: " + both
              + " of r10 (must lie inside a grain period or outside all)");
    }

    @Test
    void aPolicyThatProratesNothingCutsNothing() {
      books.policy.billProration(Proration.NONE);

      assertThat(broken(StandardInvariants.BILL_PERIOD))
          .containsExactly(
              "by 2.50: Invalid part of a bill record: " + BEFORE
                  + " of r10 (the policy prorates no such record)",
              "by 5.00: Invalid part of a bill record: " + DAY_1
                  + " of r10 (the policy prorates no such record)",
              "by 2.51: Invalid part of a bill record: " + HALF
                  + " of r10 (the policy prorates no such record)");
    }

    @Test
    void everyPartWithoutAHomeHasItsFault() {
      books.faults.removeIf(f -> f.record().equals(Optional.of("bill:r10")));

      assertThat(broken(StandardInvariants.FAULT_RECORD))
          .containsExactly("by -2.50: Invalid fault: PERIOD_MISMATCH of bill:r10 in " + BEFORE
              + " (no fault names the record)");
    }
  }

  @Nested
  class Usage {
    private static final int BEFORE_GRAIN = 9;
    private static final int FIRST_DAY = 10;
    private static final int SECOND_DAY = 11;

    private final String gap =
        " of u10 (they must follow each other through its own period, " + OWN + ")";

    @Test
    void aLostPartIsAGap() {
      books.usageParts.remove(FIRST_DAY);
      books.usagePlacements.remove(FIRST_DAY);

      assertThat(books.broken())
          .containsExactly("EVERY_USAGE_RECORD: Invalid parts of a usage record: " + HALF + gap);
    }

    @Test
    void aRecordAcrossPeriodsMustBeCut() {
      books.usageParts = books.usage;
      books.usagePlacements.subList(FIRST_DAY, SECOND_DAY + 1).clear();

      assertThat(broken(StandardInvariants.EVERY_USAGE_RECORD))
          .containsExactly("Invalid part of a usage record: " + OWN
              + " of u10 (must lie inside a grain period or outside all)");
    }

    @Test
    void aDoubledPartIsNoPartOfItsRecord() {
      books.usageParts.add(FIRST_DAY, books.usageParts.get(FIRST_DAY));
      books.usagePlacements.add(UsagePlacement.COUNTED);

      assertThat(books.broken())
          .containsExactly("EVERY_USAGE_RECORD: Invalid parts of a usage record: " + DAY_1 + gap);
    }

    @Test
    void aPartOfNoRecordIsRefused() {
      books.usageParts.add(UsageRecord.builder()
          .copyOf(books.usageParts.get(SECOND_DAY))
          .id("u11")
          .build());
      books.usagePlacements.add(UsagePlacement.COUNTED);

      assertThat(books.broken())
          .containsExactly("EVERY_USAGE_RECORD: Invalid parts of a usage record: " + HALF
              + " of u11 (must be of a record, in the order of the records)");
    }

    @Test
    void aPartInTheWrongPeriodDoesNotCount() {
      books.usagePlacements.set(BEFORE_GRAIN, UsagePlacement.COUNTED);
      books.usagePlacements.set(FIRST_DAY, UsagePlacement.PERIOD_MISMATCH);

      assertThat(broken(StandardInvariants.EVERY_USAGE_RECORD))
          .containsExactly(
              "Invalid placement of a usage record: COUNTED for u10 (its platform, period or unit"
                  + " is unknown to the policy, or the platform used itself)",
              "Invalid placement of a usage record: PERIOD_MISMATCH for u10 (a grain period"
                  + " contains its own)");
    }

    @Test
    void partsHaveTheirDurationsShares() {
      books.usageParts.set(FIRST_DAY, use(DAY_1, "0.000000000004"));
      books.usageParts.set(SECOND_DAY, use(HALF, "0.000000000004"));

      assertThat(books.broken())
          .containsExactly(
              "EVERY_USAGE_RECORD: Invalid part of a usage record: 0.000000000004 for u10 in "
                  + DAY_1 + " (its duration's share of 0.00000000001 is 0.000000000005)",
              "EVERY_USAGE_RECORD: Invalid part of a usage record: 0.000000000004 for u10 in "
                  + HALF + " (its duration's share of 0.00000000001 is 0.000000000003)");
    }

    @Test
    void aRecordThatIsNotCutKeepsItsQuantity() {
      books.usageParts.set(
          0,
          UsageRecord.builder()
              .copyOf(books.usageParts.get(0))
              .quantity(new BigDecimal("49"))
              .build());

      assertThat(broken(StandardInvariants.EVERY_USAGE_RECORD))
          .containsExactly("Invalid part of a usage record: 49 for u1 in " + DAY_1
              + " (its duration's share of 50 is 50)");
    }

    @Test
    void aPolicyThatProratesNothingCutsNothing() {
      books.policy.usageProration(Proration.NONE);

      assertThat(books.broken())
          .containsExactly(
              "EVERY_USAGE_RECORD: Invalid part of a usage record: " + BEFORE
                  + " of u10 (the policy prorates no such record)",
              "EVERY_USAGE_RECORD: Invalid part of a usage record: " + DAY_1
                  + " of u10 (the policy prorates no such record)",
              "EVERY_USAGE_RECORD: Invalid part of a usage record: " + HALF
                  + " of u10 (the policy prorates no such record)");
    }

    @Test
    void aRecordOfADoubledIdHasItsOwnParts() {
      books.usage.add(use(OWN, "0.00000000001"));
      books.usageParts.addAll(List.copyOf(books.usageParts.subList(BEFORE_GRAIN, 12)));
      books.usagePlacements.addAll(List.copyOf(books.usagePlacements.subList(BEFORE_GRAIN, 12)));
      books.faults.add(Books.usageFault(FaultReason.PERIOD_MISMATCH, BEFORE, "u10"));

      assertThat(books.broken())
          .containsExactly("EVERY_USAGE_RECORD: Invalid usage record id: u10 (must be unique in"
              + " its source, metering)");
    }
  }
}
