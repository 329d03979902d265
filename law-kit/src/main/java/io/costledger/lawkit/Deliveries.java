package io.costledger.lawkit;

import io.costledger.core.delivery.Delivery;
import io.costledger.core.usage.UsageRecord;
import io.costledger.lawkit.laws.RunCase.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Generators of deliveries of usage, for jqwik: records dealt out to one to three deliveries that
 * arrive in any order; some late, after the period that they are for; some twice, with the same id
 * and digest. All shrink to one delivery in time.
 */
public final class Deliveries {
  private static final Instant IN_TIME = Instant.parse("2026-08-05T00:00:00Z");

  /** How long after {@link #IN_TIME} a late delivery arrives. */
  private static final Duration LATE = Duration.ofDays(30);

  private Deliveries() {}

  /**
   * Returns whether a delivery of {@link #of} is late.
   *
   * @param delivery the delivery
   * @return whether it was received a month after the others
   */
  public static boolean isLate(Delivery delivery) {
    return delivery.receivedAt().filter(IN_TIME::isBefore).isPresent();
  }

  /**
   * Returns how records may arrive.
   *
   * @param usage the records; their deliveries are replaced
   * @return an arbitrary of arrivals, late ones last, repeated ones at the very end
   */
  public static Arbitrary<List<Arrival>> of(List<UsageRecord> usage) {
    return drafts().map(draft -> draft.in(usage));
  }

  /** How records that are not known yet arrive. */
  record Draft(List<Integer> dealt, List<Boolean> late, boolean backwards, boolean twice) {
    List<Arrival> in(List<UsageRecord> usage) {
      List<Arrival> inTime = new ArrayList<>();
      List<Arrival> after = new ArrayList<>();
      for (int i = 0; i < late.size(); i++) {
        List<UsageRecord> records = records(usage, dealt, i);
        if (!records.isEmpty()) {
          (late.get(i) ? after : inTime).add(arrival(i, records, late.get(i)));
        }
      }
      if (backwards) {
        Collections.reverse(inTime);
      }
      inTime.addAll(after);
      if (twice && !inTime.isEmpty()) {
        inTime.add(inTime.get(0));
      }
      return inTime;
    }
  }

  static Arbitrary<Draft> drafts() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2).list().ofSize(9),
            Picks.rarely(4).list().ofSize(3),
            Arbitraries.of(false, true),
            Picks.rarely(4))
        .as(Draft::new);
  }

  private static String id(int number) {
    return Usages.DELIVERY + "-" + number;
  }

  private static List<UsageRecord> records(
      List<UsageRecord> usage, List<Integer> dealt, int number) {
    List<UsageRecord> records = new ArrayList<>();
    for (int i = 0; i < usage.size(); i++) {
      UsageRecord record = usage.get(i);
      if (dealt.get(i % dealt.size()) == number) {
        records.add(UsageRecord.builder()
            .id(record.id())
            .platform(record.platform())
            .consumer(record.consumer())
            .quantity(record.quantity())
            .unit(record.unit())
            .chargePeriod(record.chargePeriod())
            .delivery(id(number))
            .dimensions(record.dimensions())
            .build());
      }
    }
    return records;
  }

  private static Arrival arrival(int number, List<UsageRecord> records, boolean late) {
    byte[] content = records.toString().getBytes(StandardCharsets.UTF_8);
    Delivery digested = Delivery.of("usage", id(number), content);
    return new Arrival(
        Delivery.builder()
            .source(digested.source())
            .id(digested.id())
            .sha256(digested.sha256())
            .receivedAt(late ? IN_TIME.plus(LATE) : IN_TIME)
            .build(),
        records);
  }
}
