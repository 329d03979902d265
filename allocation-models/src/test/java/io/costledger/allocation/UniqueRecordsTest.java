package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("record ids that are unique in their source (SPEC 3.8)")
class UniqueRecordsTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  private static final List<Delivery> DELIVERIES = List.of(
      Delivery.of("one", "d1", new byte[] {1}),
      Delivery.of("one", "d2", new byte[] {2}),
      Delivery.of("other", "d3", new byte[] {3}));

  /** Each text an id and a delivery, such as {@code u1 d1}. */
  private static UsageBatch batch(List<String> records) {
    UsageBatch.Builder batch = UsageBatch.builder();
    for (String record : records) {
      String[] parts = record.split(" ", -1);
      batch.add(parts[0], "p", Account.costCenter("a"), BigDecimal.ONE, "hours", AUGUST, parts[1]);
    }
    return batch.build();
  }

  private static List<String> problems(List<String> records) {
    return UniqueRecords.problems(batch(records), DELIVERIES);
  }

  @Nested
  class Problems {
    @Test
    void nameEachFurtherRecordOfAnId() {
      assertThat(problems(List.of("u2 d1", "u1 d1", "u2 d2", "u2 d1")))
          .containsExactly(
              "Invalid usage record id: 'u2' (must be unique in its source)",
              "Invalid usage record id: 'u2' (must be unique in its source)");
    }

    @Test
    void leaveOneIdToEachSource() {
      assertThat(problems(List.of("u2 d1", "u2 d3", "u1 d1", "u1 d3"))).isEmpty();
    }

    @Test
    void areThoseOfASetWhateverTheOrderAndTheSizeOfTheTable() {
      for (int n : new int[] {1, 2, 7, 8, 9, 31, 32, 33, 63, 64, 65, 1023, 1024, 1025}) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < n; i++) {
          records.add("u" + i * 7 % (n - n / 8) + " d" + (1 + i % 3));
        }
        Collections.shuffle(records, new Random(n));
        Set<String> seen = new HashSet<>();
        long expected = records.stream()
            .filter(record -> !seen.add(record.replace("d2", "d1")))
            .count();
        assertThat(problems(records)).hasSize((int) expected);
      }
    }

    /** "Aa" and "BB" have one hash; so have all texts made of the two, 2^12 of 12. */
    @Test
    void areFoundAmongIdsThatWereMadeToMeet() {
      List<String> records = new ArrayList<>();
      for (int i = 0; i < 1 << 12; i++) {
        StringBuilder id = new StringBuilder();
        for (int bit = 0; bit < 12; bit++) {
          id.append((i >> bit & 1) == 0 ? "BB" : "Aa");
        }
        records.add(id + " d1");
      }
      assertThat(problems(records)).isEmpty();
      List<String> twice = new ArrayList<>(records);
      twice.addAll(records);
      assertThat(problems(twice)).hasSize(records.size());
      records.add(records.get(0));
      records.add(records.get(4000));
      assertThat(problems(records)).hasSize(2);
    }
  }

  @Nested
  class Deliveries {
    @Test
    void mustBeGivenForEachRecord() {
      assertThatThrownBy(() -> problems(List.of("u1 d1", "u2 d9")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid delivery of usage record 'u2': d9"
              + " (must be one of the inputs' deliveries)");
    }

    @Test
    void mustBeGivenOnce() {
      List<Delivery> twice = List.of(DELIVERIES.get(0), DELIVERIES.get(0));
      UsageBatch none = batch(List.of());
      assertThatThrownBy(() -> UniqueRecords.problems(none, twice))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid usage delivery: d1 (must be given once)");
    }
  }

  @Test
  void aRunOfADoubledIdIsRefused() {
    Policy policy = Policy.builder("showback")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(AUGUST))
        .costCenters("a")
        .platform("p", p -> p.owner("a").model(AllocationModels.proportional("hours")))
        .build();
    RunInputs doubled = RunInputs.of(
        Bill.of(Delivery.of("bill", "bill-08", new byte[] {4}), List.of()),
        batch(List.of("u1 d1", "u1 d2")),
        DELIVERIES);

    assertThatThrownBy(() ->
            Chargeback.of(policy.resolve()).run(doubled, Instant.parse("2026-09-02T06:00:00Z")))
        .hasMessageContaining("Invalid usage record id: 'u1' (must be unique in its source)");
  }
}
