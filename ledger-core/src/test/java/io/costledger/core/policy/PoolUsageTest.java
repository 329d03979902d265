package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PoolUsageTest {
  private static final Account ADS = Account.costCenter("ads");
  private static final Account WEB = Account.costCenter("web");

  private final NavigableMap<String, BigDecimal> ofAds =
      new TreeMap<>(Map.of("hours", new BigDecimal("1.5"), "\uD83D\uDE00", BigDecimal.TEN));
  private final NavigableMap<Account, NavigableMap<String, BigDecimal>> quantities =
      new TreeMap<>(Map.of(ADS, ofAds));
  private final NavigableMap<Account, BigInteger> costs =
      new TreeMap<>(Map.of(WEB, BigInteger.TWO));
  private final PoolUsage usage = new PoolUsage("ec2", Samples.SEPTEMBER, quantities, costs);

  @Nested
  class Quantity {
    @Test
    void isThatOfTheConsumerInTheUnit() {
      assertThat(usage.quantity(ADS, "hours")).isEqualTo(new BigDecimal("1.5"));
    }

    @Test
    void isZeroWhereThereIsNone() {
      assertThat(usage.quantity(ADS, "gb-hours")).isZero();
      assertThat(usage.quantity(WEB, "hours")).isZero();
    }
  }

  @Nested
  class Maps {
    @Test
    void areNotSeenToChangeLater() {
      ofAds.clear();
      quantities.clear();
      costs.clear();
      assertThat(usage.quantity(ADS, "hours")).isEqualTo(new BigDecimal("1.5"));
      assertThat(usage.directCosts()).containsExactly(Map.entry(WEB, BigInteger.TWO));
    }

    @Test
    void cannotBeChanged() {
      assertThatThrownBy(() -> usage.quantities().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> usage.quantities().get(ADS).clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> usage.directCosts().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }

    /** U+FFFD comes before U+1F600, though its UTF-16 form comes after. */
    @Test
    void haveUnitsInTheOrderOfKeys() {
      ofAds.put("\uFFFD", BigDecimal.ONE);
      assertThat(new PoolUsage("ec2", Samples.SEPTEMBER, quantities, costs)
              .quantities()
              .get(ADS)
              .keySet())
          .containsExactly("hours", "\uFFFD", "\uD83D\uDE00");
    }
  }

  @Nested
  class Built {
    private final PoolUsage built = PoolUsage.builder("ec2", Samples.SEPTEMBER)
        .add(ADS, "hours", new BigDecimal("1.5"))
        .add(ADS, "\uD83D\uDE00", BigDecimal.TEN)
        .directCosts(costs)
        .build();

    @Test
    void isThatOfEqualMaps() {
      assertThat(built).isEqualTo(usage).hasSameHashCodeAs(usage).hasToString(usage.toString());
      assertThat(built.quantities()).isEqualTo(quantities);
    }

    @Test
    void differsInWhateverIsSaid() {
      assertThat(built)
          .isNotEqualTo(new PoolUsage("s3", Samples.SEPTEMBER, quantities, costs))
          .isNotEqualTo(new PoolUsage(
              "ec2", Period.parse("2024-08-01T00:00:00Z/2024-09-01T00:00:00Z"), quantities, costs))
          .isNotEqualTo(new PoolUsage("ec2", Samples.SEPTEMBER, new TreeMap<>(), costs))
          .isNotEqualTo(new PoolUsage("ec2", Samples.SEPTEMBER, quantities, new TreeMap<>()));
    }

    @Test
    void handsOutEverySumInOrder() {
      PoolUsage two = PoolUsage.builder("ec2", Samples.SEPTEMBER)
          .add(ADS, "a", BigDecimal.ONE)
          .add(ADS, "b", BigDecimal.ONE.add(BigDecimal.ONE))
          .add(WEB, "a", new BigDecimal("123456789012345678901234567890.5"))
          .build();
      List<String> seen = new ArrayList<>();
      two.forEach((consumer, unit, sum) -> seen.add(consumer.id() + " " + unit + " " + sum));
      assertThat(seen)
          .containsExactly("ads a 1", "ads b 2", "web a 123456789012345678901234567890.5");
      assertThat(two.consumers()).containsExactly(ADS, WEB);
      assertThat(two.quantity(WEB, "a")).isEqualTo("123456789012345678901234567890.5");
      assertThat(two.quantity(WEB, "b")).isZero();
    }

    @Test
    void keepsAConsumerWhoseMapIsEmpty() {
      quantities.put(WEB, new TreeMap<>());
      PoolUsage of = new PoolUsage("ec2", Samples.SEPTEMBER, quantities, costs);
      assertThat(of.consumers()).containsExactly(ADS, WEB);
      assertThat(of.quantities().get(WEB)).isEmpty();
    }

    @Test
    void isRefusedOutOfOrder() {
      PoolUsage.Builder builder =
          PoolUsage.builder("ec2", Samples.SEPTEMBER).add(WEB, "b", BigDecimal.ONE);
      assertThatThrownBy(() -> builder.add(WEB, "b", BigDecimal.ONE))
          .hasMessage("Invalid unit: b of cost-center:web (must come after b)");
      assertThatThrownBy(() -> builder.add(ADS, "c", BigDecimal.ONE))
          .hasMessage("Invalid consumer: cost-center:ads (must come after cost-center:web)");
    }
  }
}
