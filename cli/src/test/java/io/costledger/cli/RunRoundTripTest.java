package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.Settlement;
import io.costledger.allocation.difference.RunDifference;
import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.ledger.DirectoryPublisher.IfPresent;
import io.costledger.serialization.ledger.RunFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.CurrencyUnit;

/** A published run is read back as what was booked, whatever its ids and amounts. */
class RunRoundTripTest {
  private static final Period DAY = Period.parse("2026-08-01T00:00:00Z/2026-08-02T00:00:00Z");

  @Property(tries = 100)
  void whatIsPublishedIsReadBackEqual(
      @ForAll @Size(max = 5) List<@IntRange(min = -999, max = 999) Integer> cents,
      @ForAll @Size(max = 4) List<@IntRange(min = 0, max = 9) Integer> hours,
      @ForAll("ids") String id)
      throws IOException {
    AuditedRun run = run(cents, hours, id);
    Path folder = Files.createTempDirectory("round-trip");
    try {
      RunFiles.publish(run, Settlement.statement(run), folder, IfPresent.REPLACE);
      BookedRun read = RunFiles.read(folder);
      assertThat(read).isEqualTo(BookedRun.of(run.run()));
      assertThat(RunDifference.between(BookedRun.of(run.run()), read).isEmpty()).isTrue();
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static AuditedRun run(List<Integer> cents, List<Integer> hours, String id) {
    Policy policy = Policy.builder(id)
        .unit(LedgerUnit.of(CurrencyUnit.USD, 7))
        .basis(Basis.LIST)
        .grain(Grain.of(DAY))
        .billSource(id)
        .costCenters(id, "infra")
        .platform(
            "ec2", p -> p.owner("infra").retain("1/7").model(AllocationModels.proportional(id)))
        .addBillRules(BillRule.builder()
            .name("all")
            .to(AccountNaming.always(Account.platform("ec2")))
            .build())
        .build();
    List<BillRecord> records = new ArrayList<>();
    for (int cost : cents) {
      records.add(BillRecord.of(
          "row " + records.size(), DAY, BigDecimal.valueOf(cost, 2).toPlainString(), Map.of()));
    }
    List<UsageRecord> usage = new ArrayList<>();
    for (int quantity : hours) {
      String consumer = usage.size() % 2 == 0 ? id : "unknown";
      usage.add(UsageRecord.of(
          "u" + usage.size(), "ec2", "cost-center:" + consumer, "" + quantity, id, DAY, id));
    }
    RunInputs inputs = RunInputs.of(
        Bill.of(Delivery.of(id, id, new byte[] {1}), records),
        UsageBatch.of(usage),
        List.of(Delivery.of("usage", id, new byte[] {2})));
    return Chargeback.of(policy.resolve()).run(inputs, Instant.parse("2026-08-03T00:00:00Z"));
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.of(
        "a", "=b", "c;d", "%", "é", "\uD83D\uDE00", "a,\"b\"\n", "definition.scale");
  }
}
