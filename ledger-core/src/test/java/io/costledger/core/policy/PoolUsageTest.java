package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import java.math.BigDecimal;
import java.math.BigInteger;
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
}
