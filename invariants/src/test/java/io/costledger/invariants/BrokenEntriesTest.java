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
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One entry is wrong; the laws that see it, each for its reason, are named whole. */
class BrokenEntriesTest {
  private static final String D1 = "2024-09-01T00:00:00Z/2024-09-02T00:00:00Z";
  private static final String D2 = "2024-09-02T00:00:00Z/2024-09-03T00:00:00Z";

  private final Books books = Books.correct();

  @Nested
  class Amounts {
    @Test
    void aUnitLostOnTheWayIsMissingInTheRunThePeriodAndThePlatform() {
      books.amount(books.entry(EC2, SEARCH, "30.00"), "29.99");

      assertThat(books.broken())
          .containsExactly(
              "CONSERVATION_RUN by -0.01: Invalid total CHARGE in cost centers, unallocated and"
                  + " variance: USD 117.99 (must be USD 118.00: the bill less what import rounded"
                  + " off)",
              "CONSERVATION_PERIOD by -0.01: Invalid CHARGE of "
                  + D1
                  + ": USD 108.99 came to rest (must be USD 109.00: what left the bill)",
              "CONSERVATION_PLATFORM by -0.01: Invalid outflow in CHARGE of "
                  + D1
                  + ": USD 99.99 from platform:ec2 (must be USD 100.00: what came in)");
    }

    @Test
    void aUnitTooMuchHasNoSourceEither() {
      books.amount(books.entry(EC2, SEARCH, "30.00"), "30.01");

      assertThat(books.broken())
          .containsExactly(
              "CONSERVATION_RUN by 0.01: Invalid total CHARGE in cost centers, unallocated and"
                  + " variance: USD 118.01 (must be USD 118.00: the bill less what import rounded"
                  + " off)",
              "CONSERVATION_PERIOD by 0.01: Invalid CHARGE of "
                  + D1
                  + ": USD 109.01 came to rest (must be USD 109.00: what left the bill)",
              "CONSERVATION_PLATFORM by 0.01: Invalid outflow in CHARGE of "
                  + D1
                  + ": USD 100.01 from platform:ec2 (must be USD 100.00: what came in)",
              "ENTRY_SOURCE by 0.01: Invalid source in CHARGE of "
                  + D1
                  + ": USD 100.01 leaves platform:ec2 (only USD 100.00 was booked in, both without"
                  + " their signs)");
    }

    @Test
    void aUnitLostBetweenTwoPlatformsIsSeenAtBothOfThem() {
      books.amount(books.entry(EC2, SPARK, "50.00"), "49.99");

      // The sinks still hold what the bill charged, so only the two accounts show it.
      assertThat(books.broken())
          .containsExactly(
              "CONSERVATION_PLATFORM by -0.01: Invalid outflow in CHARGE of "
                  + D1
                  + ": USD 99.99 from platform:ec2 (must be USD 100.00: what came in)",
              "CONSERVATION_PLATFORM by 0.01: Invalid outflow in CHARGE of "
                  + D1
                  + ": USD 53.00 from platform:spark (must be USD 52.99: what came in)",
              "ENTRY_SOURCE by 0.01: Invalid source in CHARGE of "
                  + D1
                  + ": USD 53.00 leaves platform:spark (only USD 52.99 was booked in, both without"
                  + " their signs)");
    }

    @Test
    void anAmountShiftedFromAConsumerToTheUnallocatedHasNoFaultThatExplainsIt() {
      books.amount(books.entry(SPARK, SEARCH, "30.00"), "29.00");
      books.amount(books.entry(SPARK, Account.unallocated("spark"), "15.00"), "16.00");

      assertThat(books.broken())
          .containsExactly("UNALLOCATED_EXPLAINED by -1.00: Invalid faults in CHARGE of "
              + D1
              + ": USD 15.00 in unallocated:spark (must be USD 16.00: what rests there)");
    }

    @Test
    void anAmountShiftedFromAGivenChargeToAnotherConsumerLeavesTheGivenChargeShort() {
      books.amount(books.entry(SPARK, ADS, "3.00"), "2.00");
      books.amount(books.entry(SPARK, SEARCH, "30.00"), "31.00");

      assertThat(books.broken())
          .containsExactly("GIVEN_WHOLE by -1.00: Invalid given CHARGE of "
              + D1
              + ": USD 2.00 platform:spark -> cost-center:ads (the charges that name it sum to"
              + " USD 3.00)");
    }

    @Test
    void aDirectEntryBeyondTheGivenChargesIsNotGiven() {
      books.amount(books.entry(SPARK, ADS, "3.00"), "4.00");
      books.amount(books.entry(SPARK, SEARCH, "30.00"), "29.00");

      assertThat(books.broken())
          .containsExactly("GIVEN_WHOLE by 1.00: Invalid given CHARGE of "
              + D1
              + ": USD 4.00 platform:spark -> cost-center:ads (the charges that name it sum to"
              + " USD 3.00)");
    }

    @Test
    void anAmountShiftedBetweenTwoTargetsOfTheBillIsSeenAgainstThePlacements() {
      books.amount(books.entry(BILL, SEARCH, "5.00"), "6.00");
      books.amount(books.entry(BILL, NO_BILL_HOME, "7.00"), "6.00");

      assertThat(books.broken())
          .containsExactly(
              "BILL_POSTED by -1.00: Invalid bill entries in CHARGE of "
                  + Books.AUGUST
                  + ": USD 6.00 to unallocated:bill (must be USD 7.00: the sum of the records"
                  + " placed there)",
              "BILL_POSTED by 1.00: Invalid bill entries in CHARGE of "
                  + D1
                  + ": USD 6.00 to cost-center:search (must be USD 5.00: the sum of the records"
                  + " placed there)",
              "UNALLOCATED_EXPLAINED by 1.00: Invalid faults in CHARGE of "
                  + Books.AUGUST
                  + ": USD 7.00 in unallocated:bill (must be USD 6.00: what rests there)");
    }

    @Test
    void aWrongSignIsSeenEvenWhereTheSumsAreRight() {
      books.amount(books.entry(EC2, ADS, "20.00"), "-20.00");
      books.amount(books.entry(EC2, SEARCH, "30.00"), "70.00");

      assertThat(books.broken())
          .containsExactly(
              "ENTRY_SOURCE by 40.00: Invalid source in CHARGE of "
                  + D1
                  + ": USD 140.00 leaves platform:ec2 (only USD 100.00 was booked in, both without"
                  + " their signs)",
              "ENTRY_SIGN by -20.00: Invalid sign of CHARGE in "
                  + D1
                  + ": USD -20.00 platform:ec2 -> cost-center:ads (must be above 0)");
    }

    @Test
    void aCreditAboveZeroIsNetted() {
      books.amount(books.entry(EC2, ADS, "-2.00"), "1.00");
      books.amount(books.entry(EC2, SEARCH, "-3.00"), "-6.00");

      assertThat(books.broken())
          .containsExactly(
              "ENTRY_SOURCE by 2.00: Invalid source in CREDIT of "
                  + D1
                  + ": USD 12.00 leaves platform:ec2 (only USD 10.00 was booked in, both without"
                  + " their signs)",
              "ENTRY_SIGN by 1.00: Invalid sign of CREDIT in "
                  + D1
                  + ": USD 1.00 platform:ec2 -> cost-center:ads (must be below 0)");
    }

    @Test
    void aChargeBookedAsACreditIsMissingInOneMeasureAndTooMuchInTheOther() {
      books.change(books.entry(EC2, SEARCH, "30.00"), e -> e.measure(Measure.CREDIT));

      assertThat(books.broken())
          .extracting(line -> line.substring(0, line.indexOf(':')))
          .containsExactly(
              "CONSERVATION_RUN by -30.00",
              "CONSERVATION_RUN by 30.00",
              "CONSERVATION_PERIOD by -30.00",
              "CONSERVATION_PERIOD by 30.00",
              "CONSERVATION_PLATFORM by -30.00",
              "CONSERVATION_PLATFORM by 30.00",
              // Net of both entries, search gets 27.00 in CREDIT and the others -7.00.
              "ENTRY_SOURCE by 24.00",
              "ENTRY_SIGN by 30.00",
              // Search has a share of the credit already.
              "ENTRY_UNIQUE");
    }
  }

  @Nested
  class Places {
    @Test
    void anEntryToAnotherPeriodLeavesTheOnePlatformShortAndTheOtherWithoutSource() {
      books.change(books.entry(EC2, ADS, "20.00"), e -> e.chargePeriod(DAY_2));

      assertThat(books.broken())
          .containsExactly(
              "CONSERVATION_PERIOD by -20.00: Invalid CHARGE of "
                  + D1
                  + ": USD 89.00 came to rest (must be USD 109.00: what left the bill)",
              "CONSERVATION_PERIOD by 20.00: Invalid CHARGE of "
                  + D2
                  + ": USD 22.00 came to rest (must be USD 2.00: what left the bill)",
              "CONSERVATION_PLATFORM by -20.00: Invalid outflow in CHARGE of "
                  + D1
                  + ": USD 80.00 from platform:ec2 (must be USD 100.00: what came in)",
              "CONSERVATION_PLATFORM by 20.00: Invalid outflow in CHARGE of "
                  + D2
                  + ": USD 22.00 from platform:ec2 (must be USD 2.00: what came in)",
              "ENTRY_SOURCE by 20.00: Invalid source in CHARGE of "
                  + D2
                  + ": USD 22.00 leaves platform:ec2 (only USD 2.00 was booked in, both without"
                  + " their signs)");
    }

    @Test
    void moneyOutOfAnEmptyPlatformHasNoSource() {
      LedgerEntry entry = books.add(DAY_2, SPARK, ADS, "1.00", EntryKind.ALLOCATED);

      assertThat(Audit.standard().report(books.run()).violations())
          .filteredOn(v -> v.invariant().equals("ENTRY_SOURCE"))
          .singleElement()
          .satisfies(v -> {
            assertThat(v.offenders()).containsExactly(Offenders.text(entry));
            assertThat(v.message())
                .isEqualTo("Invalid source in CHARGE of "
                    + D2
                    + ": USD 1.00 leaves platform:spark (only USD 0.00 was booked in, both"
                    + " without their signs)");
          });
    }

    @Test
    void moneyOutOfAnEmptyPlatformThatNetsToZeroHasNoSource() {
      books.add(DAY_2, SPARK, ADS, "1.00", EntryKind.ALLOCATED);
      books.change(
          books.add(DAY_2, SPARK, SEARCH, "-1.00", EntryKind.ALLOCATED),
          e -> e.measure(Measure.CHARGE));

      assertThat(books.broken())
          .containsExactly(
              "ENTRY_SOURCE by 2.00: Invalid source in CHARGE of "
                  + D2
                  + ": USD 2.00 leaves platform:spark (only USD 0.00 was booked in, both without"
                  + " their signs)",
              "ENTRY_SIGN by -1.00: Invalid sign of CHARGE in "
                  + D2
                  + ": USD -1.00 platform:spark -> cost-center:search (must be above 0)");
    }

    @Test
    void moneyThatRunsInACircleGoesUpATier() {
      books.add(DAY_2, EC2, SPARK, "9.00", EntryKind.ALLOCATED);
      books.add(DAY_2, SPARK, EC2, "9.00", EntryKind.ALLOCATED);

      // Each account is at zero, and each outflow has an inflow: only the tiers show it.
      assertThat(books.broken())
          .containsExactly("TIER_ORDER by 9.00: Invalid tier in "
              + D2
              + ": tier 0 of platform:ec2 (must be deeper than tier 1, the tier of"
              + " platform:spark)");
    }

    @Test
    void anUndeclaredCostCenterIsNotPartOfTheRun() {
      books.change(books.entry(EC2, ADS, "20.00"), e -> e.to(Account.costCenter("ghost")));

      assertThat(books.broken())
          .containsExactly("ENTRY_DECLARED by 20.00: Invalid account in "
              + D1
              + ": cost-center:ghost (is not declared for that period)");
    }

    @Test
    void anUndeclaredPlatformIsNotPartOfTheRun() {
      Account kafka = Account.platform("kafka");
      books.change(books.entry(BILL, EC2, "2.00"), e -> e.to(kafka));
      books.change(
          books.entry(EC2, Account.unallocated("ec2"), "2.00"),
          e -> e.from(kafka).to(Account.unallocated("kafka")));

      assertThat(books.broken())
          .contains(
              "ENTRY_DECLARED by 2.00: Invalid account in "
                  + D2
                  + ": platform:kafka (is not declared for that period)",
              "ENTRY_DECLARED by 2.00: Invalid account in "
                  + D2
                  + ": unallocated:kafka (is not declared for that period)");
    }

    @Test
    void anotherBillIsNotTheRuns() {
      books.change(books.entry(BILL, EC2, "2.00"), e -> e.from(Account.bill("other")));

      assertThat(books.broken())
          .containsExactly("ENTRY_DECLARED by 2.00: Invalid account in "
              + D2
              + ": bill:other (the run's bill is bill:focus)");
    }
  }

  @Nested
  class Facts {
    private final LedgerEntry share = books.entry(EC2, ADS, "20.00");

    @Test
    void aRetainedShareGoesToTheOwner() {
      books.change(books.entry(SPARK, INFRA, "5.00"), e -> e.to(ADS));

      assertThat(books.broken())
          .containsExactly("OWNER_BEARS by 5.00: Invalid owner of CHARGE in "
              + D1
              + ": retained platform:spark -> cost-center:ads (must go to the platform's"
              + " owner)");
    }

    @Test
    void costWithoutAHomeGoesWhereThePolicySays() {
      books.change(books.entry(EC2, Account.unallocated("ec2"), "2.00"), e -> e.to(SEARCH));
      books.faults.removeIf(f -> f.reason() == FaultReason.NO_USAGE);

      assertThat(books.broken())
          .containsExactly("OWNER_BEARS by 2.00: Invalid owner of CHARGE in "
              + D2
              + ": NO_USAGE platform:ec2 -> cost-center:search (the policy sends such cost"
              + " elsewhere)");
    }

    @Test
    void aForeignRunIdIsNotTheRuns() {
      books.change(share, e -> e.run("run-0"));

      assertThat(books.broken())
          .containsExactly("ENTRY_PINNED: Invalid run of an entry: run-0 (must be run-1)");
    }

    @Test
    void anotherUnitIsNotTheLedgers() {
      books.change(share, e -> e.unit(LedgerUnit.of(CurrencyUnit.EUR, 3)));

      assertThat(books.broken())
          .containsExactly(
              "ENTRY_PINNED: Invalid unit of an entry: EUR at scale 3 (must be USD at scale 2)");
    }

    @Test
    void anotherPostingPeriodIsNotTheRuns() {
      books.change(share, e -> e.postingPeriod(DAY_1));

      assertThat(books.broken())
          .containsExactly("ENTRY_PINNED: Invalid posting period of an entry: "
              + D1
              + " (must be 2024-09-01T00:00:00Z/2024-09-03T00:00:00Z)");
    }

    @Test
    void aChargePeriodOutsideTheGrainNeedsARecordThere() {
      books.change(books.entry(BILL, SEARCH, "5.00"), e -> e.chargePeriod(Books.AUGUST));

      assertThat(books.broken())
          .contains("ENTRY_PINNED: Invalid charge period of an entry: "
              + Books.AUGUST
              + " (is not in the grain)");
    }

    @Test
    void deliveriesAreAmongTheInputs() {
      books.change(share, e -> e.addDeliveries("usage-9"));
      books.change(books.entry(BILL, EC2, "2.00"), e -> e.deliveries(List.of("usage-1")));

      assertThat(books.broken())
          .containsExactly(
              "ENTRY_PINNED: Invalid delivery of an entry: usage-9 (is not among the run's inputs)",
              "ENTRY_PINNED: Invalid deliveries of an entry: [usage-1] (must be [bill-1])");
    }

    @Test
    void deliveriesAscend() {
      books.change(share, e -> e.deliveries(List.of("usage-2", "usage-1")));

      assertThat(books.broken())
          .containsExactly(
              "ENTRY_PINNED: Invalid deliveries of an entry: [usage-2, usage-1] (must ascend, each"
                  + " once)");
    }

    @Test
    void aPlatformHasATier() {
      books.change(share, e -> e.tier(OptionalInt.empty()));
      books.change(books.entry(BILL, SEARCH, "5.00"), e -> e.tier(0));

      assertThat(books.broken())
          .containsExactly(
              "TIER_ORDER: Invalid tier in "
                  + D1
                  + ": tier 0 of bill:focus -> cost-center:search (only cost that leaves a platform"
                  + " has a tier)",
              "TIER_ORDER: Invalid tier in "
                  + D1
                  + ": no tier of platform:ec2 -> cost-center:ads (cost that leaves a platform has"
                  + " a tier)");
    }

    @Test
    void aPlatformHasOneTier() {
      books.change(books.entry(EC2, SEARCH, "30.00"), e -> e.tier(2));

      assertThat(books.broken())
          .containsExactly("TIER_ORDER: Invalid tier in "
              + D1
              + ": tier 2 of platform:ec2 (another entry has tier 0)");
    }

    @Test
    void aDoubledEntryIsTwo() {
      books.entries.add(books.entry(BILL, NO_BILL_HOME, "1.00"));

      assertThat(books.broken())
          .containsExactly(
              "CONSERVATION_RUN by 1.00: Invalid total CHARGE out of the bill: USD 119.00 (must be"
                  + " USD 118.00: the bill less what import rounded off)",
              "CONSERVATION_RUN by 1.00: Invalid total CHARGE in cost centers, unallocated and"
                  + " variance: USD 119.00 (must be USD 118.00: the bill less what import rounded"
                  + " off)",
              "BILL_POSTED by 1.00: Invalid bill entries in CHARGE of "
                  + D1
                  + ": USD 2.00 to unallocated:bill (must be USD 1.00: the sum of the records"
                  + " placed there)",
              "UNALLOCATED_EXPLAINED by -1.00: Invalid faults in CHARGE of "
                  + D1
                  + ": USD 1.00 in unallocated:bill (must be USD 2.00: what rests there)",
              "ENTRY_UNIQUE: Invalid unallocated CHARGE of "
                  + D1
                  + ": 2 entries bill:focus -> unallocated:bill (must be one)");
    }

    @Test
    void anEntrySplitInTwoIsTwo() {
      books.amount(share, "19.00");
      books.add(DAY_1, EC2, ADS, "1.00", EntryKind.ALLOCATED);

      assertThat(books.broken())
          .containsExactly("ENTRY_UNIQUE: Invalid allocated CHARGE of "
              + D1
              + ": 2 entries platform:ec2 -> cost-center:ads (must be one)");
    }

    @Test
    void entriesOutOfOrderDoNotGiveEqualBytes() {
      books.run();
      books.sorted = false;
      Collections.swap(books.entries, 1, 2);
      Collections.swap(books.faults, 0, 1);

      assertThat(books.broken())
          .containsExactly(
              "RUN_ORDER: Invalid order of entries: entry 3 (must come before entry 2)",
              "RUN_ORDER: Invalid order of faults: fault 2 (must come before fault 1)");
    }
  }

  @Nested
  class Offending {
    @Test
    void entriesAreNamedUpToTwentyAndCounted() {
      for (int i = 0; i < 30; i++) {
        books.add(DAY_2, EC2, Account.costCenter("c" + i), "1.00", EntryKind.ALLOCATED);
      }

      List<Violation> violations = StandardInvariants.CONSERVATION_PLATFORM.check(books.run());

      assertThat(violations).hasSize(1);
      assertThat(violations.get(0).offenders())
          .hasSize(20)
          .startsWith(
              D2 + " bill:focus -> platform:ec2 CHARGE direct USD 2.00",
              D2 + " platform:ec2 -> cost-center:c0 CHARGE allocated USD 1.00");
      assertThat(violations.get(0).offenderCount()).isEqualTo(32);
      assertThat(violations.get(0).discrepancy()).contains(new BigDecimal("30.00"));
      assertThat(violations.get(0).owner()).hasToString("library:costledger");
    }

    @Test
    void accountsThatKeepCostAreNamedForAPeriod() {
      books.amount(books.entry(EC2, SEARCH, "30.00"), "29.99");

      assertThat(StandardInvariants.CONSERVATION_PERIOD.check(books.run()))
          .flatExtracting(Violation::offenders)
          .containsExactly("platform:ec2 is left with USD 0.01");
    }

    @Test
    void groupsEndAtZeroLikePlatforms() {
      Account group = new Account(AccountKind.GROUP, "ec2");
      books.change(books.add(DAY_2, EC2, group, "1.00", EntryKind.ALLOCATED), e -> e.tier(0));
      books.amount(books.entry(EC2, Account.unallocated("ec2"), "2.00"), "1.00");

      assertThat(StandardInvariants.CONSERVATION_PLATFORM.check(books.run()))
          .extracting(Violation::message)
          .containsExactly("Invalid outflow in CHARGE of "
              + D2
              + ": USD 0.00 from group:ec2 (must be USD 1.00:"
              + " what came in)");
    }
  }
}
