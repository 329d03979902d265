package io.costledger.core.policy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Grain;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;

/** Policies and models for the tests of this package. */
final class Policies {
  private Policies() {}

  /** A model that weighs listed consumers alike, with one parameter beside the list. */
  record Listing(String parameter, Set<Account> listedConsumers) implements AllocationModel {
    @Override
    public Weights weights(PoolUsage usage) {
      Map<Account, BigInteger> weights = new HashMap<>();
      listedConsumers.forEach(consumer -> weights.put(consumer, BigInteger.ONE));
      return Weights.ofWhole(weights);
    }

    @Override
    public String describe() {
      return name() + "@" + version() + "(" + parameter + ")";
    }
  }

  /** A model that charges nobody, by rates. */
  record Card(String name) implements RateModel {
    @Override
    public NavigableMap<Account, Ratio> charges(PoolUsage usage) {
      return new TreeMap<>();
    }

    @Override
    public boolean isTruedUp() {
      return false;
    }
  }

  static AllocationModel model(String parameter) {
    return new Listing(parameter, Set.of());
  }

  static AllocationModel listing(Account... consumers) {
    return new Listing("", Set.of(consumers));
  }

  /** September by one grain period, in dollars and cents, without anything declared. */
  static Policy.Builder bare() {
    Policy.Builder builder = Policy.builder("showback");
    builder.unit(LedgerUnit.of(CurrencyUnit.USD, 2)).basis(Basis.BILLED);
    builder.grain(Grain.of(Samples.SEPTEMBER));
    return builder;
  }

  /** As {@link #bare}, with the cost centers infra and ads. */
  static Policy.Builder small() {
    return bare().costCenters("infra", "ads");
  }

  static <T> Dated<T> changing(T first, String at, T second) {
    return Dated.of(List.of(
        new Dated.Version<>(Optional.empty(), Optional.of(Samples.at(at)), first),
        new Dated.Version<>(Optional.of(Samples.at(at)), Optional.empty(), second)));
  }

  static Platform.Builder retaining(Platform.Builder platform, Dated<Retention> retention) {
    platform.retention(retention);
    return platform;
  }

  static Platform.Builder placing(Platform.Builder platform, FaultReason reason, Unplaced choice) {
    platform.putUnplaced(reason, choice);
    return platform;
  }
}
