package io.costledger.serialization;

import io.costledger.core.account.Account;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.ledger.Statement;
import io.costledger.core.ledger.StatementLine;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.Audit;
import io.costledger.invariants.AuditedRun;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.collections.api.factory.Lists;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * A small run made by hand: a bill of 10.005, -1.00 and 2.00, of which 10.00 and -1.00 reach
 * platform {@code ec2} and 2.00 has no rule; ads used a quarter of ec2, search the rest.
 */
public final class SampleRun {
  public static final Period DAY = Period.parse("2024-09-01T00:00:00Z/2024-09-02T00:00:00Z");
  public static final LedgerUnit CENT = LedgerUnit.of(CurrencyUnit.USD, 2);
  private static final Account EC2 = Account.platform("ec2");
  private static final Account ADS = Account.costCenter("ads");
  private static final Account SEARCH = Account.costCenter("search, \"web\"");
  private static final Account HOMELESS = Account.unallocated("bill");

  /** What the run is pinned to; nothing in it rests on it. */
  public static final ClosingWeights BEFORE = ClosingWeights.of(
      "run-0", Period.parse("2024-08-31T00:00:00Z/2024-09-01T00:00:00Z"), Map.of());

  private SampleRun() {}

  public static AuditedRun audited() {
    return Audit.standard().audit(run());
  }

  public static Run run() {
    return run(Instant.parse("2024-10-05T08:00:00Z"));
  }

  public static Run run(Instant recordedAt) {
    return Run.builder()
        .id("run-1")
        .recordedAt(recordedAt)
        .policy(policy())
        .inputs(inputs())
        .entries(Lists.immutable.of(
            entry(Account.bill("focus"), EC2, 1000, Measure.CHARGE, EntryKind.DIRECT)
                .addDeliveries("cur;09")
                .build(),
            entry(Account.bill("focus"), EC2, -100, Measure.CREDIT, EntryKind.DIRECT)
                .addDeliveries("cur;09")
                .build(),
            entry(Account.bill("focus"), HOMELESS, 200, Measure.CHARGE, EntryKind.UNALLOCATED)
                .addReasons(new FaultReason[] {FaultReason.NO_RULE})
                .addDeliveries("cur;09")
                .build(),
            allocated(ADS, 250, Measure.CHARGE, "1"),
            allocated(ADS, -25, Measure.CREDIT, "1"),
            allocated(SEARCH, 750, Measure.CHARGE, "3"),
            allocated(SEARCH, -75, Measure.CREDIT, "3")))
        .closingWeights(ClosingWeights.of(
            "run-1",
            DAY,
            Map.of(
                "ec2",
                Weights.ofWhole(Map.of(ADS, BigInteger.ONE, SEARCH, BigInteger.valueOf(3))),
                "spark",
                Weights.ofWhole(Map.of()))))
        .faults(Lists.immutable.of(unknownUnit(), noRule()))
        .rounding(Lists.immutable.of(
            new RoundingDifference(DAY, Measure.CHARGE, new BigDecimal("0.005"))))
        .billPlacements(Lists.immutable.of(
            placement("row 1", EC2, Measure.CHARGE, 1000, "0.005", Optional.empty()),
            placement("row 2", EC2, Measure.CREDIT, -100, "0", Optional.empty()),
            placement(
                "row 3", HOMELESS, Measure.CHARGE, 200, "0", Optional.of(FaultReason.NO_RULE))))
        .addUsagePlacements(
            UsagePlacement.COUNTED, UsagePlacement.COUNTED, UsagePlacement.UNKNOWN_UNIT)
        .build();
  }

  public static Statement statement() {
    return new Statement(
        Lists.immutable.of(
            line(ADS, Measure.CHARGE, "2.50"),
            line(ADS, Measure.CREDIT, "-0.25"),
            line(SEARCH, Measure.CHARGE, "7.50"),
            line(SEARCH, Measure.CREDIT, "-0.75"),
            line(HOMELESS, Measure.CHARGE, "2.00")),
        BigMoney.parse("USD 11.00"),
        BigMoney.parse("USD 11.00"));
  }

  private static ResolvedPolicy policy() {
    return Policy.builder("showback")
        .unit(CENT)
        .basis(Basis.BILLED)
        .rounding(RoundingMode.HALF_EVEN)
        .grain(Grain.of(DAY))
        .billSource("focus")
        .addBillRules(BillRule.builder()
            .name("ec2")
            .when(new RowCondition.Present(RowField.column("ServiceName"), true))
            .to(AccountNaming.always(EC2))
            .build())
        .costCenters("ads", "search, \"web\"", "infra")
        .platform("ec2", ec2 -> ec2.owner("infra").model(new Hours()))
        .build()
        .resolve();
  }

  /** Weighs hours, as the proportional model does. */
  private static final class Hours implements AllocationModel {
    @Override
    public Weights weights(PoolUsage usage) {
      Map<Account, BigDecimal> hours = new HashMap<>();
      usage.quantities().keySet().forEach(c -> hours.put(c, usage.quantity(c, "h")));
      return Weights.ofDecimals(hours);
    }

    @Override
    public String name() {
      return "proportional";
    }

    @Override
    public UnitsRead units() {
      return UnitsRead.only(Set.of("h"));
    }
  }

  private static RunInputs inputs() {
    Bill bill = Bill.of(
        delivery("cur;09", "focus", "a"),
        List.of(
            record("row 1", "10.005", Map.of("ServiceName", "EC2")),
            record("row 2", "-1.00", Map.of("ServiceName", "EC2")),
            record("row 3", "2.00", Map.of())));
    UsageBatch usage = UsageBatch.of(List.of(
        usage("u1", ADS, "h", "1"), usage("u2", SEARCH, "h", "3"), usage("u3", ADS, "=GB", "9")));
    return RunInputs.of(bill, usage, List.of(delivery("u%1", "usage", "b"))).withPrevious(BEFORE);
  }

  private static Delivery delivery(String id, String source, String digit) {
    return Delivery.builder().id(id).source(source).sha256(digit.repeat(64)).build();
  }

  private static BillRecord record(String id, String cost, Map<String, String> columns) {
    return BillRecord.of(id, DAY, cost, columns);
  }

  private static UsageRecord usage(String id, Account consumer, String unit, String quantity) {
    return UsageRecord.builder()
        .id(id)
        .platform("ec2")
        .consumer(consumer)
        .quantity(new BigDecimal(quantity))
        .unit(unit)
        .chargePeriod(DAY)
        .delivery("u%1")
        .build();
  }

  private static LedgerEntry.Builder entry(
      Account from, Account to, long units, Measure measure, EntryKind kind) {
    return LedgerEntry.builder()
        .run("run-1")
        .chargePeriod(DAY)
        .postingPeriod(DAY)
        .from(from)
        .to(to)
        .amountUnits(BigInteger.valueOf(units))
        .unit(CENT)
        .measure(measure)
        .kind(kind);
  }

  private static LedgerEntry allocated(Account to, long units, Measure measure, String quantity) {
    return entry(EC2, to, units, measure, EntryKind.ALLOCATED)
        .tier(0)
        .model("proportional")
        .modelVersion("1")
        .quantity(new BigDecimal(quantity))
        .quantityUnit("h")
        .addDeliveries("u%1")
        .build();
  }

  private static Fault noRule() {
    return Fault.builder()
        .reason(FaultReason.NO_RULE)
        .owner(new Responsible(Responsible.Role.POLICY_AUTHOR, "showback"))
        .chargePeriod(DAY)
        .record("bill:row 3")
        .amountUnits(BigInteger.valueOf(200))
        .measure(Measure.CHARGE)
        .restsIn(HOMELESS)
        .message("Invalid bill row: 'row 3' (no rule places it)")
        .build();
  }

  private static Fault unknownUnit() {
    return Fault.builder()
        .reason(FaultReason.UNKNOWN_UNIT)
        .owner(new Responsible(Responsible.Role.USAGE_FEED, "usage"))
        .chargePeriod(DAY)
        .record("usage:u3")
        .platform("ec2")
        .consumer(ADS)
        .message("=GB, a unit that proportional does not read")
        .build();
  }

  private static BillPlacement placement(
      String record,
      Account to,
      Measure measure,
      long units,
      String rounding,
      Optional<FaultReason> fault) {
    return new BillPlacement(
        record,
        DAY,
        DAY,
        to,
        Optional.empty(),
        false,
        measure,
        BigInteger.valueOf(units),
        new BigDecimal(rounding),
        fault);
  }

  private static StatementLine line(Account account, Measure measure, String amount) {
    BigMoney money = BigMoney.of(CurrencyUnit.USD, new BigDecimal(amount));
    return new StatementLine(account, measure, money, money);
  }
}
