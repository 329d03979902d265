package io.costledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.Statement;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AuditTerms;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.eclipse.collections.api.factory.Lists;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;

/** What holds for every law, and for every way of breaking a single entry. */
class LawsTest {
  private static final int ENTRIES = 21;

  @Test
  void aLawIsPrintedByItsCode() {
    assertThat(StandardInvariants.all()).allSatisfy(law -> assertThat(law).hasToString(law.code()));
  }

  @Test
  void codesAreDistinctAndStable() {
    assertThat(StandardInvariants.all())
        .extracting(Invariant::code)
        .containsExactly(
            "CONSERVATION_RUN",
            "CONSERVATION_PERIOD",
            "CONSERVATION_PLATFORM",
            "EVERY_BILL_RECORD",
            "EVERY_USAGE_RECORD",
            "BILL_IMPORT",
            "ROUNDING_KEPT",
            "BILL_PERIOD",
            "BILL_RULE",
            "BILL_POSTED",
            "GIVEN_WHOLE",
            "RETAINED_BOUNDS",
            "CONSUMER_BOUNDS",
            "QUOTA",
            "FAULT_RECORD",
            "UNALLOCATED_EXPLAINED",
            "OWNER_BEARS",
            "ESTIMATE_MARKED",
            "ENTRY_SOURCE",
            "ENTRY_ROUTE",
            "ENTRY_SIGN",
            "TIER_ORDER",
            "ENTRY_DECLARED",
            "ENTRY_PINNED",
            "ENTRY_UNIQUE",
            "RUN_ORDER",
            "PERIOD_COVERAGE");
  }

  @Test
  void everyLawStandsInTheReferenceWithItsStatement() throws IOException {
    String page = Files.readString(
        Path.of("..", "docs", "reference", "invariants.md"), StandardCharsets.UTF_8);

    Run run = Books.correct().run();
    List<Invariant> laws = new ArrayList<>(StandardInvariants.all());
    laws.add(StandardInvariants.unallocatedShare(new AuditTerms.ShareLimit(Ratio.ONE, "x")));
    laws.add(StandardInvariants.driftAgainst(
        run, new AuditTerms.DriftLimit(Ratio.ONE, BigDecimal.ONE, "x")));
    laws.add(StandardInvariants.freshness(new AuditTerms.AgeLimit(Duration.ZERO, "x")));
    laws.add(StandardInvariants.chainLinear(List.of()));
    laws.add(StandardInvariants.settlementFoots(
        new Statement(Lists.immutable.empty(), BigMoney.parse("USD 0"), BigMoney.parse("USD 0"))));
    laws.add(StandardInvariants.lineageMargins(List.of()));
    for (Invariant law : laws) {
      assertThat(page).contains("| `" + law.code() + "` | " + law.statement() + " |");
      assertThat(page).contains("### `" + law.code() + "`");
    }
  }

  @Property(tries = 200)
  void noEntryMayChangeItsAmount(
      @ForAll @IntRange(max = ENTRIES - 1) int which, @ForAll @LongRange(min = -99) long by) {
    Books books = Books.correct();
    LedgerEntry entry = books.entries.get(which);
    BigInteger changed = entry.amountUnits().add(BigInteger.valueOf(by));
    Assume.that(by != 0 && changed.signum() != 0);
    books.change(entry, e -> e.amountUnits(changed));

    assertThat(books.broken()).isNotEmpty();
  }

  @Property(tries = ENTRIES)
  void noEntryMayBeMissing(@ForAll @IntRange(max = ENTRIES - 1) int which) {
    Books books = Books.correct();
    books.entries.remove(which);

    assertThat(books.broken()).isNotEmpty();
  }

  @Property(tries = ENTRIES)
  void noEntryMayStandTwice(@ForAll @IntRange(max = ENTRIES - 1) int which) {
    Books books = Books.correct();
    books.entries.add(books.entries.get(which));

    assertThat(books.broken()).isNotEmpty();
  }

  @Property(tries = ENTRIES)
  void noEntryMayStandInAnotherPeriod(@ForAll @IntRange(max = ENTRIES - 1) int which) {
    Books books = Books.correct();
    LedgerEntry entry = books.entries.get(which);
    books.change(
        entry,
        e -> e.chargePeriod(entry.chargePeriod().equals(Books.DAY_2) ? Books.DAY_1 : Books.DAY_2));

    assertThat(books.broken()).isNotEmpty();
  }

  @Property(tries = 50)
  void amountsMayBeOfAnySize(@ForAll @IntRange(min = 1, max = 40) int digits) {
    BigInteger times = BigInteger.TEN.pow(digits).add(BigInteger.ONE);
    BigDecimal decimal = new BigDecimal(times);
    Books books = Books.correct();
    // Rounding doesn't scale, so the two records that round go to another run.
    books.rounding.clear();
    books.records.replaceAll(r -> io.costledger.core.bill.BillRecord.builder()
        .copyOf(r)
        .cost(whole(r.cost()).multiply(decimal))
        .build());
    books.placements.replaceAll(p -> scaled(p, times));
    books.entries.replaceAll(e -> LedgerEntry.builder()
        .copyOf(e)
        .amountUnits(e.amountUnits().multiply(times))
        .build());
    books.faults.replaceAll(f -> io.costledger.core.ledger.Fault.builder()
        .copyOf(f)
        .amountUnits(f.amountUnits().map(units -> units.multiply(times)))
        .build());

    assertThat(books.broken()).isEmpty();

    // And a single unit is seen beside any of them.
    LedgerEntry entry = books.entries.get(8);
    books.change(entry, e -> e.amountUnits(entry.amountUnits().add(BigInteger.ONE)));
    assertThat(StandardInvariants.CONSERVATION_PLATFORM.check(books.run()))
        .extracting(Violation::discrepancy)
        .containsExactly(java.util.Optional.of(new BigDecimal("0.01")));
  }

  private static BigDecimal whole(BigDecimal cost) {
    return cost.setScale(2, java.math.RoundingMode.DOWN);
  }

  private static BillPlacement scaled(BillPlacement p, BigInteger times) {
    return new BillPlacement(
        p.record(),
        p.part(),
        p.chargePeriod(),
        p.to(),
        p.given(),
        p.retained(),
        p.measure(),
        p.units().multiply(times),
        BigDecimal.ZERO,
        p.fault());
  }

  @Test
  void theBooksHaveAsManyEntriesAsTheLawsAreTriedOn() {
    assertThat(Books.correct().entries).hasSize(ENTRIES);
    assertThat(List.<RoundingDifference>copyOf(Books.correct().rounding)).hasSize(2);
  }
}
