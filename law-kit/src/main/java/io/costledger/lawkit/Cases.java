package io.costledger.lawkit;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.lawkit.laws.ModelCase;
import io.costledger.lawkit.laws.ModelCase.Purpose;
import io.costledger.lawkit.laws.ModelCase.Row;
import io.costledger.lawkit.laws.ModelCase.Use;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Generators of cases, for jqwik. The hard ones come often: ties, quantities of zero, returns,
 * credits, an empty pool, one consumer, use of itself, unknown consumers, units that the model does
 * not read, many decimals and huge numbers. All shrink to few records of small numbers.
 */
public final class Cases {
  /** A consumer that no policy of the kit declares. */
  public static final Account UNKNOWN = Account.costCenter("nobody");

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private Cases() {}

  /**
   * Returns cases for a model: in units that it reads, and one that it doesn't; with consumers that
   * it lists; with direct costs if it asks for them.
   *
   * @param model the model
   * @return an arbitrary of cases
   */
  public static Arbitrary<ModelCase> of(AllocationModel model) {
    Arbitrary<List<Use>> uses = uses(model)
        .list()
        .ofMaxSize(6)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(Cases::flat);
    return Combinators.combine(Arbitraries.of(ApportionmentRule.class), rows(model), uses)
        .as(ModelCase::new);
  }

  /**
   * Returns consumers of a model: four cost centers, an unknown one, the platform itself, and
   * whom the model lists.
   *
   * @param model the model
   * @return an arbitrary of consumers
   */
  public static Arbitrary<Account> consumers(AllocationModel model) {
    List<Account> known = new ArrayList<>();
    for (String id : List.of("a", "b", "c", "d")) {
      known.add(Account.costCenter(id));
    }
    known.addAll(new TreeSet<>(model.listedConsumers()));
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.of(known)),
        Tuple.of(1, Arbitraries.just(UNKNOWN)),
        Tuple.of(1, Arbitraries.just(ModelCase.PLATFORM)));
  }

  /**
   * Returns quantities of 0 or more: zero and small ones often, so that there are ties.
   *
   * @return an arbitrary of exact decimals
   */
  public static Arbitrary<BigDecimal> quantities() {
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.integers().between(0, 4).map(BigDecimal::valueOf)),
        Tuple.of(2, decimals(1000, 1)),
        Tuple.of(1, decimals(1_000_000, 12)),
        Tuple.of(1, decimals(1_000_000, -24)));
  }

  /**
   * Returns amounts of ledger units of either sign: zero and small ones often, some beyond 64 bits.
   *
   * @return an arbitrary of whole numbers
   */
  public static Arbitrary<BigInteger> amounts() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(BigInteger.ZERO)),
        Tuple.of(4, Arbitraries.longs().between(-10, 10).map(BigInteger::valueOf)),
        Tuple.of(2, Arbitraries.longs().between(-100_000, 100_000).map(BigInteger::valueOf)),
        Tuple.of(1, decimals(1_000_000, -20).map(BigDecimal::toBigIntegerExact)));
  }

  private static Arbitrary<BigDecimal> decimals(long max, int scale) {
    return Arbitraries.longs().between(0, max).map(digits -> BigDecimal.valueOf(digits, scale));
  }

  /** One record; or a record and a return of half of it. */
  private static Arbitrary<List<Use>> uses(AllocationModel model) {
    List<String> units = new ArrayList<>(new TreeSet<>(model.units().named()));
    if (units.isEmpty()) {
      units.add("hours");
    }
    Arbitrary<String> unit = Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of(units)), Tuple.of(1, Arbitraries.just("zz-other")));
    Arbitrary<Boolean> returned = Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true));
    return Combinators.combine(consumers(model), quantities(), unit, returned)
        .as((consumer, quantity, in, half) -> {
          Use use = new Use(consumer, quantity, in);
          return half
              ? List.of(use, new Use(consumer, quantity.multiply(HALF).negate(), in))
              : List.of(use);
        });
  }

  private static Arbitrary<List<Row>> rows(AllocationModel model) {
    Arbitrary<Purpose> purpose = Arbitraries.frequency(
        Tuple.of(8, Purpose.POOL),
        Tuple.of(1, Purpose.GIVEN),
        Tuple.of(model.directCosts().isPresent() ? 8 : 1, Purpose.BOOKED));
    return Combinators.combine(purpose, consumers(model), amounts())
        .as((what, consumer, units) ->
            new Row(what, what == Purpose.POOL ? ModelCase.PLATFORM : consumer, units))
        .filter(row -> row.purpose() == Purpose.POOL || !row.consumer().equals(ModelCase.PLATFORM))
        .list()
        .ofMaxSize(4)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static <T> List<T> flat(List<List<T>> lists) {
    return lists.stream().flatMap(List::stream).toList();
  }
}
