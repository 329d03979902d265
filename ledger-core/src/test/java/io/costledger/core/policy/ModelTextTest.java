package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelTextTest {
  private record Named(String name, String version) implements AllocationModel {
    @Override
    public Weights weights(PoolUsage usage) {
      return Weights.ofWhole(Map.of());
    }
  }

  @Test
  void isNameVersionAndQuotedParameters() {
    assertThat(ModelText.of(new Named("own", "2"), "a'b", List.of("c")))
        .isEqualTo("own@2['a\\'b', ['c']]");
    assertThat(new Named("own", "2").describe()).isEqualTo("own@2");
  }

  @Test
  void quotesBothSidesOfAMap() {
    assertThat(
            ModelText.of(new Named("own", "2"), new TreeMap<>(Map.of("a", 1, "b'=", List.of(2)))))
        .isEqualTo("own@2[['a'='1', 'b\\'='=['2']]]");
  }

  @Test
  void whatANameHasIsNotTakenForTheVersion() {
    assertThat(new Named("a@b", "c").describe()).isEqualTo("a\\@b@c");
    assertThat(new Named("a", "b@c").describe()).isEqualTo("a@b\\@c");
    assertThat(new Named("a\\", "b").describe()).isEqualTo("a\\\\@b");
    assertThat(ModelText.of(new Named("a@b", "c"), "x")).isEqualTo("a\\@b@c['x']");
  }

  @Test
  void whatAVersionHasIsNotTakenForParameters() {
    assertThat(ModelText.of(new Named("a", "1['x']"))).isEqualTo("a@1\\['x'][]");
    assertThat(new Named("a", "1['x']").describe()).isEqualTo("a@1\\['x']");
  }
}
