package io.costledger.invariants;

import static io.costledger.invariants.Books.ADS;
import static io.costledger.invariants.Books.DAY_1;
import static io.costledger.invariants.Books.DAY_2;
import static io.costledger.invariants.Books.EC2;
import static io.costledger.invariants.Books.SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.policy.Weights;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * On day 2 nobody used ec2, and its 2.00 are shared by the weights of day 1 (spark is left out here:
 * 1.20 for search, 0.80 for ads); what marks that as an estimate is broken one fact at a time.
 */
class BrokenEstimatesTest {
  private static final String D2 = "2024-09-02T00:00:00Z/2024-09-03T00:00:00Z";

  private final Books books = Books.correct();

  @BeforeEach
  void estimate() {
    books.policy = Books.policyWithEc2(Unplaced.PreviousPeriod::new);
    books.entries.remove(books.entry(EC2, Account.unallocated("ec2"), "2.00"));
    books.faults.removeIf(f -> f.reason() == FaultReason.NO_USAGE);
    share(SEARCH, "1.20");
    share(ADS, "0.80");
    books.faults.add(fault());
  }

  private void share(Account to, String amount) {
    LedgerEntry entry =
        books.add(DAY_2, EC2, to, amount, EntryKind.ALLOCATED, FaultReason.NO_USAGE);
    books.change(entry, e -> e.model("previous-period").modelVersion("1"));
  }

  private static Fault fault() {
    return Fault.builder()
        .copyOf(
            Books.costFault(FaultReason.NO_USAGE, DAY_2, "2.00", Account.unallocated("ec2"), ""))
        .restsIn(Optional.empty())
        .platform("ec2")
        .build();
  }

  private static ClosingWeights closing(String run, Weights ofEc2) {
    return ClosingWeights.of(run, DAY_2, Map.of("ec2", ofEc2));
  }

  @Test
  void aMarkedEstimateBreaksNoLaw() {
    books.closing = Optional.of(closing("run-1", Weights.ofWhole(Map.of())));

    assertThat(books.broken()).isEmpty();
  }

  @Test
  void anEstimateIsThePolicysChoice() {
    books.policy = Books.policyWithEc2(Unplaced.Unallocated::new);

    assertThat(books.broken())
        .containsExactly(
            "OWNER_BEARS by 0.80: Invalid owner of CHARGE in " + D2
                + ": NO_USAGE platform:ec2 -> cost-center:ads (the policy sends such cost"
                + " elsewhere)",
            "OWNER_BEARS by 1.20: Invalid owner of CHARGE in " + D2
                + ": NO_USAGE platform:ec2 -> cost-center:search (the policy sends such cost"
                + " elsewhere)",
            "ESTIMATE_MARKED by 0.80: Invalid estimate of CHARGE in " + D2
                + ": platform:ec2 -> cost-center:ads (the policy estimates no such cost)",
            "ESTIMATE_MARKED by 1.20: Invalid estimate of CHARGE in " + D2
                + ": platform:ec2 -> cost-center:search (the policy estimates no such cost)");
  }

  @Test
  void anEstimateHasAFaultThatSaysSo() {
    books.faults.removeIf(f -> f.reason() == FaultReason.NO_USAGE);

    assertThat(books.broken())
        .containsExactly(
            "ESTIMATE_MARKED by 0.80: Invalid estimate of CHARGE in " + D2
                + ": platform:ec2 -> cost-center:ads (no fault NO_USAGE says that it is one)",
            "ESTIMATE_MARKED by 1.20: Invalid estimate of CHARGE in " + D2
                + ": platform:ec2 -> cost-center:search (no fault NO_USAGE says that it is one)",
            "PERIOD_COVERAGE by 2.00: Invalid usage of platform:ec2 in CHARGE of " + D2
                + ": none (USD 2.00 came in, and no fault says why nobody used it)");
  }

  @Test
  void anEstimateCarriesItsReason() {
    books.change(books.entry(EC2, ADS, "0.80"), e -> e.reasons(List.of()));

    assertThat(books.broken())
        .containsExactly("ESTIMATE_MARKED by 0.80: Invalid estimate of CHARGE in " + D2
            + ": platform:ec2 -> cost-center:ads (an estimate carries its reason)");
  }

  @Test
  void costWithoutUsageThatGoesElsewhereIsMarkedAsAnEstimate() {
    books.change(
        books.entry(EC2, ADS, "0.80"),
        e -> e.model(Optional.of("proportional")).modelVersion(Optional.of("1")));

    assertThat(books.broken())
        .containsExactly("OWNER_BEARS by 0.80: Invalid owner of CHARGE in " + D2
            + ": NO_USAGE platform:ec2 -> cost-center:ads (the policy sends such cost elsewhere)");
  }

  @Test
  void closingWeightsAreOfTheRunsLastPeriod() {
    books.closing = Optional.of(closing("run-0", Weights.ofWhole(Map.of())));
    assertThat(books.broken())
        .containsExactly("ESTIMATE_MARKED: Invalid closing weights: run-0 in " + D2
            + " (must be of run-1 in " + D2 + ")");

    books.closing = Optional.of(ClosingWeights.of("run-1", DAY_1, Map.of()));
    assertThat(books.broken())
        .containsExactly("ESTIMATE_MARKED: Invalid closing weights: run-1 in " + DAY_1
            + " (must be of run-1 in " + D2 + ")");
  }

  @Test
  void noEstimateRestsOnAnother() {
    books.closing = Optional.of(closing("run-1", Weights.ofWhole(Map.of(ADS, BigInteger.ONE))));

    assertThat(books.broken())
        .containsExactly("ESTIMATE_MARKED: Invalid closing weights: platform:ec2 (its CHARGE rests"
            + " on an estimate, and no estimate on another)");
  }
}
