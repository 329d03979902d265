package io.costledger.invariants;

import static io.costledger.invariants.Books.ADS;
import static io.costledger.invariants.Books.DAY_2;
import static io.costledger.invariants.Books.EC2;
import static io.costledger.invariants.Books.SEARCH;
import static io.costledger.invariants.Books.SPARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.UsagePlacement;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a violation says beside its message: the smallest set that shows it, and whose job it is. */
class OffendersTest {
  private static final String D2 = "2024-09-02T00:00:00Z/2024-09-03T00:00:00Z";

  private final Books books = Books.correct();

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
  void aDoubledIdIsTheFeedsMatter() {
    books.usage.set(1, books.copyOfUsage(1).id("u1").build());

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
    books.usage.set(1, books.copyOfUsage(1).delivery("usage-7").build());

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

  @Test
  void thatAreNamedAreCountedUnlessThereAreMore() {
    Violation.Builder violation = Violation.builder()
        .invariant("MINE")
        .owner(new Responsible(Responsible.Role.POLICY_AUTHOR, "policy"))
        .message("Invalid entry: none (must be one)")
        .addOffenders("bill:r1", "bill:r2");

    assertThat(violation.build().offenderCount()).isEqualTo(2);
    assertThat(violation.offenderCount(7).build().offenderCount()).isEqualTo(7);
  }

  @Test
  void everyViolationSaysWhatToDo() {
    BrokenLedgers.all().forEach((name, breakage) -> {
      Books broken = Books.correct();
      breakage.accept(broken);

      assertThat(Audit.standard().report(broken.run()).violations())
          .as(name)
          .allSatisfy(v -> assertThat(v.advice()).contains(v.owner().id()).endsWith("."));
    });
  }
}
