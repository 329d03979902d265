package io.costledger.allocation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("reserved(unit): weight = max(reserved, used) (SPEC 4)")
class ReservedModelTest {
  private static final Account A = Account.costCenter("a");
  private static final Account B = Account.costCenter("b");
  private static final Account C = Account.costCenter("c");
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");

  private static AllocationModel reserved(String forA, String forB) {
    return AllocationModels.reserved(
        "slots", Map.of(A, new BigDecimal(forA), B, new BigDecimal(forB)));
  }

  private static Map<Account, BigInteger> weights(
      AllocationModel model, Map<Account, String> used) {
    NavigableMap<Account, NavigableMap<String, BigDecimal>> quantities = new TreeMap<>();
    used.forEach((consumer, quantity) -> quantities.put(
        consumer,
        new TreeMap<>(Map.of("slots", new BigDecimal(quantity), "gb", new BigDecimal("1000")))));
    return model
        .weights(new PoolUsage("p", AUGUST, quantities, new TreeMap<>()))
        .byConsumer();
  }

  private static BigInteger whole(long weight) {
    return BigInteger.valueOf(weight);
  }

  @Nested
  class Weighing {
    @Test
    void takesTheLargerOfReservationAndUse() {
      assertThat(weights(reserved("10", "10"), Map.of(A, "4", B, "15", C, "5")))
          .isEqualTo(Map.of(A, whole(10), B, whole(15), C, whole(5)));
    }

    @Test
    void isTheReservationUpToAndIncludingIt() {
      assertThat(weights(reserved("10", "10"), Map.of(A, "10.00", B, "10.001")))
          .isEqualTo(Map.of(A, whole(10_000), B, whole(10_001)));
    }

    @Test
    void givesWeightToAReservationThatNobodyUses() {
      assertThat(weights(reserved("2.5", "0"), Map.of())).isEqualTo(Map.of(A, whole(25)));
    }

    @Test
    void givesNoWeightWhereNothingIsReservedAndNothingUsed() {
      assertThat(weights(reserved("0", "0.000"), Map.of(A, "0", C, "0"))).isEmpty();
    }
  }

  @Nested
  class Describing {
    @Test
    void namesUnitAndReservationsByValue() {
      assertThat(reserved("10.0", "0.00").describe())
          .isEqualTo("reserved@1['slots', ['cost-center:a'='1E+1', 'cost-center:b'='0']]")
          .isEqualTo(reserved("1E1", "0").describe());
    }

    @Test
    void readsOneUnitAndListsWhoHasAReservation() {
      assertThat(reserved("1", "0").units()).isEqualTo(UnitsRead.only(Set.of("slots")));
      assertThat(reserved("1", "0").listedConsumers()).isEqualTo(Set.of(A, B));
    }
  }

  @Nested
  class Refusing {
    @Test
    void namesANegativeReservation() {
      assertThatThrownBy(() -> reserved("1", "-0.5"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid reservation: -0.5 of cost-center:b (must be 0 or more)");
    }

    @Test
    void namesAnEmptyListAnEmptyUnitAndAnAccountThatIsNoConsumer() {
      assertThatThrownBy(() -> AllocationModels.reserved("slots", Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid consumers: [] (must list at least one)");
      assertThatThrownBy(() -> AllocationModels.reserved("", Map.of(A, BigDecimal.ONE)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid unit: '' (must not be empty)");
      Account bill = Account.bill("focus");
      assertThatThrownBy(() -> AllocationModels.reserved("slots", Map.of(bill, BigDecimal.ONE)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid consumer: bill:focus (must be a cost center or a platform)");
    }
  }
}
