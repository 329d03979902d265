package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.explain.Part;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.RateModel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A pool that is charged by rates (SPEC 4.5), with a reason for every unit. */
final class RateParts {
  private final PoolPlan plan;
  private final Apportionment apportionment;
  private final BigInteger pool;
  private final RateCharges charges;
  private final NavigableMap<Account, Ratio> exact = new TreeMap<>();
  private final RateModel model;
  private final boolean isCredit;

  RateParts(
      PoolPlan plan,
      RateModel model,
      LedgerUnit unit,
      Apportionment apportionment,
      Measure measure,
      BigInteger pool) {
    this.plan = plan;
    this.model = model;
    this.apportionment = apportionment;
    this.pool = pool;
    this.isCredit = measure == Measure.CREDIT;
    this.charges = RateCharges.of(plan, model, unit, apportionment, measure, pool);
    Ratio perCurrency = Ratio.of(BigInteger.TEN.pow(unit.scale()));
    model
        .charges(plan.usage())
        .forEach((consumer, charge) -> exact.put(consumer, charge.times(perCurrency)));
  }

  List<Destined> all() {
    List<Destined> all = new ArrayList<>();
    List<Part.OfConsumer> unknown = new ArrayList<>();
    for (RateCharges.Line line : charges.lines()) {
      List<Part.OfConsumer> parts = List.of(first(line), trueUp(line));
      if (plan.unknown().contains(line.consumer())) {
        parts.stream().filter(part -> part.units().signum() != 0).forEach(unknown::add);
      } else {
        all.add(new Destined(line.consumer(), EntryKind.ALLOCATED, parts.get(0)));
        all.add(new Destined(line.consumer(), EntryKind.TRUE_UP, parts.get(1)));
      }
    }
    BigInteger without = unknown.stream().map(Part::units).reduce(BigInteger.ZERO, BigInteger::add);
    FaultReason reason = FaultReason.UNKNOWN_CONSUMER;
    all.addAll(Destined.homeless(plan.terms(), reason, unknown, List.of(), apportionment, without));
    Account variance = new Account(AccountKind.VARIANCE, plan.terms().platform());
    BigInteger left = charges.variance();
    all.add(new Destined(
        charges.isFunded() ? plan.terms().account() : variance,
        EntryKind.VARIANCE,
        new Part.Variance(pool, pool.subtract(left), left.abs().multiply(sign()))));
    return all;
  }

  private BigInteger sign() {
    return BigInteger.valueOf(isCredit ? -1 : 1);
  }

  /** A charge; of a credit, which is never charged, the share. */
  private Part.OfConsumer first(RateCharges.Line line) {
    Account consumer = line.consumer();
    return isCredit
        ? PoolParts.share(plan, consumer, pool, line.charge())
        : new Part.Charge(
            consumer,
            model.lines(consumer, plan.usage()),
            Maps.get(exact, consumer),
            line.charge());
  }

  private Part.OfConsumer trueUp(RateCharges.Line line) {
    return new Part.TrueUp(
        line.consumer(),
        PoolParts.quotient(plan, line.consumer(), pool),
        line.charge().add(line.trueUp()),
        line.charge(),
        line.trueUp());
  }
}
