package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.ledger.Statement;
import io.costledger.core.ledger.StatementLine;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SPEC section 9. */
class SettlementTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");

  /** Bills rows of {@code <cost center> <amount>} directly, and settles. */
  private static Statement settled(CurrencyUnit currency, int scale, List<String> rows) {
    Policy policy = Policy.builder("direct")
        .unit(LedgerUnit.of(currency, scale))
        .basis(Basis.BILLED)
        .grain(Grain.of(AUGUST))
        .costCenters("a", "b", "c", "d")
        .addBillRules(BillRule.builder()
            .name("direct")
            .to(AccountNaming.from(AccountKind.COST_CENTER, RowField.column("Team")))
            .build())
        .build();
    List<BillRecord> records = new ArrayList<>();
    for (String row : rows) {
      List<String> parts = List.of(row.split(" ", -1));
      records.add(BillRecord.of(
          "row " + records.size(), AUGUST, parts.get(1), Map.of("Team", parts.get(0))));
    }
    Bill bill = Bill.of(Delivery.of("bill", "b1", new byte[] {1}), records);
    return Settlement.statement(Chargeback.of(policy.resolve())
        .run(
            RunInputs.of(bill, UsageBatch.empty(), List.of()),
            Instant.parse("2026-09-02T00:00:00Z")));
  }

  private static List<String> lines(Statement statement) {
    return statement
        .lines()
        .collect(line -> line.account().id()
            + " "
            + line.measure()
            + " "
            + line.exact().getAmount().toPlainString()
            + " "
            + line.settled().getAmount().toPlainString())
        .castToList();
  }

  @Test
  void linesGetTheCentsThatTheTotalHas() {
    // 3.3334 + 3.3333 + 3.3333 = 10.0000: 1000 cents by these are 333 each and one cent over, which
    // goes to the largest remainder, 333.34 of 333.
    Statement statement = settled(CurrencyUnit.USD, 4, List.of("a 3.3334", "b 3.3333", "c 3.3333"));
    assertThat(lines(statement))
        .containsExactly("a CHARGE 3.3334 3.34", "b CHARGE 3.3333 3.33", "c CHARGE 3.3333 3.33");
    assertThat(statement.exactTotal()).hasToString("USD 10.0000");
    assertThat(statement.settledTotal()).hasToString("USD 10.00");
  }

  @Test
  void creditsAreRoundedAsOneSumAndChargesGetTheRest() {
    // Credits: -0.006 and -0.007 are -0.013, rounded to -0.01: by 6 : 7 the cent goes to b.
    // Net: 1.000 - 0.013 = 0.987, rounded to 0.99; so charges get 0.99 + 0.01 = 1.00.
    Statement statement =
        settled(CurrencyUnit.USD, 3, List.of("a 0.500", "a -0.006", "b 0.500", "b -0.007"));
    assertThat(lines(statement))
        .containsExactly(
            "a CHARGE 0.500 0.50",
            "a CREDIT -0.006 0.00",
            "b CHARGE 0.500 0.50",
            "b CREDIT -0.007 -0.01");
    assertThat(statement.settledTotal()).hasToString("USD 0.99");
  }

  @Test
  @DisplayName("half of a cent goes to the even cent, of the total and of the credits alike")
  void halfGoesToEven() {
    assertThat(settled(CurrencyUnit.USD, 3, List.of("a 0.005")).settledTotal())
        .hasToString("USD 0.00");
    assertThat(settled(CurrencyUnit.USD, 3, List.of("a 0.015")).settledTotal())
        .hasToString("USD 0.02");
    assertThat(settled(CurrencyUnit.USD, 3, List.of("a -0.025")).settledTotal())
        .hasToString("USD -0.02");
  }

  @Test
  void unallocatedCostIsPartOfTheStatement() {
    Statement statement = settled(CurrencyUnit.USD, 2, List.of("a 1.00", "nobody 0.50"));
    assertThat(lines(statement)).containsExactly("a CHARGE 1.00 1.00", "bill CHARGE 0.50 0.50");
    assertThat(statement.lines().getLast().account()).isEqualTo(Account.unallocated("bill"));
  }

  @Test
  void theSubunitIsTheCurrencysOwn() {
    assertThat(settled(CurrencyUnit.JPY, 2, List.of("a 10.40", "b 10.40")).settledTotal())
        .hasToString("JPY 21");
    assertThat(settled(CurrencyUnit.USD, 0, List.of("a 7")).settledTotal()).hasToString("USD 7.00");
  }

  @Property(tries = 300)
  void linesSumToTheTotalRoundedOnceAndKeepTheirSign(
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = -99999, max = 99999) Long> amounts,
      @ForAll @IntRange(max = 5) int scale) {
    List<String> rows = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    for (int i = 0; i < amounts.size(); i++) {
      BigDecimal amount = BigDecimal.valueOf(amounts.get(i), scale);
      rows.add("abcd".charAt(i % 4) + " " + amount.toPlainString());
      total = total.add(amount);
    }
    Statement statement = settled(CurrencyUnit.USD, scale, rows);
    BigDecimal sum = BigDecimal.ZERO;
    for (StatementLine line : statement.lines()) {
      BigDecimal settled = line.settled().getAmount();
      sum = sum.add(settled);
      assertThat(settled.signum() * line.exact().getAmount().signum()).isNotNegative();
    }
    assertThat(sum).isEqualByComparingTo(total.setScale(2, RoundingMode.HALF_EVEN));
    assertThat(statement.settledTotal().getAmount()).isEqualByComparingTo(sum);
    assertThat(statement.exactTotal().getAmount()).isEqualByComparingTo(total);
  }
}
