package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.proportional;
import static io.costledger.core.account.Account.costCenter;
import static io.costledger.core.account.Account.platform;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.invariants.AuditedRun;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;

/** A textbook's departments: those that serve are platforms, those that produce cost centers. */
final class Departments {
  static final Period YEAR = Period.parse("2024-01-01T00:00:00Z/2025-01-01T00:00:00Z");

  private final Policy.Builder policy;
  private final List<BillRecord> bill = new ArrayList<>();
  private final UsageBatch.Builder usage = UsageBatch.builder();
  private int uses;

  /** Whose cost is kept to so many decimals, and who serve each other by these rules. */
  Departments(CurrencyUnit currency, int scale, Cycles cycles) {
    policy = Policy.builder("textbook")
        .unit(LedgerUnit.of(currency, scale))
        .basis(Basis.BILLED)
        .grain(Grain.of(YEAR))
        .cycles(cycles)
        .costCenters("overhead");
  }

  Departments production(String department, String cost) {
    policy.costCenters(department);
    return cost(costCenter(department), cost);
  }

  Departments service(String department, String cost) {
    policy.platform(department, p -> p.owner("overhead").model(proportional("share")));
    return cost(platform(department), cost);
  }

  /** A service that keeps a share for the cost center {@code overhead}. */
  Departments serviceThatKeeps(String share, String department, String cost) {
    policy.platform(
        department, p -> p.owner("overhead").retain(share).model(proportional("share")));
    return cost(platform(department), cost);
  }

  private Departments cost(Account account, String cost) {
    bill.add(BillRecord.builder()
        .id("cost of " + account)
        .chargePeriod(YEAR)
        .cost(new BigDecimal(cost))
        .putColumns(account.kind().text(), account.id())
        .build());
    return this;
  }

  Departments use(String service, Account consumer, String share) {
    BigDecimal quantity = new BigDecimal(share);
    usage.add("use " + uses++, service, consumer, quantity, "share", YEAR, "workbook");
    return this;
  }

  AuditedRun run() {
    for (AccountKind kind : List.of(AccountKind.PLATFORM, AccountKind.COST_CENTER)) {
      RowField field = RowField.column(kind.text());
      policy.addBillRules(BillRule.builder()
          .name(kind.text())
          .when(new RowCondition.Present(field, true))
          .to(new AccountNaming.FromField(kind, field, List.of(), Map.of()))
          .build());
    }
    Delivery delivery =
        Delivery.builder().id("workbook").source("bill").sha256("0".repeat(64)).build();
    RunInputs inputs = RunInputs.of(Bill.of(delivery, bill), usage.build(), List.of(delivery));
    return Chargeback.of(policy.build().resolve())
        .run(inputs, Instant.parse("2025-01-02T00:00:00Z"));
  }

  /** What one account passed to another. */
  static BigDecimal moved(AuditedRun run, Account from, Account to) {
    return run.run()
        .entries()
        .select(entry -> entry.from().equals(from) && entry.to().equals(to))
        .injectInto(BigDecimal.ZERO, (sum, entry) -> sum.add(amount(entry)));
  }

  /** What a cost center bears in the end. */
  static BigDecimal borne(AuditedRun run, String department) {
    return run.run()
        .entries()
        .select(entry -> entry.to().equals(costCenter(department)))
        .injectInto(BigDecimal.ZERO, (sum, entry) -> sum.add(amount(entry)));
  }

  private static BigDecimal amount(LedgerEntry entry) {
    return entry.amount().getAmount();
  }
}
