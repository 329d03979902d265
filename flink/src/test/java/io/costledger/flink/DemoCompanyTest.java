package io.costledger.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.Settlement;
import io.costledger.cli.demo.DemoCompany;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import io.costledger.policyfile.PolicyFile;
import io.costledger.serialization.canonical.RunDigest;
import io.costledger.serialization.focus.FocusReader;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.usage.DeliveredUsage;
import io.costledger.serialization.usage.UsageReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo company's September, shuffled and doubled in two tasks: the digest of the command. */
class DemoCompanyTest {
  @TempDir
  Path folder;

  private static Delivery covering(Delivery delivery, Period month) {
    return Delivery.builder().copyOf(delivery).covers(month).build();
  }

  @Test
  void isChargedBackAsByTheCommand() throws Exception {
    DemoCompany company = DemoCompany.writeInto(folder);
    String text = Files.readString(company.policy());
    Policy policy = policy(text);
    Bill bill = FocusReader.of(policy.basis(), policy.unit().currency(), policy.billSource())
        .read(InputFile.of(company.bill()));
    DeliveredUsage usage = UsageReader.of("usage").read(InputFile.of(company.usage()));
    AuditedRun plain = Chargeback.of(policy.resolve())
        .run(
            RunInputs.of(bill, usage.batch(), List.of(usage.delivery())),
            Instant.parse("2026-10-02T06:00:00Z"));

    Period month = policy.grain().span();
    Feed feed = new Feed()
        .bill("demo", new Bill(covering(bill.delivery(), month), bill.records()))
        .usage("demo", covering(usage.delivery(), month), records(usage.batch()));
    Ledgers ledgers = Ledgers.monthly(ZoneOffset.UTC, (ledger, period) -> policy(text));
    Outcome outcome = new Job(ledgers, September.SCHEDULE)
        .parallelism(2)
        .run(feed.shuffled(1, List.of(Instant.parse("2026-10-05T00:00:00Z"))));

    assertThat(outcome.digests())
        .containsEntry("demo", RunDigest.of(plain.run()))
        .hasSize(1);
    assertThat(outcome.books("demo")).isEqualTo(Outcome.books(plain.run()));
    assertThat(outcome.statements())
        .extracting(line -> line.getField("account") + " " + line.getField("settled"))
        .containsAll(Settlement.statement(plain)
            .lines()
            .collect(line -> line.account() + " " + line.settled().getAmount())
            .castToList());
  }

  private static Policy policy(String text) {
    return PolicyFile.read("policy.yaml", text.getBytes(StandardCharsets.UTF_8)).policy();
  }

  private static List<UsageRecord> records(UsageBatch batch) {
    List<UsageRecord> records = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      records.add(batch.record(i));
    }
    return records;
  }
}
