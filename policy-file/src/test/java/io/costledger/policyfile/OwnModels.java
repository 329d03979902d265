package io.costledger.policyfile;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.Weights;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Models of users' own, good and bad. */
final class OwnModels {
  static final NamedModels ALL = NamedModels.of(
          "free-tier", p -> new FreeTier(p.text("unit"), p.number("free")))
      .and("listed", OwnModels::listed)
      .and("all-kinds", OwnModels::allKinds)
      .and("flat", p -> OwnModels::none)
      .and("picky", OwnModels::picky)
      .and("breaks", p -> {
        throw new ArithmeticException("/ by zero");
      })
      .and("gives-null", OwnModels::nothing);

  private OwnModels() {}

  /** Weight: what was used beyond the first units, which are free. */
  record FreeTier(String unit, BigDecimal free) implements AllocationModel {
    @Override
    public Weights weights(PoolUsage usage) {
      Map<Account, BigDecimal> weights = new HashMap<>();
      for (Account consumer : usage.quantities().keySet()) {
        weights.put(consumer, usage.quantity(consumer, unit).subtract(free).max(BigDecimal.ZERO));
      }
      return Weights.ofDecimals(weights);
    }
  }

  private record Listed(Set<Account> listedConsumers) implements AllocationModel {
    @Override
    public Weights weights(PoolUsage usage) {
      Map<Account, BigInteger> weights = new HashMap<>();
      listedConsumers.forEach(consumer -> weights.put(consumer, BigInteger.ONE));
      return Weights.ofWhole(weights);
    }
  }

  private static AllocationModel listed(ModelParameters parameters) {
    Set<Account> consumers = new HashSet<>();
    parameters.texts("teams").forEach(id -> consumers.add(Account.costCenter(id)));
    return new Listed(consumers);
  }

  private static AllocationModel allKinds(ModelParameters p) {
    p.texts("texts");
    p.numbers("numbers");
    p.textsByKey("names");
    p.numbersByKey("sizes");
    if (p.has("free")) {
      p.number("free");
    }
    return OwnModels::none;
  }

  private static AllocationModel picky(ModelParameters parameters) {
    throw Invalid.argument("free", parameters.number("free"), "must be 0 or more");
  }

  private static Weights none(PoolUsage usage) {
    return Weights.ofWhole(Map.of());
  }

  @SuppressWarnings("NullAway")
  private static AllocationModel nothing(ModelParameters parameters) {
    return null;
  }
}
