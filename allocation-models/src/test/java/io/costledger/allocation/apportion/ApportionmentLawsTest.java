package io.costledger.allocation.apportion;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.ReferenceApportionment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Laws 3.1 to 3.6, each computed here from exact fractions, over both rules and both arithmetic
 * paths: amounts and totals gather around 63 and 126 bits, where the paths part.
 */
class ApportionmentLawsTest {
  private static final BigInteger EDGE = TWO.pow(63);

  /** An amount and weights in key order, not all 0. */
  record Case(BigInteger units, List<BigInteger> weights) {
    BigInteger total() {
      return weights.stream().reduce(ZERO, BigInteger::add);
    }

    /** |C| * w / T. */
    Fraction quotient(int i) {
      return new Fraction(units.abs().multiply(weights.get(i)), total());
    }
  }

  // ---- both rules

  @Property(tries = 1500)
  void sharesSumToTheAmount(@ForAll("rules") Apportionment rule, @ForAll("cases") Case c) {
    assertThat(sum(rule.split(c.units(), c.weights()))).isEqualTo(c.units());
  }

  @Property(tries = 1500)
  void bothRulesAgreeWithExactFractions(@ForAll("cases") Case c) {
    Map<String, Fraction> weights = new LinkedHashMap<>();
    for (int i = 0; i < c.weights().size(); i++) {
      weights.put("key " + (char) ('A' + i), Fraction.of(c.weights().get(i)));
    }
    assertThat(Apportionment.LARGEST_REMAINDER.split(c.units(), c.weights()))
        .containsExactlyElementsOf(
            ReferenceApportionment.split(c.units(), weights, false).values());
    assertThat(Apportionment.PREFIX.split(c.units(), c.weights()))
        .containsExactlyElementsOf(
            ReferenceApportionment.split(c.units(), weights, true).values());
  }

  @Property(tries = 500)
  void creditsAreSplitLikeChargesAndNegated(
      @ForAll("rules") Apportionment rule, @ForAll("cases") Case c) {
    assertThat(rule.split(c.units().negate(), c.weights()))
        .isEqualTo(
            rule.split(c.units(), c.weights()).stream().map(BigInteger::negate).toList());
  }

  @Property(tries = 500)
  void aCommonFactorOfAllWeightsChangesNothing(
      @ForAll("rules") Apportionment rule,
      @ForAll("cases") Case c,
      @ForAll("factors") BigInteger factor) {
    List<BigInteger> scaled = c.weights().stream().map(factor::multiply).toList();
    assertThat(rule.split(c.units(), scaled)).isEqualTo(rule.split(c.units(), c.weights()));
  }

  @Property(tries = 500)
  void aKeyWithoutWeightGetsNothingAndChangesNoOther(
      @ForAll("rules") Apportionment rule, @ForAll("cases") Case c, @ForAll Random random) {
    int at = random.nextInt(c.weights().size() + 1);
    List<BigInteger> withZero = new ArrayList<>(c.weights());
    withZero.add(at, ZERO);
    List<BigInteger> shares = new ArrayList<>(rule.split(c.units(), withZero));
    assertThat(shares.remove(at)).isEqualTo(ZERO);
    assertThat(shares).isEqualTo(rule.split(c.units(), c.weights()));
  }

  @Property(tries = 500)
  void anAmountOfZeroIsSplitIntoZeros(
      @ForAll("rules") Apportionment rule, @ForAll("cases") Case c) {
    assertThat(rule.split(ZERO, c.weights())).containsOnly(ZERO);
  }

  @Property(tries = 500)
  void theOrderInWhichKeysComeChangesNothing(
      @ForAll("rules") Apportionment rule, @ForAll("cases") Case c, @ForAll Random random) {
    List<String> keys = new ArrayList<>(keys(c.weights().size(), random));
    Map<String, BigInteger> one = byKey(rule, c, keys);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    Case shuffled =
        new Case(c.units(), order.stream().map(i -> c.weights().get(i)).toList());
    assertThat(byKey(rule, shuffled, order.stream().map(keys::get).toList())).isEqualTo(one);
  }

  /** Sorts by key in UTF-8 order, splits, and gives each key its share. */
  private static Map<String, BigInteger> byKey(Apportionment rule, Case c, List<String> keys) {
    TreeMap<String, BigInteger> weights = new TreeMap<>(ReferenceApportionment.KEYS);
    for (int i = 0; i < keys.size(); i++) {
      weights.put(keys.get(i), c.weights().get(i));
    }
    List<BigInteger> shares = rule.split(c.units(), List.copyOf(weights.values()));
    Map<String, BigInteger> byKey = new LinkedHashMap<>();
    int i = 0;
    for (String key : weights.keySet()) {
      byKey.put(key, shares.get(i++));
    }
    return byKey;
  }

  private static List<String> keys(int count, Random random) {
    List<String> keys = new ArrayList<>();
    int[] planes = {0x61, 0xd7f0, 0xe000, 0xff00, 0x10000, 0x1f600};
    for (int i = 0; i < count; i++) {
      keys.add(Character.toString(planes[random.nextInt(planes.length)] + i));
    }
    return keys;
  }

  // ---- largest remainder

  @Property(tries = 500)
  void everyShareIsTheQuotientRoundedDownOrUp(
      @ForAll("rules") Apportionment rule, @ForAll("cases") Case c) {
    List<BigInteger> shares = rule.split(c.units(), c.weights());
    for (int i = 0; i < shares.size(); i++) {
      BigInteger floor = c.quotient(i).floor();
      assertThat(shares.get(i).abs()).isBetween(floor, floor.add(ONE));
    }
  }

  @Property(tries = 500)
  void aKeyWithoutRemainderGetsNoExtraUnit(@ForAll("cases") Case c) {
    List<BigInteger> shares = Apportionment.LARGEST_REMAINDER.split(c.units(), c.weights());
    for (int i = 0; i < shares.size(); i++) {
      if (remainder(c, i).signum() == 0) {
        assertThat(shares.get(i).abs()).isEqualTo(c.quotient(i).floor());
      }
    }
  }

  @Property(tries = 1000)
  void noKeyIsPassedOverForASmallerRemainderOrALaterEqualOne(@ForAll("cases") Case c) {
    List<BigInteger> shares = Apportionment.LARGEST_REMAINDER.split(c.units(), c.weights());
    for (int i = 0; i < shares.size(); i++) {
      for (int j = 0; j < shares.size(); j++) {
        if (extra(c, shares, j) && !extra(c, shares, i)) {
          int order = remainder(c, j).compareTo(remainder(c, i));
          assertThat(order > 0 || (order == 0 && j < i))
              .as("%s before %s", j, i)
              .isTrue();
        }
      }
    }
  }

  private static Fraction remainder(Case c, int i) {
    return c.quotient(i).minus(Fraction.of(c.quotient(i).floor()));
  }

  private static boolean extra(Case c, List<BigInteger> shares, int i) {
    return shares.get(i).abs().compareTo(c.quotient(i).floor()) > 0;
  }

  // ---- prefix

  @Property(tries = 500)
  void groupsOfNeighbouringKeysRollUpExactly(@ForAll("cases") Case c, @ForAll Random random) {
    List<BigInteger> shares = Apportionment.PREFIX.split(c.units(), c.weights());
    List<BigInteger> groupWeights = new ArrayList<>();
    List<BigInteger> groupShares = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      if (i == 0 || random.nextBoolean()) {
        groupWeights.add(ZERO);
        groupShares.add(ZERO);
      }
      int last = groupWeights.size() - 1;
      groupWeights.set(last, groupWeights.get(last).add(c.weights().get(i)));
      groupShares.set(last, groupShares.get(last).add(shares.get(i)));
    }
    assertThat(Apportionment.PREFIX.split(c.units(), groupWeights)).isEqualTo(groupShares);
  }

  // ---- where the two arithmetic paths part

  @Example
  void amountsAndTotalsAtEitherSideOf63BitsAgreeWithExactFractions() {
    for (int dc = -2; dc <= 2; dc++) {
      for (int dt = -2; dt <= 2; dt++) {
        BigInteger units = EDGE.add(BigInteger.valueOf(dc));
        BigInteger total = EDGE.add(BigInteger.valueOf(dt));
        BigInteger third = total.divide(BigInteger.valueOf(3));
        bothRulesAgreeWithExactFractions(
            new Case(units, List.of(third, ONE, ZERO, third.add(ONE), total.subtract(third))));
        bothRulesAgreeWithExactFractions(new Case(units, List.of(total.subtract(ONE), ONE)));
        bothRulesAgreeWithExactFractions(new Case(units, List.of(ONE, total.subtract(ONE))));
        bothRulesAgreeWithExactFractions(new Case(ONE, List.of(third, third, third, TWO)));
      }
    }
  }

  @Property(tries = 500)
  void quotientsPast2To50AgreeWithExactFractions(
      @ForAll @IntRange(min = 1, max = 9) int keys, @ForAll Random random) {
    List<BigInteger> weights = new ArrayList<>(List.of(ONE));
    for (int i = 1; i < keys; i++) {
      weights.add(BigInteger.valueOf(random.nextInt(1000)));
    }
    BigInteger units = new BigInteger(62, random).setBit(61);
    bothRulesAgreeWithExactFractions(new Case(units, weights));
  }

  @Property(tries = 500)
  void primitivesGiveTheSharesOfWholeNumbers(
      @ForAll("rules") Apportionment rule, @ForAll("cases") Case c) {
    if (c.units().bitLength() > 63 || c.total().bitLength() > 63) {
      return;
    }
    long units = c.units().longValueExact();
    if (units == Long.MIN_VALUE) {
      return;
    }
    long[] weights = c.weights().stream().mapToLong(BigInteger::longValueExact).toArray();
    assertThat(rule.split(units, weights))
        .containsExactly(rule.split(c.units(), c.weights()).stream()
            .mapToLong(BigInteger::longValueExact)
            .toArray());
  }

  // ---- generators

  @Provide
  Arbitrary<Apportionment> rules() {
    return Arbitraries.of(Apportionment.LARGEST_REMAINDER, Apportionment.PREFIX);
  }

  @Provide
  Arbitrary<BigInteger> factors() {
    return Arbitraries.of(ONE, TWO, BigInteger.valueOf(7), BigInteger.TEN.pow(11), EDGE);
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<BigInteger> units = Arbitraries.oneOf(
        Arbitraries.integers().between(-50, 50).map(BigInteger::valueOf),
        Arbitraries.longs().map(BigInteger::valueOf),
        Arbitraries.integers().between(-2, 2).map(d -> EDGE.add(BigInteger.valueOf(d))),
        Arbitraries.integers().between(-2, 2).map(d -> TWO.pow(127).add(BigInteger.valueOf(d))),
        Arbitraries.bigIntegers().between(TWO.pow(140).negate(), TWO.pow(140)));
    return Combinators.combine(units, weights())
        .as(Case::new)
        .filter(c -> c.total().signum() > 0);
  }

  private static Arbitrary<List<BigInteger>> weights() {
    Arbitrary<BigInteger> few = Arbitraries.integers().between(0, 3).map(BigInteger::valueOf);
    Arbitrary<BigInteger> many = Arbitraries.longs().between(0, 1L << 59).map(BigInteger::valueOf);
    Arbitrary<BigInteger> wide = Arbitraries.bigIntegers().between(ZERO, TWO.pow(130));
    Arbitrary<BigInteger> mixed = Arbitraries.oneOf(few, many, Arbitraries.of(EDGE), wide);
    return Arbitraries.oneOf(
        few.list().ofMinSize(1).ofMaxSize(12),
        many.list().ofMinSize(1).ofMaxSize(12),
        mixed.list().ofMinSize(1).ofMaxSize(12));
  }

  private static BigInteger sum(List<BigInteger> shares) {
    return shares.stream().reduce(ZERO, BigInteger::add);
  }
}
