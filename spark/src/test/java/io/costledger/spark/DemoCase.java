package io.costledger.spark;

import io.costledger.allocation.Chargeback;
import io.costledger.cli.demo.DemoCompany;
import io.costledger.core.bill.Bill;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.Policy;
import io.costledger.invariants.AuditedRun;
import io.costledger.policyfile.PolicyFile;
import io.costledger.serialization.focus.FocusReader;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.usage.DeliveredUsage;
import io.costledger.serialization.usage.UsageReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The company of the command's demo: 12 platforms in 4 tiers, and what goes wrong in a month. */
record DemoCase(Policy policy, RunInputs inputs, AuditedRun expected) {
  static final Instant AT = Instant.parse("2026-10-02T06:00:00Z");

  static DemoCase make() throws IOException {
    DemoCompany company = DemoCompany.writeInto(Path.of("target", "demo"));
    Policy policy = PolicyFile.read("policy.yaml", company.policy()).policy();
    Bill bill = FocusReader.of(policy.basis(), policy.unit().currency(), policy.billSource())
        .read(InputFile.of(company.bill()));
    DeliveredUsage usage = UsageReader.of("usage").read(InputFile.of(company.usage()));
    RunInputs inputs = RunInputs.of(bill, usage.batch(), List.of(usage.delivery()));
    return new DemoCase(policy, inputs, Chargeback.of(policy.resolve()).run(inputs, AT));
  }
}
