package io.costledger.lawkit.laws;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.RunRefusedException;
import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.InvalidPolicyException;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;

/**
 * Runs cases on a policy of one platform. Not final: the kit's own tests break it, to see that the
 * laws of the run are not empty.
 */
class Engine {
  static final Period PERIOD = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  static final LedgerUnit UNIT = LedgerUnit.of(CurrencyUnit.USD, 2);

  /** Passes whatever it gets to {@link #TEAM}. */
  static final Account RELAY = Account.platform("zz-relay");

  static final Account TEAM = Account.costCenter("zz-team");

  private static final Instant RECORDED = Instant.parse("2026-09-02T00:00:00Z");
  private static final List<String> DECLARED = List.of("a", "b", "c", "d");
  private static final String RELAYED = "zz-relayed";

  private final AllocationModel model;

  Engine(AllocationModel model) {
    this.model = model;
  }

  AllocationModel model() {
    return model;
  }

  Outcome run(ModelCase given) {
    return run(given, records(given));
  }

  Outcome run(ModelCase given, List<UsageRecord> records) {
    return run(given, records, platform -> platform);
  }

  /** The outcome of the case with these records, whatever periods and deliveries they are of. */
  Outcome run(ModelCase given, List<UsageRecord> records, UnaryOperator<Platform.Builder> terms) {
    try {
      return Outcome.of(audited(given, records, terms), PERIOD);
    } catch (RunRefusedException e) {
      return Outcome.refused(e.offences());
    } catch (InvalidPolicyException e) {
      return Outcome.refused(e.offences());
    }
  }

  /** The weights that the model gives those who may be charged, as the run asks for them. */
  Weights weights(ModelCase given) {
    return weights(usage(given));
  }

  Weights weights(PoolUsage usage) {
    return model.weights(usage).only(consumer -> !consumer.equals(ModelCase.PLATFORM));
  }

  /** What the model sees of the case, summed apart from the run. */
  PoolUsage usage(ModelCase given) {
    NavigableMap<Account, NavigableMap<String, BigDecimal>> sums = new TreeMap<>();
    for (ModelCase.Use use : given.uses()) {
      if (!use.consumer().equals(ModelCase.PLATFORM) && model.units().reads(use.unit())) {
        sums.computeIfAbsent(use.consumer(), consumer -> new TreeMap<>(CodePoints.ORDER))
            .merge(use.unit(), use.quantity(), BigDecimal::add);
      }
    }
    NavigableMap<Account, BigInteger> costs = new TreeMap<>();
    Optional<RowCondition> wanted = model.directCosts();
    List<BillRecord> rows = rows(given);
    for (int i = 0; i < rows.size(); i++) {
      ModelCase.Row row = given.rows().get(i);
      Account to = row.purpose() == ModelCase.Purpose.BOOKED ? row.consumer() : ModelCase.PLATFORM;
      if (wanted.isPresent()
          && wanted.get().matches(rows.get(i))
          && row.units().signum() >= 0
          && (declares(to) || to.equals(ModelCase.PLATFORM))) {
        costs.merge(to, row.units(), BigInteger::add);
      }
    }
    return new PoolUsage(ModelCase.PLATFORM.id(), PERIOD, sums, costs);
  }

  boolean declares(Account consumer) {
    return consumers().contains(consumer);
  }

  /** Every declared consumer. */
  private Set<Account> consumers() {
    Set<Account> consumers = new TreeSet<>(model.listedConsumers());
    DECLARED.forEach(id -> consumers.add(Account.costCenter(id)));
    consumers.addAll(Set.of(ModelCase.OWNER, RELAY, TEAM));
    consumers.remove(ModelCase.PLATFORM);
    return consumers;
  }

  static List<UsageRecord> records(ModelCase given) {
    return records(given, PERIOD, "usage");
  }

  static List<UsageRecord> records(ModelCase given, Period period, String delivery) {
    List<UsageRecord> records = new ArrayList<>();
    for (ModelCase.Use use : given.uses()) {
      records.add(UsageRecord.builder()
          .id(delivery + " " + records.size())
          .platform(ModelCase.PLATFORM.id())
          .consumer(use.consumer())
          .quantity(use.quantity())
          .unit(use.unit())
          .chargePeriod(period)
          .delivery(delivery)
          .build());
    }
    return records;
  }

  Run audited(ModelCase given, List<UsageRecord> records, UnaryOperator<Platform.Builder> terms) {
    List<UsageRecord> all = new ArrayList<>(records);
    all.add(
        UsageRecord.of("relayed", RELAY.id(), TEAM.toString(), "1", RELAYED, PERIOD, "zz-relay"));
    Set<String> deliveries = new TreeSet<>();
    all.forEach(each -> deliveries.add(each.delivery()));
    RunInputs inputs = RunInputs.of(
        Bill.of(Delivery.of("bill", "bill", new byte[] {1}), rows(given)),
        UsageBatch.of(all),
        deliveries.stream().map(id -> Delivery.of("usage", id, new byte[] {2})).toList());
    return Chargeback.of(policy(given, records, terms).resolve())
        .run(inputs, RECORDED)
        .run();
  }

  private Policy policy(
      ModelCase given, List<UsageRecord> records, UnaryOperator<Platform.Builder> terms) {
    Set<Period> periods = new TreeSet<>(Set.of(PERIOD));
    records.forEach(each -> periods.add(each.chargePeriod()));
    Policy.Builder policy = Policy.builder("laws");
    policy.unit(UNIT).basis(Basis.BILLED).apportionment(given.rule());
    policy.grain(Grain.of(List.copyOf(periods)));
    policy.platform(
        ModelCase.PLATFORM.id(),
        platform -> terms.apply(platform.owner(ModelCase.OWNER.id()).model(model)));
    for (Account consumer : consumers()) {
      if (consumer.kind() == AccountKind.COST_CENTER) {
        policy.costCenters(consumer.id());
      } else {
        policy.platform(
            consumer.id(),
            platform ->
                platform.owner(ModelCase.OWNER.id()).model(AllocationModels.proportional(RELAYED)));
      }
    }
    return policy.addAllBillRules(rules()).build();
  }

  /** A row's columns say where it goes; see {@link #rows}. */
  private static List<BillRule> rules() {
    List<BillRule> rules = new ArrayList<>();
    for (AccountKind kind : List.of(AccountKind.COST_CENTER, AccountKind.PLATFORM)) {
      RowField booked = RowField.column("booked " + kind);
      rules.add(BillRule.builder()
          .name("booked to " + kind)
          .when(new RowCondition.Present(booked, true))
          .to(AccountNaming.from(kind, booked))
          .build());
      RowField names = RowField.column("names " + kind);
      rules.add(BillRule.builder()
          .name("names " + kind)
          .when(new RowCondition.Present(names, true))
          .to(AccountNaming.always(ModelCase.PLATFORM))
          .consumer(AccountNaming.from(kind, names))
          .build());
    }
    rules.add(BillRule.builder()
        .name("pool")
        .to(AccountNaming.always(ModelCase.PLATFORM))
        .build());
    return rules;
  }

  private static List<BillRecord> rows(ModelCase given) {
    List<BillRecord> rows = new ArrayList<>();
    for (ModelCase.Row row : given.rows()) {
      Account consumer = row.consumer();
      rows.add(BillRecord.builder()
          .id("row " + rows.size())
          .chargePeriod(PERIOD)
          .cost(UNIT.decimalOf(row.units()))
          .columns(
              switch (row.purpose()) {
                case POOL -> Map.of();
                case GIVEN -> Map.of("names " + consumer.kind(), consumer.id());
                case BOOKED -> Map.of("booked " + consumer.kind(), consumer.id());
              })
          .build());
    }
    return rows;
  }
}
