package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AllocationModelTest {
  @Nested
  class AModelOfOneMethod {
    private final AllocationModel model = usage -> Weights.ofWhole(Map.of());

    @Test
    void isCustomInItsFirstVersion() {
      assertThat(model.name()).isEqualTo("custom");
      assertThat(model.version()).isEqualTo("1");
      assertThat(model.describe()).isEqualTo("custom@1");
    }

    @Test
    void readsEveryUnitAndNamesNobody() {
      assertThat(model.units().reads("vcpu-hours")).isTrue();
      assertThat(model.listedConsumers()).isEmpty();
      assertThat(model.directCosts()).isEmpty();
    }

    /** Else shares would be opened into records by weights that the model doesn't give these. */
    @Test
    void isNotTakenForAdditive() {
      assertThat(model.isAdditive()).isFalse();
      assertThat(model.unitWeights()).isEmpty();
    }
  }

  @Nested
  class UnitsThatAreRead {
    @Test
    void areAllOrThoseNamed() {
      assertThat(UnitsRead.every().reads("gb-hours")).isTrue();
      assertThat(UnitsRead.only(Set.of("vcpu-hours")).reads("vcpu-hours")).isTrue();
      assertThat(UnitsRead.only(Set.of("vcpu-hours")).reads("gb-hours")).isFalse();
      assertThat(UnitsRead.only(Set.of()).reads("gb-hours")).isFalse();
    }
  }
}
