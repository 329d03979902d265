package io.costledger.allocation.apportion;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.apportion.BoundedApportionment.Limits;
import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.ReferenceApportionment;
import io.costledger.allocation.reference.ReferenceBounds;
import io.costledger.allocation.reference.ReferenceScenario.Limit;
import io.costledger.core.policy.ApportionmentRule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of SPEC 4.2, on amounts, weights and bounds of any size. */
class BoundedApportionmentLawsTest {
  /** Keys ascending, an amount that the limits can take. */
  record Case(BigInteger units, List<BigInteger> weights, List<Limits> limits) {
    List<BigInteger> split(ApportionmentRule rule) {
      return BoundedApportionment.of(rule).split(units, weights, limits);
    }
  }

  @Property(tries = 1000)
  void sharesSumToTheAmount(@ForAll ApportionmentRule rule, @ForAll("cases") Case c) {
    assertThat(sum(c.split(rule))).isEqualTo(c.units());
  }

  @Property(tries = 1000)
  void noShareOfAKeyWithWeightPassesABound(
      @ForAll ApportionmentRule rule, @ForAll("cases") Case c) {
    List<BigInteger> shares = c.split(rule);
    for (int i = 0; i < shares.size(); i++) {
      if (c.weights().get(i).signum() == 0) {
        assertThat(shares.get(i)).isEqualTo(ZERO);
      } else {
        assertThat(shares.get(i)).isGreaterThanOrEqualTo(c.limits().get(i).minimum());
        assertThat(shares.get(i))
            .isLessThanOrEqualTo(c.limits().get(i).maximum().orElse(c.units()));
      }
    }
  }

  @Property(tries = 1500)
  void sharesAreThoseOfRepeatedClamping(@ForAll ApportionmentRule rule, @ForAll("cases") Case c) {
    Map<String, Fraction> weights = new LinkedHashMap<>();
    Map<String, Limit> limits = new LinkedHashMap<>();
    for (int i = 0; i < c.weights().size(); i++) {
      if (c.weights().get(i).signum() > 0) {
        weights.put(key(i), Fraction.of(c.weights().get(i)));
        limits.put(
            key(i),
            new Limit(
                new BigDecimal(c.limits().get(i).minimum()),
                c.limits().get(i).maximum().map(BigDecimal::new)));
      }
    }
    Map<String, BigInteger> expected = new LinkedHashMap<>();
    if (c.units().signum() > 0) {
      expected.putAll(ReferenceApportionment.split(
          c.units(),
          ReferenceBounds.shares(c.units(), weights, limits),
          rule == ApportionmentRule.PREFIX));
    }
    List<BigInteger> shares = c.split(rule);
    for (int i = 0; i < shares.size(); i++) {
      assertThat(shares.get(i)).isEqualTo(expected.getOrDefault(key(i), ZERO));
    }
  }

  @Property(tries = 500)
  void boundsThatDontBindChangeNothing(@ForAll ApportionmentRule rule, @ForAll("cases") Case c) {
    List<BigInteger> plain = plain(c, rule);
    List<Limits> around = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      BigInteger below = plain.get(i).subtract(ONE).max(ZERO);
      around.add(new Limits(below, Optional.of(plain.get(i).add(ONE))));
    }
    List<Limits> free = Collections.nCopies(plain.size(), Limits.NONE);
    assertThat(new Case(c.units(), c.weights(), around).split(rule)).isEqualTo(plain);
    assertThat(new Case(c.units(), c.weights(), free).split(rule)).isEqualTo(plain);
  }

  private static List<BigInteger> plain(Case c, ApportionmentRule rule) {
    return Apportionment.of(rule).split(c.units(), c.weights());
  }

  @Property(tries = 500)
  void aCommonFactorOfAllWeightsChangesNothing(
      @ForAll ApportionmentRule rule, @ForAll("cases") Case c, @ForAll("factors") BigInteger f) {
    List<BigInteger> scaled = c.weights().stream().map(f::multiply).toList();
    assertThat(new Case(c.units(), scaled, c.limits()).split(rule)).isEqualTo(c.split(rule));
  }

  /** More weight never means a smaller exact share, so it costs a unit of rounding at the most. */
  @Property(tries = 500)
  void moreWeightNeverCostsMoreThanAUnitOfRounding(
      @ForAll ApportionmentRule rule, @ForAll("cases") Case c, @ForAll Random random) {
    int at = random.nextInt(c.weights().size());
    if (c.weights().get(at).signum() == 0) {
      return;
    }
    List<BigInteger> heavier = new ArrayList<>(c.weights());
    heavier.set(at, heavier.get(at).multiply(TWO));
    BigInteger before = c.split(rule).get(at);
    BigInteger after = new Case(c.units(), heavier, c.limits()).split(rule).get(at);
    assertThat(after).isGreaterThanOrEqualTo(before.subtract(ONE));
  }

  /** Of two keys with the same limits, the heavier pays no less than the lighter, but a unit. */
  @Property(tries = 500)
  void theHeavierOfTwoAlikePaysNoLess(@ForAll("cases") Case c) {
    List<BigInteger> shares = c.split(ApportionmentRule.LARGEST_REMAINDER);
    for (int i = 0; i < shares.size(); i++) {
      for (int j = 0; j < shares.size(); j++) {
        boolean alike = c.limits().get(i).equals(c.limits().get(j));
        if (alike && c.weights().get(i).compareTo(c.weights().get(j)) > 0) {
          assertThat(shares.get(i)).isGreaterThanOrEqualTo(shares.get(j));
        }
      }
    }
  }

  /** The exact shares go with their keys, so a share moves by a unit at the most. */
  @Property(tries = 500)
  void theOrderOfKeysDecidesTiesOnly(
      @ForAll ApportionmentRule rule, @ForAll("cases") Case c, @ForAll Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < c.weights().size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    Case shuffled = new Case(
        c.units(),
        order.stream().map(i -> c.weights().get(i)).toList(),
        order.stream().map(i -> c.limits().get(i)).toList());
    List<BigInteger> exact = exactShares(c);
    assertThat(exactShares(shuffled)).isEqualTo(order.stream().map(exact::get).toList());
    List<BigInteger> shares = c.split(rule);
    List<BigInteger> after = shuffled.split(rule);
    for (int i = 0; i < shares.size(); i++) {
      assertThat(after.get(i).subtract(shares.get(order.get(i))).abs()).isLessThanOrEqualTo(ONE);
    }
  }

  private static List<BigInteger> exactShares(Case c) {
    return Waterline.of(c.units(), c.weights(), c.limits()).exactShares();
  }

  @Property(tries = 300)
  void groupsOfNeighboursRollUpExactlyUnderPrefixRounding(@ForAll("cases") Case c) {
    List<BigInteger> shares = c.split(ApportionmentRule.PREFIX);
    List<BigInteger> exact = Waterline.of(c.units(), c.weights(), c.limits()).exactShares();
    if (c.units().signum() == 0) {
      return;
    }
    int half = shares.size() / 2;
    BigInteger first = sum(exact.subList(0, half));
    BigInteger rest = sum(exact.subList(half, exact.size()));
    assertThat(Apportionment.PREFIX.split(c.units(), List.of(first, rest)))
        .containsExactly(sum(shares.subList(0, half)), sum(shares.subList(half, shares.size())));
  }

  // ---- generators

  @Provide
  Arbitrary<BigInteger> factors() {
    return Arbitraries.of(TWO, BigInteger.valueOf(7), BigInteger.TEN.pow(11), TWO.pow(63));
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.randomValue(BoundedApportionmentLawsTest::next);
  }

  private static Case next(Random random) {
    int n = 1 + random.nextInt(7);
    int bits = List.of(3, 6, 20, 62, 64, 130).get(random.nextInt(6));
    List<BigInteger> weights = new ArrayList<>();
    List<Limits> limits = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      boolean none = i > 0 && random.nextInt(6) == 0;
      weights.add(none ? ZERO : new BigInteger(1 + random.nextInt(bits), random).add(ONE));
      BigInteger minimum = random.nextBoolean() ? ZERO : new BigInteger(bits, random);
      Optional<BigInteger> maximum = random.nextInt(3) == 0
          ? Optional.empty()
          : Optional.of(minimum.add(random.nextInt(5) == 0 ? ZERO : new BigInteger(bits, random)));
      boolean asBefore = i > 0 && random.nextInt(4) == 0;
      limits.add(asBefore ? limits.get(i - 1) : new Limits(minimum, maximum));
    }
    BigInteger least = BoundedApportionment.least(weights, limits);
    BigInteger most = BoundedApportionment.most(weights, limits).orElse(least.add(TWO.pow(bits)));
    BigInteger room = most.subtract(least);
    BigInteger units = switch (random.nextInt(8)) {
      case 0 -> least;
      case 1 -> most;
      default -> least.add(new BigInteger(room.bitLength() + 1, random).mod(room.add(ONE)));
    };
    return new Case(units, weights, limits);
  }

  private static String key(int i) {
    return "key " + (char) ('A' + i);
  }

  private static BigInteger sum(List<BigInteger> shares) {
    return shares.stream().reduce(ZERO, BigInteger::add);
  }
}
