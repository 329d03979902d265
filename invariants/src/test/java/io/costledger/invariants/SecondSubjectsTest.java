package io.costledger.invariants;

import static io.costledger.invariants.Books.ADS;
import static io.costledger.invariants.Books.DAY_1;
import static io.costledger.invariants.Books.EC2;
import static io.costledger.invariants.Books.SEARCH;
import static io.costledger.invariants.Books.SPARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.Statement;
import io.costledger.core.ledger.StatementLine;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.collections.api.factory.Lists;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The laws on a run and something else: its chain, its statement, its lineage. */
class SecondSubjectsTest {
  private static final String D1 = "2024-09-01T00:00:00Z/2024-09-02T00:00:00Z";

  private final Books books = Books.correct();

  private List<String> broken(Invariant law) {
    return law.check(books.run()).stream().map(Books::line).toList();
  }

  @Nested
  class Chain {
    private final List<RunLink> chain = new ArrayList<>();

    private List<String> broken() {
      return SecondSubjectsTest.this.broken(StandardInvariants.chainLinear(chain));
    }

    private void link(String id, String supersedes, String recordedAt) {
      RunLink own = RunLink.of(books.run(), Optional.empty());
      chain.add(new RunLink(
          id,
          Optional.of(supersedes).filter(text -> !text.isEmpty()),
          Instant.parse(recordedAt),
          own.definition(),
          own.period()));
    }

    @Test
    void isOneRun() {
      chain.add(RunLink.of(books.run(), Optional.empty()));

      assertThat(broken()).isEmpty();
    }

    @Test
    void isARunAfterARunInAnyOrderOfListing() {
      link("run-1", "run-0", "2024-10-02T00:00:00Z");
      link("run-0", "", "2024-10-01T00:00:00Z");

      assertThat(broken()).isEmpty();
    }

    @Test
    void isNotAFork() {
      link("run-0", "", "2024-10-01T00:00:00Z");
      link("run-1", "run-0", "2024-10-02T00:00:00Z");
      link("run-2", "run-0", "2024-10-03T00:00:00Z");

      assertThat(broken())
          .containsExactly(
              "CHAIN_LINEAR: Invalid chain: a fork at run-0 (superseded by run-1 and run-2)");
    }

    @Test
    void beginsOnce() {
      link("run-0", "", "2024-10-01T00:00:00Z");
      link("run-1", "", "2024-10-02T00:00:00Z");

      assertThat(broken()).containsExactly("CHAIN_LINEAR: Invalid first run: run-1 (so is run-0)");
    }

    @Test
    void ascendsInTime() {
      link("run-0", "", "2024-10-02T00:00:00Z");
      link("run-1", "run-0", "2024-10-02T00:00:00Z");

      assertThat(broken())
          .containsExactly(
              "CHAIN_LINEAR: Invalid instant of run run-1: 2024-10-02T00:00:00Z (must be after that"
                  + " of run-0, 2024-10-02T00:00:00Z)");
    }

    @Test
    void hasTheRunAndAllThatItNamesOnce() {
      link("run-2", "run-0", "2024-10-02T00:00:00Z");
      link("run-2", "", "2024-10-02T00:00:00Z");

      assertThat(broken())
          .containsExactly(
              "CHAIN_LINEAR: Invalid run: run-2 (stands in the chain twice)",
              "CHAIN_LINEAR: Invalid run: run-1 (is not in its chain)",
              "CHAIN_LINEAR: Invalid superseded run: run-0 (is not in the chain of run-2)");
    }

    @Test
    void isOfOneDefinitionAndPeriod() {
      link("run-1", "", "2024-10-01T00:00:00Z");
      RunLink own = chain.get(0);
      chain.add(
          new RunLink("run-2", Optional.of("run-1"), Instant.MAX, own.definition(), Books.AUGUST));
      chain.add(new RunLink("run-3", Optional.of("run-2"), Instant.MIN, "another", own.period()));

      assertThat(broken())
          .contains(
              "CHAIN_LINEAR: Invalid run of a chain: run-2 (is of another definition or period)",
              "CHAIN_LINEAR: Invalid run of a chain: run-3 (is of another definition or period)");
    }
  }

  @Nested
  class Settled {
    private final List<StatementLine> lines = new ArrayList<>();
    private String exactTotal = "108.00";
    private String settledTotal = "108.00";

    Settled() {
      line(ADS, "23.00");
      line(ADS, "-2.00");
      line(Books.INFRA, "5.00");
      line(Books.INFRA, "-0.50");
      line(SEARCH, "65.00");
      line(SEARCH, "-6.00");
      line(Books.NO_BILL_HOME, "8.00");
      line(Account.unallocated("ec2"), "2.00");
      line(Account.unallocated("spark"), "15.00");
      line(Account.unallocated("spark"), "-1.50");
    }

    private void line(Account account, String amount) {
      lines.add(line(account, amount, amount));
    }

    private StatementLine line(Account account, String exact, String settled) {
      Measure measure = exact.startsWith("-") ? Measure.CREDIT : Measure.CHARGE;
      return new StatementLine(account, measure, money(exact), money(settled));
    }

    private BigMoney money(String amount) {
      return BigMoney.parse("USD " + amount);
    }

    private List<String> broken() {
      return SecondSubjectsTest.this.broken(StandardInvariants.settlementFoots(
          new Statement(Lists.immutable.ofAll(lines), money(exactTotal), money(settledTotal))));
    }

    @Test
    void isWhatEachAccountBears() {
      assertThat(broken()).isEmpty();
    }

    @Test
    void doesNotLoseACent() {
      lines.set(4, line(SEARCH, "65.00", "64.99"));

      assertThat(broken())
          .containsExactly(
              "SETTLEMENT_FOOTS by -0.01: Invalid sum of settled lines: USD 107.99 (must be USD"
                  + " 108.00: the settled total)");
    }

    @Test
    void doesNotMoveMoreThanRoundingDoes() {
      lines.set(0, line(ADS, "23.00", "23.02"));
      lines.set(4, line(SEARCH, "65.00", "64.98"));

      assertThat(broken())
          .containsExactly(
              "SETTLEMENT_FOOTS by 0.02: Invalid settled amount of cost-center:ads CHARGE: USD"
                  + " 23.02 (must be within two subunits of USD 23.00)",
              "SETTLEMENT_FOOTS by -0.02: Invalid settled amount of cost-center:search CHARGE: USD"
                  + " 64.98 (must be within two subunits of USD 65.00)");
    }

    @Test
    void hasTheRunsExactAmounts() {
      lines.set(0, line(ADS, "22.00", "22.00"));
      lines.add(line(Account.costCenter("ghost"), "1.00", "1.00"));

      assertThat(broken())
          .containsExactly(
              "SETTLEMENT_FOOTS by -1.00: Invalid exact amount of cost-center:ads CHARGE: USD 22.00"
                  + " (must be USD 23.00: what it bears)",
              "SETTLEMENT_FOOTS by 1.00: Invalid exact amount of cost-center:ghost CHARGE: USD 1.00"
                  + " (must be USD 0.00: what it bears)");
    }

    @Test
    void saysItsTotals() {
      exactTotal = "107.00";
      settledTotal = "109.00";

      assertThat(broken())
          .containsExactly(
              "SETTLEMENT_FOOTS by -1.00: Invalid exact total: USD 107.00 (must be USD 108.00: the"
                  + " sum of its lines)",
              "SETTLEMENT_FOOTS by 1.00: Invalid settled total: USD 109.00 (must be USD 108.00: the"
                  + " exact lines' sum, rounded once, half-even)",
              "SETTLEMENT_FOOTS by -1.00: Invalid sum of settled lines: USD 108.00 (must be USD"
                  + " 109.00: the settled total)");
    }

    @Test
    void hasEachLineOnce() {
      lines.add(line(ADS, "23.00", "0.00"));
      exactTotal = "131.00";

      assertThat(broken())
          .contains(
              "SETTLEMENT_FOOTS: Invalid statement line: cost-center:ads CHARGE (must stand there"
                  + " once)");
    }
  }

  /** A cell of a lineage. */
  private record Sourced(
      Period chargePeriod, Measure measure, Account rootAccount, Account sink, BigInteger units)
      implements SourcedUnits {}

  @Nested
  class Lineage {
    private final List<Sourced> cells = new ArrayList<>();

    /** A run of one charge of 10.00 to ec2, which search and ads bear by halves. */
    Lineage() {
      books.entries.clear();
      books.placements.clear();
      books.record("r", DAY_1, "10.00", EC2, "10.00");
      books.add(DAY_1, Books.BILL, EC2, "10.00", EntryKind.DIRECT);
      books.add(DAY_1, EC2, ADS, "5.00", EntryKind.ALLOCATED);
      books.add(DAY_1, EC2, SEARCH, "5.00", EntryKind.ALLOCATED);
      cell(EC2, ADS, 500);
      cell(EC2, SEARCH, 500);
    }

    private void cell(Account root, Account sink, long units) {
      cells.add(new Sourced(DAY_1, Measure.CHARGE, root, sink, BigInteger.valueOf(units)));
    }

    private List<String> broken() {
      return SecondSubjectsTest.this.broken(StandardInvariants.lineageMargins(cells));
    }

    @Test
    void hasBothMargins() {
      assertThat(broken()).isEmpty();
    }

    @Test
    void losesNoUnit() {
      cells.remove(1);
      cell(EC2, SEARCH, 499);

      assertThat(broken())
          .containsExactly(
              "LINEAGE_MARGINS by -0.01: Invalid row of the lineage in CHARGE of "
                  + D1
                  + ": USD 9.99 of platform:ec2 (must be USD 10.00, as the ledger says)",
              "LINEAGE_MARGINS by -0.01: Invalid column of the lineage in CHARGE of "
                  + D1
                  + ": USD 4.99 of cost-center:search (must be USD 5.00, as the ledger says)");
    }

    @Test
    void hasNoRootThatTheBillDidNotHit() {
      cells.remove(1);
      cell(SPARK, SEARCH, 500);

      assertThat(broken())
          .containsExactly(
              "LINEAGE_MARGINS by -5.00: Invalid row of the lineage in CHARGE of "
                  + D1
                  + ": USD 5.00 of platform:ec2 (must be USD 10.00, as the ledger says)",
              "LINEAGE_MARGINS by 5.00: Invalid row of the lineage in CHARGE of "
                  + D1
                  + ": USD 5.00 of platform:spark (must be USD 0.00, as the ledger says)");
    }

    @Test
    void hasNoCellBelowZeroButForVariance() {
      cell(SPARK, ADS, 1);
      cell(SPARK, SEARCH, -1);
      cell(EC2, ADS, -1);
      cell(EC2, SEARCH, 1);

      assertThat(broken())
          .containsExactly(
              "LINEAGE_MARGINS by -0.01: Invalid lineage in CHARGE of "
                  + D1
                  + ": USD -0.01 platform:spark -> cost-center:search (must be 0 or above)",
              "LINEAGE_MARGINS by -0.01: Invalid lineage in CHARGE of "
                  + D1
                  + ": USD -0.01 platform:ec2 -> cost-center:ads (must be 0 or above)");

      Account variance = new Account(AccountKind.VARIANCE, "ec2");
      cells.clear();
      cell(EC2, ADS, 500);
      cell(EC2, SEARCH, 500);
      cell(variance, ADS, 100);
      cell(variance, variance, -100);
      books.amount(books.entry(EC2, ADS, "5.00"), "6.00");
      LedgerEntry funds = books.add(DAY_1, variance, EC2, "1.00", EntryKind.VARIANCE);
      Run run = books.run();
      assertThat(run.entries()).contains(funds);
      assertThat(broken()).isEmpty();
    }
  }
}
