package io.costledger.invariants;

import static io.costledger.invariants.Books.ADS;
import static io.costledger.invariants.Books.DAY_1;
import static io.costledger.invariants.Books.DAY_2;
import static io.costledger.invariants.Books.EC2;
import static io.costledger.invariants.Books.NO_BILL_HOME;
import static io.costledger.invariants.Books.SEARCH;
import static io.costledger.invariants.Books.SPARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.Measure;
import io.costledger.core.usage.UsageRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the run says of a record is wrong; the laws that see it are named whole. */
class BrokenRecordsTest {
  private static final String D1 = "2024-09-01T00:00:00Z/2024-09-02T00:00:00Z";
  private static final String D2 = "2024-09-02T00:00:00Z/2024-09-03T00:00:00Z";
  private static final String AUG = "2024-08-31T00:00:00Z/2024-09-01T00:00:00Z";

  private final Books books = Books.correct();

  private BillPlacement placementOf(String record) {
    return books.placements.stream()
        .filter(p -> p.record().equals(record))
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class BillRecords {
    @Test
    void aRecordThatIsPlacedNowhereIsMissing() {
      books.placements.remove(placementOf("r9"));

      assertThat(books.broken())
          .containsExactly(
              "EVERY_BILL_RECORD by -2.00: Invalid placement of a bill record: r9 (is placed"
                  + " nowhere)",
              "BILL_POSTED by 2.00: Invalid bill entries in CHARGE of "
                  + D2
                  + ": USD 2.00 to platform:ec2 (must be USD 0.00: the sum of the records placed"
                  + " there)");
    }

    @Test
    void aRecordThatIsPlacedTwiceCountsOnceTooOften() {
      books.placements.add(placementOf("r9"));

      assertThat(books.broken())
          .containsExactly(
              "EVERY_BILL_RECORD by 2.00: Invalid placement of a bill record: r9 (is placed 2"
                  + " times)",
              "BILL_POSTED by -2.00: Invalid bill entries in CHARGE of "
                  + D2
                  + ": USD 2.00 to platform:ec2 (must be USD 4.00: the sum of the records placed"
                  + " there)");
    }

    @Test
    void aPlacementOfNoRecordIsRefused() {
      books.placements.add(new BillPlacement(
          "r99",
          DAY_2,
          DAY_2,
          EC2,
          Optional.empty(),
          false,
          Measure.CHARGE,
          Books.units("0"),
          BigDecimal.ZERO,
          Optional.empty()));

      assertThat(books.broken())
          .containsExactly(
              "EVERY_BILL_RECORD: Invalid placement of a bill record: r99 (the bill has no such"
                  + " record)");
    }

    @Test
    void placementsStandInTheOrderOfTheBill() {
      Collections.swap(books.placements, 0, 3);

      assertThat(books.broken())
          .containsExactly(
              "EVERY_BILL_RECORD: Invalid order of bill placements: r4 (placement 1 must be of"
                  + " r1)");
    }

    @Test
    void aRecordThatTheEntriesDoNotHaveIsLostFromTheRun() {
      books.record("r10", DAY_2, "4.00", EC2, "4.00");

      assertThat(books.broken())
          .containsExactly(
              "CONSERVATION_RUN by -4.00: Invalid total CHARGE out of the bill: USD 118.00 (must be"
                  + " USD 122.00: the bill less what import rounded off)",
              "CONSERVATION_RUN by -4.00: Invalid total CHARGE in cost centers, unallocated and"
                  + " variance: USD 118.00 (must be USD 122.00: the bill less what import rounded"
                  + " off)",
              "BILL_POSTED by -4.00: Invalid bill entries in CHARGE of "
                  + D2
                  + ": USD 2.00 to platform:ec2 (must be USD 6.00: the sum of the records placed"
                  + " there)");
    }

    @Test
    void aRecordWithoutAHomeHasAReason() {
      books.placement("r7", p -> Books.fault(p, null));

      assertThat(books.broken())
          .containsExactly(
              "EVERY_BILL_RECORD by 1.00: Invalid home of a bill record: unallocated:bill for r7"
                  + " (only a record with a fault has no home)",
              "FAULT_RECORD: Invalid fault: NO_RULE of bill:r7 in " + D1
                  + " (1 faults name it, must be 0)");
    }

    @Test
    void aRecordWithAHomeHasNoFault() {
      books.placement("r9", p -> Books.fault(p, FaultReason.NO_RULE));

      assertThat(books.broken())
          .containsExactly(
              "EVERY_BILL_RECORD by 2.00: Invalid fault of a bill record: NO_RULE for r9 (it has a"
                  + " home: platform:ec2)",
              "FAULT_RECORD by -2.00: Invalid fault: NO_RULE of bill:r9 in " + D2
                  + " (no fault names the" + " record)");
    }
  }

  @Nested
  class Import {
    @Test
    void aUnitLostAtImportIsSeenBesideTheRecord() {
      books.placement("r1", p -> Books.amounts(p, Measure.CHARGE, "59.99", "0"));

      assertThat(books.broken())
          .containsExactly(
              "BILL_IMPORT by -0.01: Invalid import of a bill record: USD 59.99 for r1 (units plus"
                  + " rounding must be its cost, USD 60.00)",
              "BILL_IMPORT by -0.01: Invalid rounding of a bill record: USD 0.00 for r1 (HALF_EVEN"
                  + " makes its cost USD 60.00)",
              "BILL_POSTED by 0.01: Invalid bill entries in CHARGE of "
                  + D1
                  + ": USD 100.00 to platform:ec2 (must be USD 99.99: the sum of the records placed"
                  + " there)");
    }

    @Test
    void roundingOfAUnitOrMoreIsTooLarge() {
      books.placement("r1", p -> Books.amounts(p, Measure.CHARGE, "59.99", "0.01"));
      books.placement("r2", p -> Books.amounts(p, Measure.CHARGE, "40.01", "-0.006"));

      // The one is too large, the other not the policy's; the sums of both are kept as booked.
      assertThat(books.broken())
          .containsExactly(
              "BILL_IMPORT by 0.01: Invalid rounding of a bill record: USD 0.01 for r1 (must be"
                  + " less than a unit, USD 0.01)",
              "BILL_IMPORT by 0.01: Invalid rounding of a bill record: USD -0.006 for r2 (HALF_EVEN"
                  + " makes its cost USD 40.00)");
    }

    @Test
    void roundingNeedsAPolicyThatAllowsIt() {
      books.policy = Books.standardPolicy();

      assertThat(books.broken())
          .containsExactly(
              "BILL_IMPORT by 0.004: Invalid rounding of a bill record: USD 0.004 for r2 (the"
                  + " policy allows none)",
              "BILL_IMPORT by 0.001: Invalid rounding of a bill record: USD 0.001 for r8 (the"
                  + " policy allows none)");
    }

    @Test
    void roundingIsThePolicysOwn() {
      books.policy = Books.standardPolicy().rounding(RoundingMode.UP);

      assertThat(books.broken())
          .containsExactly(
              "BILL_IMPORT by -0.01: Invalid rounding of a bill record: USD 0.004 for r2 (UP makes"
                  + " its cost USD 40.01)",
              "BILL_IMPORT by -0.01: Invalid rounding of a bill record: USD 0.001 for r8 (UP makes"
                  + " its cost USD 0.01)");
    }

    @Test
    void theMeasureIsTheSignOfTheCost() {
      books.placement("r8", p -> Books.amounts(p, Measure.CREDIT, "0.00", "0.001"));

      assertThat(books.broken())
          .containsExactly(
              "BILL_IMPORT: Invalid measure of a bill record: CREDIT for r8 (must be CHARGE: its"
                  + " cost is USD 0.001)",
              "ROUNDING_KEPT by 0.001: Invalid rounding in CHARGE of "
                  + D2
                  + ": USD 0.001 (must be USD 0.00: the sum over the bill records)",
              "ROUNDING_KEPT by -0.001: Invalid rounding in CREDIT of "
                  + D2
                  + ": USD 0.00 (must be USD 0.001: the sum over the bill records)");
    }

    @Test
    void whatWasRoundedOffIsKept() {
      books.rounding.remove(0);

      assertThat(books.broken())
          .containsExactly(
              "CONSERVATION_RUN by -0.004: Invalid total CHARGE out of the bill: USD 118.00 (must"
                  + " be USD 118.004: the bill less what import rounded off)",
              "CONSERVATION_RUN by -0.004: Invalid total CHARGE in cost centers, unallocated and"
                  + " variance: USD 118.00 (must be USD 118.004: the bill less what import rounded"
                  + " off)",
              "ROUNDING_KEPT by -0.004: Invalid rounding in CHARGE of "
                  + D1
                  + ": USD 0.00 (must be USD 0.004: the sum over the bill records)");
    }

    @Test
    void whatWasRoundedOffIsNamedOnce() {
      books.rounding.set(0, new RoundingDifference(DAY_1, Measure.CHARGE, new BigDecimal("0.003")));
      books.rounding.add(new RoundingDifference(DAY_1, Measure.CHARGE, new BigDecimal("0.001")));

      assertThat(books.broken())
          .containsExactly("ROUNDING_KEPT: Invalid rounding in CHARGE of "
              + D1
              + ": 2 differences (must be one)");
    }
  }

  @Nested
  class Periods {
    @Test
    void aRecordIsBookedInThePeriodThatContainsItsOwn() {
      books.placement("r8", p -> Books.placed(p, DAY_1, EC2));
      books.rounding.clear();
      books.rounding.add(new RoundingDifference(DAY_1, Measure.CHARGE, new BigDecimal("0.005")));

      assertThat(books.broken())
          .containsExactly("BILL_PERIOD by 0.00: Invalid charge period of a bill record: "
              + D1
              + " for r8 (the grain period that contains its own is "
              + D2
              + ")");
    }

    @Test
    void aRecordOfNoGrainPeriodIsBookedInItsOwn() {
      books.placement("r5", p -> Books.placed(p, DAY_1, NO_BILL_HOME));

      assertThat(books.broken())
          .contains("BILL_PERIOD by 7.00: Invalid charge period of a bill record: "
              + D1
              + " for r5 (no grain period contains its own, "
              + AUG
              + ")");
    }

    @Test
    void aRecordOfNoGrainPeriodIsAMismatch() {
      books.placement("r5", p -> Books.fault(p, FaultReason.NO_RULE));
      books.placement("r7", p -> Books.fault(p, FaultReason.PERIOD_MISMATCH));

      assertThat(books.broken())
          .contains(
              "BILL_PERIOD by 7.00: Invalid fault of a bill record: NO_RULE for r5 (must be"
                  + " PERIOD_MISMATCH: no grain period contains "
                  + AUG
                  + ")",
              "BILL_PERIOD by 1.00: Invalid fault of a bill record: PERIOD_MISMATCH for r7 (its"
                  + " period lies inside "
                  + D1
                  + ")");
    }
  }

  @Nested
  class UsageRecords {
    private UsageRecord.Builder copyOf(int index) {
      return UsageRecord.builder().copyOf(books.usage.get(index));
    }

    @Test
    void aRecordWithoutAPlacementIsMissing() {
      books.usagePlacements.remove(8);

      assertThat(books.broken())
          .containsExactly(
              "EVERY_USAGE_RECORD: Invalid usage placements: 8 for 9 records (must be one for each"
                  + " record)",
              "FAULT_RECORD: Invalid fault: PERIOD_MISMATCH of usage:u9 in " + AUG
                  + " (1 faults name it, must be" + " 0)");
    }

    @Test
    void aDoubledIdIsTheFeedsMatter() {
      books.usage.set(1, copyOf(1).id("u1").build());

      assertThat(Audit.standard().report(books.run()).violations())
          .singleElement()
          .satisfies(v -> {
            assertThat(v.invariant()).isEqualTo("EVERY_USAGE_RECORD");
            assertThat(v.owner()).hasToString("usage-feed:metering");
            assertThat(v.offenders()).containsExactly("usage:u1");
            assertThat(v.message())
                .isEqualTo("Invalid usage record id: u1 (must be unique in its source, metering)");
          });
    }

    @Test
    void aDeliveryThatNobodyPinnedIsTheFeedsMatter() {
      books.usage.set(1, copyOf(1).delivery("usage-7").build());

      assertThat(Audit.standard().report(books.run()).violations())
          .singleElement()
          .satisfies(v -> {
            assertThat(v.owner()).hasToString("usage-feed:usage-7");
            assertThat(v.message())
                .isEqualTo(
                    "Invalid delivery of a usage record: usage-7 for u2 (is not among the run's"
                        + " deliveries)");
          });
    }

    @Test
    void eachPlacementIsWhatThePolicySays() {
      books.usagePlacements.set(3, UsagePlacement.COUNTED);
      books.usagePlacements.set(6, UsagePlacement.COUNTED);
      books.usagePlacements.set(7, UsagePlacement.COUNTED);
      books.usagePlacements.set(8, UsagePlacement.COUNTED);
      String rule =
          " (its platform, period or unit is unknown to the policy, or the platform used itself)";

      assertThat(StandardInvariants.EVERY_USAGE_RECORD.check(books.run()))
          .extracting(Violation::message)
          .containsExactly(
              "Invalid placement of a usage record: COUNTED for u4" + rule,
              "Invalid placement of a usage record: COUNTED for u7" + rule,
              "Invalid placement of a usage record: COUNTED for u8" + rule,
              "Invalid placement of a usage record: COUNTED for u9" + rule);
    }

    @Test
    void noPlacementHidesARecordThatCounts() {
      books.usagePlacements.set(0, UsagePlacement.SELF_USE);
      books.usagePlacements.set(1, UsagePlacement.UNKNOWN_PLATFORM);
      books.usagePlacements.set(2, UsagePlacement.PERIOD_MISMATCH);
      books.usagePlacements.set(4, UsagePlacement.UNKNOWN_UNIT);

      assertThat(StandardInvariants.EVERY_USAGE_RECORD.check(books.run()))
          .extracting(Violation::message)
          .containsExactly(
              "Invalid placement of a usage record: SELF_USE for u1 (its consumer is not the"
                  + " platform itself)",
              "Invalid placement of a usage record: UNKNOWN_PLATFORM for u2 (its platform is"
                  + " declared)",
              "Invalid placement of a usage record: PERIOD_MISMATCH for u3 (a grain period contains"
                  + " its own)",
              "Invalid placement of a usage record: UNKNOWN_UNIT for u5 (its platform's model reads"
                  + " its unit, or the platform is unknown)");
    }
  }

  @Nested
  class Faults {
    @Test
    void aMissingFaultLeavesARecordUnnamedAndCostUnexplained() {
      books.faults.removeIf(f -> f.record().equals(Optional.of("bill:r7")));

      assertThat(books.broken())
          .containsExactly(
              "FAULT_RECORD by -1.00: Invalid fault: NO_RULE of bill:r7 in " + D1
                  + " (no fault names the" + " record)",
              "UNALLOCATED_EXPLAINED by -1.00: Invalid faults in CHARGE of "
                  + D1
                  + ": USD 0.00 in unallocated:bill (must be USD 1.00: what rests there)");
    }

    @Test
    void aMissingFaultOfAUsageRecordLeavesItUnnamed() {
      books.faults.removeIf(f -> f.record().equals(Optional.of("usage:u7")));

      assertThat(books.broken())
          .containsExactly("FAULT_RECORD by 0.00: Invalid fault: UNKNOWN_PLATFORM of usage:u7 in "
              + D1 + " (no fault names" + " the record)");
    }

    @Test
    void aDoubledFaultNamesItsRecordTwice() {
      books.faults.add(Books.usageFault(FaultReason.UNKNOWN_PLATFORM, DAY_1, "u7"));

      assertThat(books.broken())
          .containsExactly("FAULT_RECORD: Invalid fault: UNKNOWN_PLATFORM of usage:u7 in " + D1
              + " (2 faults name it, must be" + " 1)");
    }

    @Test
    void aFaultNamesARecordOfTheInputs() {
      books.faults.add(Books.usageFault(FaultReason.UNKNOWN_UNIT, DAY_1, "u99"));

      assertThat(books.broken())
          .containsExactly("FAULT_RECORD: Invalid fault: UNKNOWN_UNIT of usage:u99 in " + D1
              + " (the inputs have no such" + " record)");
    }

    @Test
    void aFaultMayNameARecordWhoseConsumerIsUnknown() {
      books.faults.add(Books.usageFault(FaultReason.UNKNOWN_CONSUMER, DAY_1, "u6"));

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void aWrongAmountExplainsTooLittle() {
      books.fault("bill:r5", f -> f.amountUnits(Books.units("6.00")));

      assertThat(books.broken())
          .containsExactly(
              "FAULT_RECORD by -1.00: Invalid fault amount: USD 6.00 of bill:r5 (the record was"
                  + " booked with USD 7.00)",
              "UNALLOCATED_EXPLAINED by -1.00: Invalid faults in CHARGE of "
                  + AUG
                  + ": USD 6.00 in unallocated:bill (must be USD 7.00: what rests there)");
    }

    @Test
    void aFaultWithoutCostInTheLedgerExplainsTooMuch() {
      books.faults.add(
          Books.costFault(FaultReason.NO_MODEL, DAY_2, "3.00", Account.unallocated("spark"), ""));

      assertThat(books.broken())
          .containsExactly("UNALLOCATED_EXPLAINED by 3.00: Invalid faults in CHARGE of "
              + D2
              + ": USD 3.00 in unallocated:spark (must be USD 0.00: what rests there)");
    }

    @Test
    void aFaultGivesTheReasonOfItsEntry() {
      books.faults.replaceAll(f -> f.reason() == FaultReason.NO_USAGE
          ? Books.costFault(FaultReason.NO_MODEL, DAY_2, "2.00", Account.unallocated("ec2"), "")
          : f);

      assertThat(books.broken())
          .containsExactly("UNALLOCATED_EXPLAINED: Invalid reasons in CHARGE of "
              + D2
              + ": [NO_USAGE] of unallocated:ec2 (must be [NO_MODEL], as its faults say)");
    }

    @Test
    void anEntryToTheUnallocatedHasAReason() {
      books.change(
          books.entry(EC2, Account.unallocated("ec2"), "2.00"),
          e -> e.reasons(java.util.List.of()));

      assertThat(books.broken())
          .containsExactly(
              "UNALLOCATED_EXPLAINED: Invalid reasons in CHARGE of "
                  + D2
                  + ": [] of unallocated:ec2 (must be [NO_USAGE], as its faults say)",
              "OWNER_BEARS by 2.00: Invalid owner of CHARGE in "
                  + D2
                  + ": no reason for platform:ec2 -> unallocated:ec2 (cost without a home has a"
                  + " reason)");
    }

    @Test
    void anAmountHasAMeasure() {
      books.fault("usage:u7", f -> f.measure(Measure.CHARGE));

      assertThat(books.broken())
          .containsExactly(
              "UNALLOCATED_EXPLAINED: Invalid fault: Invalid usage record: u7 (UNKNOWN_PLATFORM)"
                  + " (an amount has a measure, and a measure an amount)");
    }

    @Test
    void costWithAFaultRestsInNoCostCenter() {
      books.faults.add(Books.costFault(FaultReason.NO_MODEL, DAY_2, "3.00", SEARCH, ""));

      assertThat(books.broken())
          .containsExactly(
              "UNALLOCATED_EXPLAINED by 3.00: Invalid account of a fault: cost-center:search (cost"
                  + " with a fault rests in an unallocated account, or elsewhere by policy)");
    }
  }

  @Nested
  class GivenCharges {
    private void keepTheCharge() {
      books.placement("r6", p -> Books.retained(p, Books.INFRA));
      books.entries.remove(books.entry(SPARK, ADS, "3.00"));
      books.amount(books.entry(SPARK, Books.INFRA, "5.00"), "8.00");
    }

    @Test
    void aChargeThatThePlatformKeepsIsPartOfWhatItRetains() {
      keepTheCharge();

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void aPlatformRetainsNoLessThanTheChargesItKeeps() {
      keepTheCharge();
      books.amount(books.entry(SPARK, Books.INFRA, "8.00"), "2.00");
      books.amount(books.entry(SPARK, SEARCH, "30.00"), "36.00");

      assertThat(books.broken())
          .containsExactly("GIVEN_WHOLE by -1.00: Invalid retained CHARGE of "
              + D1
              + ": USD 2.00 platform:spark -> cost-center:infra (the charges that it keeps sum"
              + " to USD 3.00)");
    }

    @Test
    void aNamedChargeIsNotPartOfWhatThePlatformRetains() {
      keepTheCharge();
      books.placement("r6", p -> Books.given(p, Books.INFRA));
      books.placements.replaceAll(p -> p.record().equals("r6")
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

      assertThat(books.broken())
          .containsExactly("GIVEN_WHOLE by -3.00: Invalid given CHARGE of "
              + D1
              + ": USD 0.00 platform:spark -> cost-center:infra (the charges that name it sum"
              + " to USD 3.00)");
    }

    @Test
    void aGivenChargeThatNoEntryBooksIsMissing() {
      books.placement("r6", p -> Books.given(p, SEARCH));

      assertThat(books.broken())
          .containsExactly(
              "GIVEN_WHOLE by 3.00: Invalid given CHARGE of "
                  + D1
                  + ": USD 3.00 platform:spark -> cost-center:ads (the charges that name it sum to"
                  + " USD 0.00)",
              "GIVEN_WHOLE by -3.00: Invalid given CHARGE of "
                  + D1
                  + ": USD 0.00 platform:spark -> cost-center:search (the charges that name it sum"
                  + " to USD 3.00)");
    }

    @Test
    void aPlatformThatIsItsOwnConsumerKeepsTheChargeInItsPool() {
      books.placement("r1", p -> Books.given(p, EC2));

      assertThat(books.broken()).isEmpty();
    }
  }
}
