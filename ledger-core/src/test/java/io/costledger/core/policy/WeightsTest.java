package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static final Account A = Account.costCenter("a");
  private static final Account B = Account.costCenter("b");
  private static final Account C = Account.platform("c");

  @Provide
  Arbitrary<Map<Account, BigDecimal>> decimals() {
    return Arbitraries.maps(Samples.consumers(), Samples.decimals().map(BigDecimal::abs));
  }

  @Provide
  Arbitrary<Map<Account, Ratio>> ratios() {
    Arbitrary<Ratio> ratios = Combinators.combine(
            Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(20)),
            Arbitraries.bigIntegers().between(BigInteger.ONE, BigInteger.TEN.pow(20)))
        .as(Ratio::new);
    return Arbitraries.maps(Samples.consumers(), ratios);
  }

  /** Cross-multiplied, w_a * v_b = w_b * v_a for all pairs, and exactly the positive are there. */
  private static void assertProportional(Weights weights, Map<Account, Ratio> values) {
    NavigableMap<Account, BigInteger> whole = weights.byConsumer();
    values.forEach(
        (consumer, value) -> assertThat(whole.containsKey(consumer)).isEqualTo(value.signum() > 0));
    assertThat(values.keySet()).containsAll(whole.keySet());
    whole.forEach((a, left) ->
        whole.forEach((b, right) -> assertThat(Ratio.of(left).times(values.get(b)))
            .isEqualTo(Ratio.of(right).times(values.get(a)))));
  }

  @Property(tries = 300)
  @Label("SPEC 2.5: weights are made from decimals exactly, up to a common factor")
  void ofDecimalsIsExact(@ForAll("decimals") Map<Account, BigDecimal> decimals) {
    Map<Account, Ratio> values = new HashMap<>();
    decimals.forEach((consumer, decimal) -> values.put(consumer, Ratio.of(decimal)));
    assertProportional(Weights.ofDecimals(decimals), values);
  }

  @Property(tries = 300)
  @Label("SPEC 2.5: weights are made from ratios exactly, up to a common factor")
  void ofRatiosIsExact(@ForAll("ratios") Map<Account, Ratio> ratios) {
    assertProportional(Weights.ofRatios(ratios), ratios);
  }

  @Nested
  class OfDecimals {
    @Test
    void usesOnePowerOfTen() {
      assertThat(Weights.ofDecimals(Map.of(A, new BigDecimal("1.50"), B, new BigDecimal("2E2"))))
          .hasToString("{cost-center:a=15, cost-center:b=2000}");
    }

    @Test
    void refusesANegativeWeight() {
      assertThatThrownBy(() -> Weights.ofDecimals(Map.of(A, new BigDecimal("-0.5"))))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Invalid weight: ")
          .hasMessageEndingWith(" of cost-center:a (must be 0 or more)");
    }
  }

  @Nested
  class OfRatios {
    @Test
    void usesTheLeastCommonDenominator() {
      assertThat(Weights.ofRatios(Map.of(A, Ratio.parse("1/4"), B, Ratio.parse("1/6"))))
          .hasToString("{cost-center:a=3, cost-center:b=2}");
    }

    @Test
    void refusesANegativeWeight() {
      assertThatThrownBy(() -> Weights.ofRatios(Map.of(A, Ratio.parse("-1/3"))))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Invalid weight: ")
          .hasMessageEndingWith(" of cost-center:a (must be 0 or more)");
    }
  }

  @Nested
  @DisplayName("ofWhole (SPEC 3: integer weights of 0 or more)")
  class OfWhole {
    @Test
    void leavesOutZeros() {
      Weights weights = Weights.ofWhole(Map.of(A, BigInteger.ZERO, B, BigInteger.TWO));
      assertThat(weights.byConsumer()).containsExactly(Map.entry(B, BigInteger.TWO));
      assertThat(Weights.ofWhole(Map.of(A, BigInteger.ZERO)).isEmpty()).isTrue();
      assertThat(Weights.ofWhole(Map.of()).isEmpty()).isTrue();
      assertThat(weights.isEmpty()).isFalse();
    }

    @Test
    void ascendsByKey() {
      Account astral = Account.costCenter("\uD83D\uDE00");
      Account basic = Account.costCenter("\uFFFD");
      Weights weights = Weights.ofWhole(Map.of(
          C, BigInteger.ONE, astral, BigInteger.ONE, basic, BigInteger.ONE, A, BigInteger.ONE));
      assertThat(List.copyOf(weights.byConsumer().keySet())).containsExactly(A, basic, astral, C);
    }

    @Test
    void refusesANegativeWeight() {
      assertThatThrownBy(() -> Weights.ofWhole(Map.of(B, BigInteger.valueOf(-1))))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid weight: -1 of cost-center:b (must be 0 or more)");
    }
  }

  @Nested
  class Values {
    private final Weights weights = Weights.ofWhole(Map.of(A, BigInteger.ONE, C, BigInteger.TWO));

    @Test
    void keepOnlySome() {
      Weights only = weights.only(account -> account.equals(C));
      assertThat(only).isEqualTo(Weights.ofWhole(Map.of(C, BigInteger.TWO)));
      assertThat(weights.byConsumer()).hasSize(2);
    }

    @Test
    void areEqualByTheirWeights() {
      Weights same = Weights.ofWhole(Map.of(C, BigInteger.TWO, A, BigInteger.ONE));
      assertThat(weights).isEqualTo(same).hasSameHashCodeAs(same);
      assertThat(weights).isNotEqualTo(Weights.ofWhole(Map.of(A, BigInteger.ONE)));
    }

    @Test
    void cannotBeChanged() {
      assertThatThrownBy(() -> weights.byConsumer().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }
}
