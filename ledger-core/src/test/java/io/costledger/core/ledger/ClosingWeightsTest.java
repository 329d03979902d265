package io.costledger.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosingWeightsTest {
  private static final Period DAY = Period.parse("2024-09-01T00:00:00Z/2024-09-02T00:00:00Z");
  private static final Period NEXT = Period.parse("2024-09-02T00:00:00Z/2024-09-03T00:00:00Z");

  private static Weights weights(String consumer, int weight) {
    return Weights.ofWhole(Map.of(Account.parse(consumer), BigInteger.valueOf(weight)));
  }

  private static ClosingWeights of(String run, Period period, String consumer, int weight) {
    return ClosingWeights.of(run, period, Map.of("ec2", weights(consumer, weight)));
  }

  @Test
  void everyPartOfThemIsInTheirDigest() {
    List<ClosingWeights> different = List.of(
        of("r", DAY, "cost-center:a", 1),
        of("s", DAY, "cost-center:a", 1),
        of("r", NEXT, "cost-center:a", 1),
        of("r", DAY, "cost-center:b", 1),
        of("r", DAY, "cost-center:a", 2),
        ClosingWeights.of("r", DAY, Map.of("kv", weights("cost-center:a", 1))),
        ClosingWeights.of("r", DAY, Map.of("ec2", Weights.ofWhole(Map.of()))),
        ClosingWeights.of("r", DAY, Map.of()),
        // An id may look like the line that follows.
        ClosingWeights.of(
            "r", DAY, Map.of("ec2", weights("cost-center:a\n1:1\n13:cost-center:b", 1))));

    assertThat(different).doesNotHaveDuplicates();
    assertThat(different.stream().map(ClosingWeights::sha256)).doesNotHaveDuplicates();
    assertThat(different.stream().map(ClosingWeights::toString)).doesNotHaveDuplicates();
    assertThat(different.stream().map(ClosingWeights::hashCode)).doesNotHaveDuplicates();
    assertThat(different.stream().map(ClosingWeights::run).distinct()).containsExactly("r", "s");
  }

  @Test
  void equalOnesHaveEqualDigestsInAnyOrder() {
    Map<String, Weights> one = new LinkedHashMap<>();
    one.put("a", weights("cost-center:x", 1));
    one.put("b", weights("cost-center:y", 2));
    Map<String, Weights> other = new LinkedHashMap<>();
    other.put("b", weights("cost-center:y", 2));
    other.put("a", weights("cost-center:x", 1));

    assertThat(ClosingWeights.of("r", DAY, one)).isEqualTo(ClosingWeights.of("r", DAY, other));
    assertThat(ClosingWeights.of("r", DAY, one))
        .hasSameHashCodeAs(ClosingWeights.of("r", DAY, other));
    assertThat(ClosingWeights.of("r", DAY, one).sha256())
        .isEqualTo(ClosingWeights.of("r", DAY, other).sha256());
  }

  @Test
  void areOfConsumers() {
    assertThatThrownBy(() -> of("r", DAY, "bill:focus", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid consumer: bill:focus (must be a cost center or a platform)");
  }

  @Test
  void haveARunAndPlatforms() {
    assertThatThrownBy(() -> of("", DAY, "cost-center:a", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClosingWeights.of("r", DAY, Map.of("", weights("cost-center:a", 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
