package io.costledger.lawkit.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Platform;
import io.costledger.core.usage.UsageRecord;
import io.costledger.lawkit.laws.Outcome.Booked;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Laws that no model can break, since a model sees sums only: here the run itself is broken, to see
 * that they are not empty.
 */
class BrokenEngineTest {
  private static final AllocationModel HOURS = AllocationModels.proportional("hours");
  private static final Account B = Account.costCenter("b");

  /** 10 of 30 to a, 20 to b; -3 likewise; 1 : 2. */
  private static final ModelCase CASE = ModelCase.of(30, -3)
      .use("cost-center:b", "2", "hours")
      .use("cost-center:a", "1", "hours")
      .use("cost-center:c", "0", "hours");

  /** Changes what a run booked, knowing what it was given. */
  private interface Fault {
    Outcome broken(ModelCase given, List<UsageRecord> records, Outcome outcome);
  }

  private static Engine engine(AllocationModel model, Fault fault) {
    return new Engine(model) {
      @Override
      Outcome run(
          ModelCase given, List<UsageRecord> records, UnaryOperator<Platform.Builder> terms) {
        return fault.broken(given, records, super.run(given, records, terms));
      }
    };
  }

  /** The outcome with one more entry from the platform. */
  private static Outcome plus(
      Outcome outcome, String to, Measure measure, EntryKind kind, long units) {
    List<Booked> booked = new ArrayList<>(outcome.booked());
    booked.add(new Booked(
        ModelCase.PLATFORM, Account.parse(to), measure, kind, BigInteger.valueOf(units)));
    return new Outcome(booked, outcome.faults(), outcome.offences());
  }

  private static Outcome plusCharge(Outcome outcome, String to, long units) {
    return plus(outcome, to, Measure.CHARGE, EntryKind.ALLOCATED, units);
  }

  private static Outcome oneMoreIf(boolean broken, Outcome outcome) {
    return broken ? plusCharge(outcome, "cost-center:b", 1) : outcome;
  }

  private static Engine oneMore() {
    return engine(HOURS, (given, records, outcome) -> oneMoreIf(true, outcome));
  }

  private static Engine ofHours(Fault fault) {
    return engine(HOURS, fault);
  }

  @TestFactory
  Stream<DynamicTest> everyLawOfTheRunFindsItsFault() {
    Map<ModelLaw, Engine> broken = new EnumMap<>(ModelLaw.class);
    broken.put(ModelLaw.CONSERVATION, oneMore());
    broken.put(ModelLaw.SIGN_SYMMETRY, oneMore());
    broken.put(
        ModelLaw.QUOTA,
        ofHours((given, records, outcome) ->
            plusCharge(plusCharge(outcome, "cost-center:a", 1), "cost-center:b", -1)));
    broken.put(
        ModelLaw.ZERO_WEIGHT,
        ofHours((given, records, outcome) -> plusCharge(outcome, "cost-center:c", 1)));
    broken.put(
        ModelLaw.MEASURES_APART,
        ofHours((given, records, outcome) -> oneMoreIf(given.rows().size() > 1, outcome)));
    broken.put(
        ModelLaw.RETAINED,
        ofHours((given, records, outcome) ->
            plus(outcome, "cost-center:owner", Measure.CREDIT, EntryKind.RETAINED, -1)));
    broken.put(ModelLaw.BOUNDS, new Engine(HOURS) {
      @Override
      Outcome run(
          ModelCase given, List<UsageRecord> records, UnaryOperator<Platform.Builder> terms) {
        return super.run(given, records, platform -> platform);
      }
    });
    broken.put(
        ModelLaw.RATE_IDENTITY,
        engine(
            AllocationModels.rateCard(Map.of("hours", Ratio.ONE)),
            (given, records, outcome) -> oneMoreIf(true, outcome)));
    broken.put(
        ModelLaw.ORDER,
        ofHours(
            (given, records, outcome) -> oneMoreIf(records.get(0).consumer().equals(B), outcome)));
    broken.put(
        ModelLaw.PARTITION,
        ofHours((given, records, outcome) -> oneMoreIf(
            records.stream().map(UsageRecord::delivery).distinct().count() == 2, outcome)));
    broken.put(
        ModelLaw.RECORD_SPLIT,
        ofHours(
            (given, records, outcome) -> oneMoreIf(records.size() > CASE.uses().size(), outcome)));
    broken.put(
        ModelLaw.PERIODS_APART,
        ofHours((given, records, outcome) -> oneMoreIf(
            records.stream().map(UsageRecord::chargePeriod).distinct().count() > 1, outcome)));
    broken.put(
        ModelLaw.UNITS_READ,
        ofHours((given, records, outcome) ->
            oneMoreIf(records.stream().anyMatch(each -> !each.unit().equals("hours")), outcome)));
    broken.put(
        ModelLaw.SELF_USE,
        ofHours((given, records, outcome) -> oneMoreIf(
            records.stream().anyMatch(each -> each.consumer().equals(ModelCase.PLATFORM)),
            outcome)));
    broken.put(
        ModelLaw.MONOTONE_USE,
        ofHours((given, records, outcome) ->
            plusCharge(outcome, "cost-center:b", -9 * records.get(0).quantity().longValueExact())));
    broken.put(ModelLaw.IDEMPOTENCE, new Engine(HOURS) {
      private int runs;

      @Override
      Outcome run(
          ModelCase given, List<UsageRecord> records, UnaryOperator<Platform.Builder> terms) {
        runs++;
        return oneMoreIf(runs == 2, super.run(given, records, terms));
      }
    });
    return broken.entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey().code(), () -> {
          ModelLaw law = each.getKey();
          assertThat(law.broken(each.getValue(), CASE)).as("broken").isNotEmpty();
          assertThat(law.broken(each.getValue().model(), CASE)).as("sound").isEmpty();
        }));
  }
}
