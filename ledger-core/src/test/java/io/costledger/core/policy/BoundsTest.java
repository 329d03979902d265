package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("bounds as declared (SPEC 4.2)")
class BoundsTest {
  private static final Account ADS = Account.costCenter("ads");
  private static final Account WEB = Account.costCenter("web");

  @Test
  void areAConsumersOwnOrThoseOfAllOthers() {
    Bounds bounds = Bounds.of(Bounds.Bound.atMost("9"), Map.of(ADS, Bounds.Bound.atLeast("1")));
    assertThat(bounds.of(ADS)).isEqualTo(new Bounds.Bound(BigDecimal.ONE, Optional.empty()));
    assertThat(bounds.of(WEB))
        .isEqualTo(new Bounds.Bound(BigDecimal.ZERO, Optional.of(new BigDecimal("9"))));
    assertThat(bounds.isNone()).isFalse();
    assertThat(Bounds.NONE.isNone()).isTrue();
    assertThat(Bounds.NONE.of(ADS)).isEqualTo(Bounds.Bound.NONE);
  }

  @Test
  void mayLeaveOneAmountOnly() {
    Bounds.Bound bound = Bounds.Bound.between("2.00", "2");
    assertThat(bound.minimum()).isEqualTo(new BigDecimal("2.00"));
    assertThat(bound.maximum()).contains(new BigDecimal("2"));
    assertThat(Bounds.Bound.atMost("0").maximum()).contains(BigDecimal.ZERO);
  }

  @Test
  void nameWhatIsWrongAlone() {
    assertThatThrownBy(() -> Bounds.Bound.atLeast("-0.01"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid minimum: -0.01 (must be 0 or more)");
    assertThatThrownBy(() -> Bounds.Bound.between("2.00", "1.99"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid maximum: 1.99 (must be the minimum or more, 2.00)");
    assertThatThrownBy(() -> Bounds.of(Map.of(Account.bill("cur"), Bounds.Bound.NONE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid consumer: bill:cur (must be a cost center or a platform)");
  }
}
