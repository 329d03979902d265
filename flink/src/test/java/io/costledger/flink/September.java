package io.costledger.flink;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;

/** September's 100.00 of Kafka, of which ads used 1 and search 3: 25.00 and 75.00. */
final class September {
  static final Period MONTH = Period.parse("2026-09-01T00:00:00Z/2026-10-01T00:00:00Z");
  static final Ledgers LEDGERS = Ledgers.monthly(ZoneOffset.UTC, (ledger, month) -> policy(month));

  /** Closed on the 4th, mended daily, dropped after 90 days. */
  static final Schedule SCHEDULE =
      Schedule.of(Duration.ofDays(3), Duration.ofDays(1), Duration.ofDays(90));

  static final Bill BILL = Bill.of(
      covering(Delivery.of("bill", "bill-09", new byte[] {1}), "2026-10-01T01:00:00Z"),
      List.of(BillRecord.of("row 1", MONTH, "100.00", Map.of())));

  private September() {}

  static Policy policy(Period month) {
    return policy(month, kafka -> kafka);
  }

  /** With something more said of Kafka. */
  static Policy policy(Period month, UnaryOperator<Platform.Builder> kafka) {
    return Policy.builder("showback")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(month))
        .costCenters("ads", "infra", "search")
        .platform(
            "kafka", p -> kafka.apply(p.owner("infra").model(AllocationModels.proportional("gb"))))
        .addBillRules(BillRule.builder()
            .name("all is Kafka")
            .to(AccountNaming.always(Account.platform("kafka")))
            .build())
        .build();
  }

  private static Delivery covering(Delivery delivery, String issuedAt) {
    return Delivery.builder()
        .copyOf(delivery)
        .covers(MONTH)
        .issuedAt(Instant.parse(issuedAt))
        .build();
  }

  static Delivery usage(String id, int content, String issuedAt) {
    return covering(Delivery.of("usage", id, new byte[] {(byte) content}), issuedAt);
  }

  static List<UsageRecord> uses(String delivery, String ads, String search) {
    return List.of(
        UsageRecord.of("u1", "kafka", "cost-center:ads", ads, "gb", MONTH, delivery),
        UsageRecord.of("u2", "kafka", "cost-center:search", search, "gb", MONTH, delivery));
  }

  static Delivery first() {
    return usage("usage-09", 2, "2026-10-01T03:00:00Z");
  }

  static Delivery again() {
    return usage("usage-09-again", 3, "2026-10-06T03:00:00Z");
  }
}
