package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.even;
import static io.costledger.allocation.model.AllocationModels.proportional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.ledger.Statement;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A whole run that a reader can follow with pencil and paper. */
class WorkedExampleTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  private static final Instant RECORDED = Instant.parse("2026-09-02T00:00:00Z");
  private static final Delivery BILL = Delivery.of("cur", "cur-08", new byte[] {1});
  private static final Delivery USAGE = Delivery.of("usage", "usage-08", new byte[] {2});

  private static Policy.Builder policy() {
    return Policy.builder("showback")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(AUGUST))
        .billSource("cur")
        .costCenters("ads", "infra", "search")
        .platform("ec2", p -> p.owner("infra").model(proportional("vcpu-hours")))
        .platform("spark", p -> p.owner("infra").retain("0.15").model(proportional("vcore-hours")))
        .addBillRules(BillRule.builder()
            .name("by target")
            .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("Platform")))
            .build());
  }

  private static BillRecord row(String id, String cost, String platform) {
    return BillRecord.of(id, AUGUST, cost, Map.of("Platform", platform));
  }

  private static UsageRecord use(
      String id, String platform, String consumer, String quantity, String unit) {
    return UsageRecord.of(id, platform, consumer, quantity, unit, AUGUST, "usage-08");
  }

  private static RunInputs inputs(List<BillRecord> bill, List<UsageRecord> usage) {
    return RunInputs.of(Bill.of(BILL, bill), UsageBatch.of(usage), List.of(USAGE));
  }

  private static List<String> entries(AuditedRun audited) {
    return audited
        .run()
        .entries()
        .collect(e -> e.from()
            + " -> "
            + e.to()
            + " "
            + e.amount().getAmount().toPlainString()
            + " "
            + e.measure()
            + " "
            + e.kind().text())
        .castToList();
  }

  @Test
  @DisplayName("SPEC 5.2: cost flows through two tiers and every unit lands once")
  void costFlowsThroughTwoTiers() {
    // ec2 has 100.00; spark used 75 of 100 vcpu-hours: 75.00, search 25.00.
    // spark keeps floor(0.15 * 7500) = 1125; 6375 by 2 : 1 are 4250 and 2125.
    AuditedRun run = Chargeback.of(policy().build().resolve())
        .run(
            inputs(
                List.of(row("1", "100.00", "ec2"), row("2", "-1.00", "ec2")),
                List.of(
                    use("u1", "ec2", "platform:spark", "75", "vcpu-hours"),
                    use("u2", "ec2", "cost-center:search", "25", "vcpu-hours"),
                    use("u3", "spark", "cost-center:search", "20", "vcore-hours"),
                    use("u4", "spark", "cost-center:ads", "10", "vcore-hours"),
                    use("u5", "spark", "platform:spark", "99", "vcore-hours"))),
            RECORDED);
    // The credit: 100 cents are -75 and -25; spark keeps -floor(11.25) = -11; 64 by 1 : 2 are
    // 21 1/3 and 42 2/3, so -21 and -43.
    assertThat(entries(run))
        .containsExactly(
            "bill:cur -> platform:ec2 100.00 CHARGE direct",
            "bill:cur -> platform:ec2 -1.00 CREDIT direct",
            "platform:ec2 -> cost-center:search 25.00 CHARGE allocated",
            "platform:ec2 -> cost-center:search -0.25 CREDIT allocated",
            "platform:ec2 -> platform:spark 75.00 CHARGE allocated",
            "platform:ec2 -> platform:spark -0.75 CREDIT allocated",
            "platform:spark -> cost-center:ads 21.25 CHARGE allocated",
            "platform:spark -> cost-center:ads -0.21 CREDIT allocated",
            "platform:spark -> cost-center:infra 11.25 CHARGE retained",
            "platform:spark -> cost-center:infra -0.11 CREDIT retained",
            "platform:spark -> cost-center:search 42.50 CHARGE allocated",
            "platform:spark -> cost-center:search -0.43 CREDIT allocated");
    Statement statement = Settlement.statement(run);
    assertThat(statement.exactTotal()).hasToString("USD 99.00");
    assertThat(statement.settledTotal()).hasToString("USD 99.00");
    assertThat(run.run().entries().collect(e -> e.tier().orElse(-1)).castToList())
        .containsExactly(-1, -1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
  }

  @Test
  @DisplayName("SPEC 6: what can't be placed keeps a name, a reason and an owner")
  void whatCanNotBePlacedIsNamed() {
    AuditedRun run = Chargeback.of(policy().build().resolve())
        .run(
            inputs(
                List.of(
                    row("1", "3.00", "ec2"),
                    row("2", "2.00", "spark"),
                    row("3", "1.00", "hadoop"),
                    BillRecord.of("4", AUGUST, "0.50", Map.of())),
                List.of(
                    use("u1", "ec2", "cost-center:gone", "1", "vcpu-hours"),
                    use("u2", "ec2", "cost-center:ads", "2", "vcpu-hours"))),
            RECORDED);
    assertThat(entries(run))
        .containsExactly(
            "bill:cur -> platform:ec2 3.00 CHARGE direct",
            "bill:cur -> platform:spark 2.00 CHARGE direct",
            "bill:cur -> unallocated:bill 1.50 CHARGE unallocated",
            "platform:ec2 -> cost-center:ads 2.00 CHARGE allocated",
            "platform:ec2 -> unallocated:ec2 1.00 CHARGE unallocated",
            "platform:spark -> cost-center:infra 0.30 CHARGE retained",
            "platform:spark -> unallocated:spark 1.70 CHARGE unallocated");
    assertThat(run.run().faults().collect(f -> f.reason() + " " + f.owner()).castToList())
        .containsExactly(
            "NO_USAGE platform-owner:infra",
            "UNKNOWN_CONSUMER platform-owner:infra",
            "UNKNOWN_CONSUMER platform-owner:infra",
            "UNKNOWN_PLATFORM bill-feed:cur",
            "UNKNOWN_PLATFORM bill-feed:cur");
  }

  @Test
  @DisplayName("SPEC 6: a policy may place it otherwise, or fail the run")
  void aPolicyMayPlaceItOtherwise() {
    Policy owner = policy()
        .platform(
            "s3",
            p -> p.owner("infra")
                .model(even())
                .putUnplaced(FaultReason.NO_USAGE, new Unplaced.Owner()))
        .platform(
            "kafka",
            p -> p.owner("infra")
                .putUnplaced(
                    FaultReason.NO_MODEL,
                    new Unplaced.Even(
                        List.of(Account.costCenter("search"), Account.platform("s3")))))
        .build();
    assertThat(entries(Chargeback.of(owner.resolve())
            .run(inputs(List.of(row("1", "0.03", "kafka")), List.of()), RECORDED)))
        .containsExactly(
            "bill:cur -> platform:kafka 0.03 CHARGE direct",
            "platform:kafka -> cost-center:search 0.02 CHARGE allocated",
            "platform:kafka -> platform:s3 0.01 CHARGE allocated",
            "platform:s3 -> cost-center:infra 0.01 CHARGE allocated");

    Policy fail = policy()
        .platform(
            "s3", p -> p.owner("infra").putUnplaced(FaultReason.NO_MODEL, new Unplaced.Fail()))
        .build();
    assertThatThrownBy(() -> Chargeback.of(fail.resolve())
            .run(inputs(List.of(row("1", "0.03", "s3")), List.of()), RECORDED))
        .isInstanceOf(RunRefusedException.class)
        .hasMessage("The run of policy showback can't be made\n"
            + "  Invalid NO_MODEL of platform:s3 in"
            + " 2026-08-01T00:00:00Z/2026-09-01T00:00:00Z: 0.03 USD"
            + " (the policy says that the run fails)");
  }

  @Test
  @DisplayName("SPEC 2.2, 4.3, 5.4: a run that can't be made names every offence")
  void aRunThatCanNotBeMadeNamesEveryOffence() {
    assertThatThrownBy(() -> Chargeback.of(policy().build().resolve())
            .run(
                inputs(
                    List.of(row("1", "0.001", "ec2")),
                    List.of(
                        use("u1", "ec2", "platform:spark", "1", "vcpu-hours"),
                        use("u2", "spark", "platform:ec2", "1", "vcore-hours"),
                        use("u3", "spark", "cost-center:ads", "-1", "vcore-hours"),
                        use("u4", "ec2", "cost-center:ads", "-1.5", "vcpu-hours"))),
                RECORDED))
        .isInstanceOf(RunRefusedException.class)
        .hasMessage("The run of policy showback can't be made\n"
            + "  Invalid cost of bill row '1': 0.001"
            + " (scale 2 can't hold it and the policy chose no rounding)\n"
            + "  Invalid sum of vcpu-hours: -1.5 (use of platform:ec2 by cost-center:ads in"
            + " 2026-08-01T00:00:00Z/2026-09-01T00:00:00Z must not be negative;"
            + " usage records 'u4')\n"
            + "  Invalid sum of vcore-hours: -1 (use of platform:spark by cost-center:ads in"
            + " 2026-08-01T00:00:00Z/2026-09-01T00:00:00Z must not be negative;"
            + " usage records 'u3')");
  }

  @Test
  @DisplayName("SPEC 5.4: a cycle is an error that names its members")
  void aCycleNamesItsMembers() {
    assertThatThrownBy(() -> Chargeback.of(policy().build().resolve())
            .run(
                inputs(
                    List.of(),
                    List.of(
                        use("u1", "ec2", "platform:spark", "1", "vcpu-hours"),
                        use("u2", "spark", "platform:ec2", "1", "vcore-hours"))),
                RECORDED))
        .hasMessage("The run of policy showback can't be made\n"
            + "  Invalid attribution in 2026-08-01T00:00:00Z/2026-09-01T00:00:00Z:"
            + " cycle of ec2, spark (usage between platforms must not form a cycle)");
  }
}
