package io.costledger.invariants;

import static io.costledger.invariants.Books.EC2;
import static io.costledger.invariants.Books.SEARCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.ledger.Run;
import io.costledger.core.money.Basis;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AuditTerms;
import io.costledger.core.policy.AuditTerms.AgeLimit;
import io.costledger.core.policy.AuditTerms.DriftLimit;
import io.costledger.core.policy.AuditTerms.Severities;
import io.costledger.core.policy.AuditTerms.ShareLimit;
import io.costledger.core.policy.SoftLaw;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The laws whose threshold and severity a policy chooses. */
class ThresholdsTest {
  private static final ShareLimit TENTH = new ShareLimit(Ratio.parse("0.1"), "tags come late");

  private final Books books = Books.correct();

  private Books asking(AuditTerms.Builder terms) {
    books.policy.audit(terms.build());
    return books;
  }

  private List<Violation> violations() {
    return Audit.standard().report(books.run()).violations();
  }

  @Nested
  class UnallocatedShares {
    /** Of 118.00, 25.00 have no home; of 53.00 that came into spark, 15.00; of ec2's 102.00, 2.00. */
    private static final String RUN =
        "UNALLOCATED_SHARE by 13.20: Invalid unallocated charges of the run: USD 25.00 of USD"
            + " 118.00 (must be 1/10 of it at the most: tags come late)";

    private static final String SPARK =
        "UNALLOCATED_SHARE by 9.70: Invalid unallocated charges of platform:spark: USD 15.00 of"
            + " USD 53.00 (must be 1/10 of it at the most: tags come late)";

    @Test
    void areNotLimitedUnlessThePolicySaysSo() {
      assertThat(books.broken()).isEmpty();
    }

    @Test
    void areCountedOfTheRunAndOfEachPlatform() {
      asking(AuditTerms.builder().unallocatedShare(TENTH));

      assertThat(books.broken()).containsExactly(RUN, SPARK);
    }

    @Test
    void mayReachTheLimit() {
      asking(AuditTerms.builder().unallocatedShare(new ShareLimit(Ratio.parse("15/53"), "so")));

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void areTheMatterOfWhoseFaultsLeaveTheMost() {
      asking(AuditTerms.builder().unallocatedShare(TENTH));

      assertThat(violations()).allSatisfy(v -> {
        assertThat(v.owner()).isEqualTo(Books.INFRA_OWNS);
        assertThat(v.advice())
            .isEqualTo(
                "Ask platform-owner:infra, whose faults leave the most there, to mend them.");
      });
      assertThat(violations()).extracting(Violation::offenderCount).containsExactly(4, 1);
    }

    @Test
    void blockOnlyWhereThePolicySaysSo() {
      asking(AuditTerms.builder()
          .unallocatedShare(TENTH)
          .putSeverity(SoftLaw.UNALLOCATED_SHARE, Severities.of(false, Map.of("spark", true))));

      assertThat(violations())
          .extracting(Violation::platform, Violation::severity)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(Optional.empty(), Severity.WARN),
              org.assertj.core.groups.Tuple.tuple(Optional.of("spark"), Severity.BLOCK));
      assertThatThrownBy(() -> Audit.standard().audit(books.run()))
          .isInstanceOf(AuditFailedException.class);
    }

    @Test
    void warnUnlessThePolicySaysElse() {
      asking(AuditTerms.builder().unallocatedShare(TENTH));

      AuditReport report = Audit.standard().audit(books.run()).report();

      assertThat(report.violations()).hasSize(2);
      assertThat(report.checked())
          .filteredOn(law -> law.threshold().isPresent())
          .extracting(law -> law.code() + " " + law.threshold().orElseThrow())
          .containsExactly("UNALLOCATED_SHARE at most 1/10: tags come late");
    }

    @Test
    void areCheckedOnceIfTheCallerAsksToo() {
      asking(AuditTerms.builder().unallocatedShare(TENTH));
      Invariant own = StandardInvariants.unallocatedShare(new ShareLimit(Ratio.ONE, "all of it"));

      assertThat(Audit.standard().and(own).report(books.run()).violations()).isEmpty();
    }
  }

  @Nested
  class Drifts {
    private final Run before = Books.correct().run();

    private List<String> against(String most, String floor) {
      DriftLimit limit =
          new DriftLimit(Ratio.parse(most), new BigDecimal(floor), "a month is like a month");
      return StandardInvariants.driftAgainst(before, limit).check(books.run()).stream()
          .map(Books::line)
          .toList();
    }

    @Test
    void areNoneAgainstTheSameRun() {
      assertThat(against("0", "0")).isEmpty();
    }

    @Test
    void goUpAndDown() {
      // Search bears 65.00 and ads 23.00 of charges; 20.00 go from one to the other.
      books.amount(books.entry(EC2, SEARCH, "30.00"), "50.00");
      books.entries.remove(books.share());

      assertThat(against("0.3", "0"))
          .containsExactly(
              "DRIFT by -20.00: Invalid CHARGE of cost-center:ads: USD 3.00, down from USD 23.00"
                  + " (must change by 3/10 of run run-1 at the most, or by USD 0.00: a month is"
                  + " like a month)",
              "DRIFT by 20.00: Invalid CHARGE of cost-center:search: USD 85.00, up from USD 65.00"
                  + " (must change by 3/10 of run run-1 at the most, or by USD 0.00: a month is"
                  + " like a month)");
      assertThat(against("20/65", "0")).hasSize(1);
      assertThat(against("20/23", "0")).isEmpty();
    }

    @Test
    void areSmallUpToTheFloor() {
      books.amount(books.entry(EC2, SEARCH, "30.00"), "30.01");

      assertThat(against("0", "0.01")).isEmpty();
      assertThat(against("0", "0.009")).hasSize(1);
    }

    @Test
    void ofAPlatformAreItsOwners() {
      books.amount(books.entry(EC2, Books.SPARK, "50.00"), "70.00");

      assertThat(StandardInvariants.driftAgainst(
                  before, new DriftLimit(Ratio.parse("0.1"), BigDecimal.ONE, "so"))
              .check(books.run()))
          .singleElement()
          .satisfies(v -> {
            assertThat(v.platform()).contains("spark");
            assertThat(v.owner()).hasToString("platform-owner:infra");
            assertThat(v.severity()).isEqualTo(Severity.WARN);
            assertThat(v.offenders()).containsExactly("platform:spark CHARGE");
          });
    }

    @Test
    void needTheSameCurrencyAndBasis() {
      books.policy.basis(Basis.EFFECTIVE);

      assertThat(against("0", "0"))
          .containsExactly(
              "DRIFT: Invalid other run: run-1 in USD BILLED (must be in USD EFFECTIVE)");
    }
  }

  @Nested
  class Fresh {
    private final AgeLimit sixHours = new AgeLimit(Duration.ofHours(6), "the feed takes a night");

    private void receivedAt(String bill, String usage) {
      books.billReceived = Optional.of(Instant.parse(bill));
      books.usageReceived = Optional.of(Instant.parse(usage));
    }

    @Test
    void isWhatCameInTime() {
      asking(AuditTerms.builder().freshness(sixHours));
      receivedAt("2024-09-02T18:00:00Z", "2024-09-05T00:00:00Z");

      assertThat(books.broken()).isEmpty();
    }

    @Test
    void isNotWhatCameBeforeTheEnd() {
      asking(AuditTerms.builder()
          .freshness(sixHours)
          .putSeverity(SoftLaw.FRESHNESS, Severities.of(true, Map.of())));
      receivedAt("2024-09-05T00:00:00Z", "2024-09-02T17:59:59Z");

      assertThat(books.broken())
          .containsExactly("FRESHNESS: Invalid last delivery of usage-feed:metering: received at"
              + " 2024-09-02T17:59:59Z (must be received PT6H before 2024-09-03T00:00:00Z or"
              + " later: the feed takes a night)");
      assertThat(violations()).singleElement().satisfies(v -> {
        assertThat(v.severity()).isEqualTo(Severity.BLOCK);
        assertThat(v.owner()).hasToString("usage-feed:metering");
        assertThat(v.offenders()).containsExactly("delivery:usage-1", "delivery:usage-2");
      });
    }

    @Test
    void isNotWhatNobodyKnows() {
      asking(AuditTerms.builder().freshness(sixHours));

      assertThat(books.broken())
          .containsExactly(
              "FRESHNESS: Invalid last delivery of bill-feed:focus: nobody says when it was"
                  + " received (must be received PT6H before 2024-09-03T00:00:00Z or later: the"
                  + " feed takes a night)",
              "FRESHNESS: Invalid last delivery of usage-feed:metering: nobody says when it was"
                  + " received (must be received PT6H before 2024-09-03T00:00:00Z or later: the"
                  + " feed takes a night)");
    }
  }

  @Nested
  class Coverage {
    @Test
    void warnsAndNamesTheFeed() {
      books.usageCovers = List.of(Books.DAY_1, Books.DAY_1);

      assertThat(violations()).singleElement().satisfies(v -> {
        assertThat(v.severity()).isEqualTo(Severity.WARN);
        assertThat(v.owner()).hasToString("usage-feed:metering");
        assertThat(v.offenders()).containsExactly(Books.DAY_2.toString());
      });
    }

    @Test
    void isOfAllDeliveriesOfASourceTogether() {
      books.usageCovers = List.of(Books.DAY_2, Books.DAY_1);

      assertThat(violations()).isEmpty();
    }

    @Test
    void isNotJudgedWhereOneDeliveryDoesNotSay() {
      books.usageCovers = List.of(Books.DAY_1);

      assertThat(violations()).isEmpty();
    }

    @Test
    void mayBlockOnOnePlatformOnly() {
      asking(AuditTerms.builder()
          .putSeverity(SoftLaw.PERIOD_COVERAGE, Severities.of(false, Map.of("ec2", true))));
      BrokenLedgers.all()
          .get("cost of a platform that nobody used, and no fault says so")
          .accept(books);

      assertThat(StandardInvariants.PERIOD_COVERAGE.check(books.run()))
          .extracting(Violation::severity)
          .containsExactly(Severity.BLOCK);
    }
  }

  @Nested
  class Terms {
    @Test
    void needAReason() {
      assertThatThrownBy(() -> new ShareLimit(Ratio.ONE, " "))
          .hasMessage("Invalid reason of a threshold: ' ' (must say why)");
    }

    @Test
    void areInRange() {
      assertThatThrownBy(() -> new ShareLimit(Ratio.parse("1.01"), "x"))
          .hasMessage("Invalid unallocated share: 101/100 (must be 0 to 1)");
      assertThatThrownBy(() -> new DriftLimit(Ratio.parse("-1"), BigDecimal.ZERO, "x"))
          .hasMessage("Invalid drift: -1 (must be 0 or more)");
      assertThatThrownBy(() -> new DriftLimit(Ratio.ONE, new BigDecimal("-0.1"), "x"))
          .hasMessage("Invalid drift floor: -0.1 (must be 0 or more)");
      assertThatThrownBy(() -> new AgeLimit(Duration.ofHours(-1), "x"))
          .hasMessage("Invalid freshness: PT-1H (must be 0 to 3660 days)");
    }
  }
}
