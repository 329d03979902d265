package io.costledger.core.received;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.Samples;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;

/** SPEC 10.4 on generated deliveries: late, doubled, in any order, in any number of processes. */
class ReceivedLawsTest {
  private static final Period RUN =
      Period.of(Samples.day(1).start(), Samples.day(3).end());
  private static final String DIGEST = "0".repeat(64);
  private static final String CONTRADICTION = "contradiction";

  /** Of each delivery one record, which bears its id; bills and usage alike. */
  record Arrival(boolean isBill, Delivery delivery) {
    Received addTo(Received received) {
      if (isBill) {
        BillRecord record = BillRecord.of("row", RUN, "1.00", Map.of());
        return received.with(Bill.of(delivery, List.of(record)));
      }
      UsageRecord record =
          UsageRecord.of(delivery.id(), "ec2", "cost-center:ads", "1", "hours", RUN, delivery.id());
      return received.with(delivery, UsageBatch.of(List.of(record)));
    }
  }

  private static Received of(List<Arrival> arrivals) {
    Received received = Received.nothing();
    for (Arrival arrival : arrivals) {
      received = arrival.addTo(received);
    }
    return received;
  }

  /** The ids in effect, of bills and then of usage; or that there is a contradiction. */
  private static List<String> inEffect(Received received) {
    Policy policy = Policy.builder("p")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .billSource("source 0")
        .grain(Grain.of(RUN))
        .build();
    try {
      RunInputs inputs = received.inputs(policy);
      List<String> ids = new ArrayList<>();
      inputs
          .bill()
          .records()
          .forEach(record -> ids.add(
              record.id().equals("row")
                  ? inputs.bill().delivery().id()
                  : record.id().replace(": row", "")));
      assertThat(inputs.usageDeliveries().collect(Delivery::id).castToList())
          .isEqualTo(IntStream.range(0, inputs.usage().size())
              .mapToObj(inputs.usage()::id)
              .toList());
      ids.addAll(inputs.usageDeliveries().collect(Delivery::id).castToList());
      return ids;
    } catch (ContradictoryDeliveriesException e) {
      return List.of(CONTRADICTION);
    } catch (IllegalArgumentException e) {
      return List.of("no bill");
    }
  }

  @Property(tries = 500)
  void orderAndRepetitionOfArrivalsDoNotShow(
      @ForAll("arrivals") List<Arrival> arrivals, @ForAll Random random) {
    List<Arrival> others = new ArrayList<>(arrivals);
    arrivals.forEach(arrival -> {
      if (random.nextBoolean()) {
        others.add(arrival);
      }
    });
    Collections.shuffle(others, random);
    assertThat(of(others)).isEqualTo(of(arrivals)).hasSameHashCodeAs(of(arrivals));
    assertThat(inEffect(of(others))).isEqualTo(inEffect(of(arrivals)));
  }

  @Property(tries = 500)
  void statesOfPartsMergeToTheWhole(
      @ForAll("arrivals") List<Arrival> arrivals, @ForAll Random random) {
    List<Received> states = new ArrayList<>(List.of(Received.nothing()));
    List<List<Arrival>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Arrival arrival : arrivals) {
      parts.get(random.nextInt(3)).add(arrival);
      parts.get(random.nextInt(3)).add(arrival);
    }
    parts.forEach(part -> states.add(of(part)));
    while (states.size() > 1) {
      Received one = states.remove(random.nextInt(states.size()));
      Received other = states.remove(random.nextInt(states.size()));
      assertThat(one.merge(other)).isEqualTo(other.merge(one));
      states.add(one.merge(other));
    }
    assertThat(states.get(0)).isEqualTo(of(arrivals));
    assertThat(states.get(0).merge(of(arrivals))).isEqualTo(of(arrivals));
    assertThat(inEffect(states.get(0))).isEqualTo(inEffect(of(arrivals)));
  }

  @Property(tries = 1000)
  void inputsAreWhatReplayingTheDeliveriesAsTheyWereIssuedLeaves(
      @ForAll("arrivals") List<Arrival> arrivals) {
    List<String> expected = new ArrayList<>();
    for (boolean isBill : new boolean[] {true, false}) {
      for (String source : isBill ? List.of("source 0") : List.of("source 0", "source 1")) {
        List<Delivery> issued = arrivals.stream()
            .filter(arrival -> arrival.isBill() == isBill)
            .map(Arrival::delivery)
            .filter(delivery -> delivery.source().equals(source))
            .toList();
        expected.addAll(replayed(issued));
      }
      if (isBill && expected.isEmpty()) {
        expected.add("no bill");
      }
    }
    if (expected.contains(CONTRADICTION)) {
      expected = List.of(CONTRADICTION);
    } else if (expected.contains("no bill")) {
      expected = List.of("no bill");
    }
    assertThat(inEffect(of(arrivals))).as("%s", arrivals).isEqualTo(expected);
  }

  /** One instant after the other: what a replacement covers whole is gone, if issued before. */
  private static List<String> replayed(List<Delivery> deliveries) {
    List<Delivery> left = new ArrayList<>();
    for (Instant now :
        deliveries.stream().map(ReceivedLawsTest::issued).sorted().toList()) {
      List<Delivery> today =
          deliveries.stream().filter(delivery -> issued(delivery).equals(now)).toList();
      left.removeIf(old -> today.stream()
          .anyMatch(later ->
              isReplace(later) && issued(old).isBefore(now) && days(later).containsAll(days(old))));
      today.stream().filter(delivery -> !left.contains(delivery)).forEach(left::add);
    }
    List<Integer> run = List.of(1, 2, 3);
    left.removeIf(delivery -> Collections.disjoint(days(delivery), run));
    for (Delivery one : left) {
      for (Delivery other : left) {
        boolean clash = isReplace(one)
            && !one.equals(other)
            && (issued(other).isBefore(issued(one)) || isReplace(other))
            && !Collections.disjoint(days(one), days(other));
        if (clash) {
          return List.of(CONTRADICTION);
        }
      }
    }
    return left.stream().map(Delivery::id).sorted().toList();
  }

  private static boolean isReplace(Delivery delivery) {
    return delivery.mode() == Delivery.Mode.REPLACE;
  }

  private static Instant issued(Delivery delivery) {
    return delivery.issuedAt().orElse(Instant.EPOCH);
  }

  /** The days 0 to 5 that a delivery covers, and 6 for all that is beyond. */
  private static List<Integer> days(Delivery delivery) {
    return IntStream.rangeClosed(0, 6)
        .filter(day -> delivery
            .covers()
            .map(period -> day < 6 && period.contains(Samples.day(day).start()))
            .orElse(true))
        .boxed()
        .toList();
  }

  @Provide
  Arbitrary<List<Arrival>> arrivals() {
    return Arbitraries.randomValue(random -> {
      List<Arrival> arrivals = new ArrayList<>();
      int sources = 1 + random.nextInt(2);
      int instants = 3 + random.nextInt(20);
      for (int i = random.nextInt(12); i >= 0; i--) {
        int first = random.nextInt(5);
        int last = first + random.nextInt(6 - first);
        boolean coversAll = random.nextInt(12) == 0;
        Period period = Period.of(Samples.day(first).start(), Samples.day(last).end());
        boolean isBill = random.nextInt(3) == 0;
        String source = "source " + (isBill ? 0 : random.nextInt(sources));
        arrivals.add(new Arrival(
            isBill,
            Delivery.builder()
                .id(source + (char) ('a' + i))
                .source(source)
                .sha256(DIGEST)
                .mode(random.nextInt(3) == 0 ? Delivery.Mode.APPEND : Delivery.Mode.REPLACE)
                .covers(coversAll ? Optional.empty() : Optional.of(period))
                .issuedAt(
                    random.nextInt(8) == 0
                        ? Optional.empty()
                        : Optional.of(Samples.day(random.nextInt(instants)).start()))
                .build()));
      }
      arrivals.sort(Comparator.comparing(arrival -> arrival.delivery().id()));
      return arrivals;
    });
  }
}
