package io.costledger.invariants;

import static io.costledger.invariants.Books.ADS;
import static io.costledger.invariants.Books.DAY_1;
import static io.costledger.invariants.Books.DAY_2;
import static io.costledger.invariants.Books.EC2;
import static io.costledger.invariants.Books.INFRA;
import static io.costledger.invariants.Books.SEARCH;
import static io.costledger.invariants.Books.SPARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Dated;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rarer ways that cost may take: the laws let them pass, and still see a unit beside them. */
class OpenWaysTest {
  private static final String D2 = "2024-09-02T00:00:00Z/2024-09-03T00:00:00Z";
  private static final Account UNUSED = Account.unallocated("ec2");
  private static final Account VARIANCE = new Account(AccountKind.VARIANCE, "ec2");
  private static final Account GROUP = new Account(AccountKind.GROUP, "ec2");

  private final Books books = Books.correct();

  /** Takes the 2.00 of ec2's second day out of the unallocated, to send them elsewhere. */
  private void freeTheSecondDay() {
    books.entries.remove(books.entry(EC2, UNUSED, "2.00"));
    books.faults.replaceAll(f -> f.reason() == FaultReason.NO_USAGE
        ? Fault.builder().copyOf(f).restsIn(Optional.empty()).build()
        : f);
  }

  /** Makes the second day one on which ads used ec2 an hour. */
  private void useTheSecondDay() {
    freeTheSecondDay();
    books.faults.removeIf(f -> f.reason() == FaultReason.NO_USAGE);
    books.use("u10", "ec2", ADS, "1", "hours", DAY_2, UsagePlacement.COUNTED);
  }

  /** The policy with other terms for ec2. */
  private static Policy.Builder withEc2(UnaryOperator<Platform.Builder> terms) {
    Policy policy = Books.standardPolicy().rounding(RoundingMode.HALF_EVEN).build();
    return Policy.builder("x")
        .copyOf(policy)
        .platforms(policy.platforms().stream()
            .map(p -> p.id().equals("ec2")
                ? terms.apply(Platform.builder("ec2").copyOf(p)).build()
                : p)
            .toList());
  }

  /** Three dollars an hour from the second day on; hours as weights before. */
  private static Dated<AllocationModel> threeAnHour(boolean truedUp) {
    Optional<Instant> second = Optional.of(DAY_2.start());
    return Dated.of(List.of(
        new Dated.Version<>(Optional.empty(), second, new Books.Hours()),
        new Dated.Version<>(second, Optional.empty(), new Books.HourlyRate("3", truedUp))));
  }

  private void asCharge(LedgerEntry entry) {
    books.change(entry, e -> e.measure(Measure.CHARGE));
  }

  @Nested
  class Rates {
    @BeforeEach
    void chargeThreeForTwo() {
      useTheSecondDay();
      books.policy = withEc2(p -> p.model(threeAnHour(false)));
      books.add(DAY_2, EC2, ADS, "3.00", EntryKind.ALLOCATED);
    }

    @Test
    void varianceFundsWhatIsChargedAboveThePool() {
      books.add(DAY_2, VARIANCE, EC2, "1.00", EntryKind.VARIANCE);

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void aTrueUpTakesBackWhatIsChargedAboveThePool() {
      books.policy = withEc2(p -> p.model(threeAnHour(true)));
      asCharge(books.add(DAY_2, EC2, ADS, "-1.00", EntryKind.TRUE_UP));

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void varianceDoesNotHideAUnit() {
      books.add(DAY_2, VARIANCE, EC2, "0.99", EntryKind.VARIANCE);

      assertThat(books.broken())
          .containsExactly(
              "CONSERVATION_RUN by 0.01: Invalid total CHARGE in cost centers, unallocated and"
                  + " variance: USD 118.01 (must be USD 118.00: the bill less what import rounded"
                  + " off)",
              "CONSERVATION_PERIOD by 0.01: Invalid CHARGE of "
                  + D2
                  + ": USD 2.01 came to rest (must be USD 2.00: what left the bill)",
              "CONSERVATION_PLATFORM by 0.01: Invalid outflow in CHARGE of "
                  + D2
                  + ": USD 3.00 from platform:ec2 (must be USD 2.99: what came in)",
              "ENTRY_SOURCE by 0.01: Invalid source in CHARGE of "
                  + D2
                  + ": USD 3.00 leaves platform:ec2 (only USD 2.99 was booked in, both without"
                  + " their signs)");
    }
  }

  @Nested
  class Corrections {
    @Test
    void moveWhatWasBookedBefore() {
      books.add(DAY_2, EC2, ADS, "5.00", EntryKind.CORRECTION);
      asCharge(books.add(DAY_2, EC2, SEARCH, "-5.00", EntryKind.CORRECTION));

      assertThat(books.broken()).isEmpty();
    }
  }

  @Nested
  class Groups {
    @BeforeEach
    void passTheSecondDayThroughAGroup() {
      useTheSecondDay();
      books.add(DAY_2, EC2, GROUP, "2.00", EntryKind.ALLOCATED);
      LedgerEntry kept = books.add(DAY_2, GROUP, INFRA, "0.50", EntryKind.RETAINED);
      books.change(kept, e -> e.tier(0));
      LedgerEntry passedOn = books.add(DAY_2, GROUP, ADS, "1.50", EntryKind.ALLOCATED);
      books.change(passedOn, e -> e.tier(0));
    }

    @Test
    void passOnWhatTheirMembersBringIn() {
      assertThat(books.broken()).isEmpty();
    }

    @Test
    void retainForOwnersOnly() {
      books.change(books.entry(GROUP, INFRA, "0.50"), e -> e.to(SEARCH));

      assertThat(books.broken())
          .containsExactly("OWNER_BEARS by 0.50: Invalid owner of CHARGE in "
              + D2
              + ": retained group:ec2 -> cost-center:search (must go to the platform's owner)");
    }
  }

  @Nested
  class CostWithoutAHome {
    private static Policy.Builder withEc2(Unplaced choice) {
      return OpenWaysTest.withEc2(p -> p.unplaced(Map.of(FaultReason.NO_USAGE, choice)));
    }

    private void sendTo(Account... consumers) {
      freeTheSecondDay();
      String each = consumers.length == 1 ? "2.00" : "1.00";
      for (Account consumer : consumers) {
        books.add(DAY_2, EC2, consumer, each, EntryKind.ALLOCATED, FaultReason.NO_USAGE);
      }
    }

    @Test
    void mayGoToTheOwner() {
      books.policy = withEc2(new Unplaced.Owner());
      sendTo(INFRA);

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void mayBeSplitEvenlyOverNamedConsumers() {
      books.policy = withEc2(new Unplaced.Even(List.of(ADS, SEARCH)));
      sendTo(ADS, SEARCH);

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void restsWhereItIsIfThePlatformAloneIsNamed() {
      books.policy = withEc2(new Unplaced.Even(List.of(EC2)));

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void doesNotGoToSomebodyElse() {
      books.policy = withEc2(new Unplaced.Even(List.of(ADS)));
      sendTo(SEARCH);

      assertThat(books.broken())
          .containsExactly(
              "QUOTA by -2.00: Invalid share in CHARGE of "
                  + D2
                  + ": USD 0.00 platform:ec2 -> cost-center:ads (must be USD 2.00 of USD 2.00)",
              "QUOTA by 2.00: Invalid share in CHARGE of "
                  + D2
                  + ": USD 2.00 platform:ec2 -> cost-center:search (must be USD 0.00 of USD 2.00)",
              "OWNER_BEARS by 2.00: Invalid owner of CHARGE in "
                  + D2
                  + ": NO_USAGE platform:ec2 -> cost-center:search (the policy sends such cost"
                  + " elsewhere)");
    }

    @Test
    void doesNotRestWhereThePolicySendsItOn() {
      books.policy = withEc2(new Unplaced.Owner());

      assertThat(books.broken())
          .containsExactly(
              "QUOTA by -2.00: Invalid share in CHARGE of "
                  + D2
                  + ": USD 0.00 platform:ec2 -> cost-center:infra (must be USD 2.00 of USD 2.00)",
              "QUOTA by 2.00: Invalid share in CHARGE of "
                  + D2
                  + ": USD 2.00 platform:ec2 -> unallocated:ec2 (must be USD 0.00 of USD 2.00)",
              "OWNER_BEARS by 2.00: Invalid owner of CHARGE in "
                  + D2
                  + ": NO_USAGE platform:ec2 -> unallocated:ec2 (the policy sends such cost"
                  + " elsewhere)");
    }
  }

  @Nested
  class Records {
    @Test
    void aFaultMayNameARecordWhoseConsumerIsUnknown() {
      books.faults.add(Books.usageFault(FaultReason.UNKNOWN_CONSUMER, DAY_1, "u6"));

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void aChargeThatThePlatformKeepsIsPartOfWhatItRetains() {
      books.keepTheCharge();

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void aPlatformThatIsItsOwnConsumerKeepsTheChargeInItsPool() {
      books.placement("r1", p -> Books.given(p, EC2));

      assertThat(books.broken()).isEmpty();
    }
  }

  @Nested
  class Tiers {
    private LedgerEntry upwards(FaultReason... reasons) {
      return books.add(DAY_1, SPARK, EC2, "3.00", EntryKind.ALLOCATED, reasons);
    }

    private List<String> found() {
      return StandardInvariants.TIER_ORDER.check(books.run()).stream()
          .map(Violation::message)
          .toList();
    }

    @Test
    void aGivenChargeMayGoUp() {
      books.change(upwards(), e -> e.kind(EntryKind.DIRECT));

      assertThat(found()).isEmpty();
    }

    @Test
    void aStandInForTheUnknownConsumerOfAGivenChargeMayStandAbove() {
      books.placement("r6", p -> Books.fault(p, FaultReason.UNKNOWN_CONSUMER));
      upwards(FaultReason.UNKNOWN_CONSUMER);

      assertThat(found()).isEmpty();
    }

    @Test
    void aStandInForAnUnknownUserStandsBelow() {
      upwards(FaultReason.UNKNOWN_CONSUMER);

      assertThat(found())
          .containsExactly(
              "Invalid tier in 2024-09-01T00:00:00Z/2024-09-02T00:00:00Z: tier 0 of platform:ec2"
                  + " (must be deeper than tier 1, the tier of platform:spark)");
    }
  }
}
