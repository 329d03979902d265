package io.costledger.allocation;

import io.costledger.allocation.explain.Estimate;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigInteger;
import java.util.Optional;

/** The faults that a run can find, in words and with whose job they are. */
final class Faults {
  private Faults() {}

  static Fault billRecord(
      BillRecord record,
      Period period,
      FaultReason reason,
      Optional<Account> named,
      BigInteger units,
      Responsible owner) {
    String shown = "row '" + record.id() + "'";
    String target = named.map(Account::toString).orElse("none");
    String message = switch (reason) {
      case PERIOD_MISMATCH ->
        Invalid.message(
            "charge period of bill " + shown, period, "no grain period of the run contains it");
      case NO_RULE -> Invalid.message("bill row", shown, "no rule of the policy places it");
      case UNKNOWN_PLATFORM ->
        Invalid.message("target of bill " + shown, target, "the platform is not declared");
      default ->
        Invalid.message(
            "target of bill " + shown, target, "the cost center is not declared in this period");
    };
    return Fault.builder()
        .reason(reason)
        .owner(owner)
        .chargePeriod(period)
        .record("bill:" + record.id())
        .platform(named.filter(a -> reason == FaultReason.UNKNOWN_PLATFORM).map(Account::id))
        .consumer(named.filter(a -> reason == FaultReason.UNKNOWN_CONSUMER))
        .amountUnits(units)
        .measure(record.measure())
        .restsIn(Account.unallocated("bill"))
        .message(message)
        .build();
  }

  static Fault givenCharge(
      BillRecord record,
      Period period,
      PeriodPolicy.Terms terms,
      Account consumer,
      BigInteger units,
      Optional<Account> restsIn) {
    return Fault.builder()
        .reason(FaultReason.UNKNOWN_CONSUMER)
        .owner(platformOwner(terms))
        .chargePeriod(period)
        .record("bill:" + record.id())
        .platform(terms.platform())
        .consumer(consumer)
        .amountUnits(units)
        .measure(record.measure())
        .restsIn(restsIn)
        .message(Invalid.message(
            "consumer of bill row '" + record.id() + "'",
            consumer,
            "a charge of " + terms.account() + " names a consumer that is not declared"))
        .build();
  }

  static Fault usageRecord(
      UsageBatch usage, int index, Period period, FaultReason reason, Responsible owner) {
    String shown = "usage record '" + usage.id(index) + "'";
    String platform = Account.platform(usage.platform(index)).toString();
    String message = switch (reason) {
      case PERIOD_MISMATCH ->
        Invalid.message(
            "charge period of " + shown,
            period,
            "no grain period of the run contains it; "
                + ExactNumber.plain(usage.quantity(index))
                + " "
                + usage.unit(index)
                + " don't count");
      case UNKNOWN_PLATFORM -> Invalid.message("platform of " + shown, platform, "is not declared");
      case UNKNOWN_UNIT ->
        Invalid.message(
            "unit of " + shown,
            usage.unit(index),
            "the model of " + platform + " does not read it");
      default ->
        Invalid.message(
            "consumer of " + shown, usage.consumer(index), "is not declared in this period");
    };
    return Fault.builder()
        .reason(reason)
        .owner(owner)
        .chargePeriod(period)
        .record("usage:" + usage.id(index))
        .platform(usage.platform(index))
        .consumer(usage.consumer(index))
        .message(message)
        .build();
  }

  static Fault pool(
      PeriodPolicy.Terms terms,
      Period period,
      FaultReason reason,
      Optional<Account> consumer,
      Measure measure,
      BigInteger units,
      Optional<Account> restsIn) {
    String message = switch (reason) {
      case NO_USAGE ->
        Invalid.message("pool", terms.account(), "nobody used the platform in this period");
      case NO_MODEL ->
        Invalid.message("pool", terms.account(), "the platform has no allocation model");
      case NO_OPEN_CONSUMER ->
        Invalid.message(
            "pool", terms.account(), "everyone who used the platform in this period is closed");
      default ->
        Invalid.message(
            "consumer of " + terms.account(),
            consumer.map(Account::toString).orElse("none"),
            "has weight, but is not declared in this period");
    };
    return Fault.builder()
        .reason(reason)
        .owner(platformOwner(terms))
        .chargePeriod(period)
        .platform(terms.platform())
        .consumer(consumer)
        .amountUnits(units)
        .measure(measure)
        .restsIn(restsIn)
        .message(message)
        .build();
  }

  /** Of a pool that rests on an estimate: its cost is placed, and yet somebody should look. */
  static Fault estimate(
      PeriodPolicy.Terms terms, Period period, Estimate ground, Measure measure, BigInteger units) {
    return Fault.builder()
        .reason(FaultReason.NO_USAGE)
        .owner(platformOwner(terms))
        .chargePeriod(period)
        .platform(terms.platform())
        .amountUnits(units)
        .measure(measure)
        .message(Invalid.message(
            "pool",
            terms.account(),
            "nobody used the platform in this period; its cost rests on an estimate, "
                + ground.ground()))
        .build();
  }

  static Responsible platformOwner(PeriodPolicy.Terms terms) {
    return new Responsible(Responsible.Role.PLATFORM_OWNER, terms.owner().id());
  }
}
