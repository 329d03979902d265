package io.costledger.core.received;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReceivedTest {
  private static final Policy POLICY = Policy.builder("showback")
      .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
      .basis(Basis.BILLED)
      .grain(Grain.of(Samples.SEPTEMBER))
      .build();
  private static final Period HALF = Period.parse("2024-09-01T00:00:00Z/2024-09-16T00:00:00Z");
  private static final Bill BILL = bill("bill-09", 1, "row 1");

  private static Delivery.Builder usage(String id, int day) {
    Delivery.Builder delivery = Delivery.builder();
    delivery
        .id(id)
        .source("usage")
        .sha256("0".repeat(64))
        .covers(Samples.SEPTEMBER)
        .issuedAt(issued(day));
    return delivery;
  }

  private static Instant issued(int day) {
    return Samples.day(day).start();
  }

  private static Bill bill(String id, int day, String... records) {
    Delivery delivery = Delivery.builder()
        .id(id)
        .source("bill")
        .sha256(Integer.toString(day).repeat(64))
        .mode(day == 1 ? Delivery.Mode.REPLACE : Delivery.Mode.APPEND)
        .covers(Samples.SEPTEMBER)
        .issuedAt(issued(day))
        .receivedAt(issued(day + 1))
        .build();
    return Bill.of(
        delivery,
        List.of(records).stream()
            .map(record -> BillRecord.of(record, Samples.SEPTEMBER, "1.00", Map.of()))
            .toList());
  }

  private static UsageBatch records(String delivery, String... ids) {
    return UsageBatch.of(List.of(ids).stream()
        .map(id ->
            UsageRecord.of(id, "ec2", "cost-center:ads", "1", "hours", Samples.SEPTEMBER, delivery))
        .toList());
  }

  private static Received with(Received received, Delivery delivery) {
    return received.with(delivery, records(delivery.id(), "record of " + delivery.id()));
  }

  private static List<String> ids(UsageBatch usage) {
    return IntStream.range(0, usage.size()).mapToObj(usage::id).toList();
  }

  @Nested
  @DisplayName("with (SPEC 10.4)")
  class With {
    private final Received once = with(Received.nothing(), usage("u", 1).build());

    @Test
    void takesOneDeliveryOnce() {
      assertThat(with(once, usage("u", 1).build())).isEqualTo(once).hasSameHashCodeAs(once);
      assertThat(once.deliveries()).containsExactly(usage("u", 1).build());
      assertThat(once).hasToString("Received[usage/u]");
    }

    @Test
    void tellsStatesApartByTheirDeliveries() {
      assertThat(once).isNotEqualTo(Received.nothing());
      assertThat(once).isNotEqualTo(with(Received.nothing(), usage("v", 1).build()));
      assertThat(once).isNotEqualTo(with(once, usage("v", 1).build()));
      assertThat(once.with(BILL)).isNotEqualTo(once);
      assertThat(once.with(BILL)).isNotEqualTo(once.with(bill("bill-10", 2, "row 1")));
    }

    @Test
    void keepsTheEarliestReceipt() {
      Received again = with(
          with(once, usage("u", 1).receivedAt(issued(9)).build()),
          usage("u", 1).receivedAt(issued(8)).build());
      assertThat(again.deliveries())
          .containsExactly(usage("u", 1).receivedAt(issued(8)).build());
    }

    @Test
    void refusesAnIdWithOtherContent() {
      Delivery other = usage("u", 1).sha256("1".repeat(64)).build();
      String message = "Deliveries contradict each other\n"
          + "  Invalid delivery: 'u' of 'usage' (an id has one content, and came with the digests "
          + "0".repeat(64) + " and " + "1".repeat(64) + ")";
      assertThatThrownBy(() -> with(once, other))
          .isExactlyInstanceOf(ContradictoryDeliveriesException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> with(Received.nothing(), other).merge(once)).hasMessage(message);
    }

    @Test
    void refusesOneDigestWithOtherWordsOrRecords() {
      String message = "Deliveries contradict each other\n"
          + "  Invalid delivery: 'u' of 'usage' (came twice with the digest " + "0".repeat(64)
          + ", but not with the same mode, period, issuedAt and records)";
      assertThatThrownBy(() -> with(once, usage("u", 2).build())).hasMessage(message);
      assertThatThrownBy(() -> with(once, usage("u", 1).covers(HALF).build())).hasMessage(message);
      assertThatThrownBy(
              () -> with(once, usage("u", 1).mode(Delivery.Mode.APPEND).build()))
          .hasMessage(message);
      assertThatThrownBy(() -> once.with(usage("u", 1).build(), records("u", "another")))
          .hasMessage(message);
      assertThatThrownBy(() -> once.with(usage("u", 1).build(), records("u"))).hasMessage(message);
    }

    @Test
    void refusesTheRecordOfAnotherDelivery() {
      assertThatThrownBy(() -> once.with(usage("v", 1).build(), records("u", "r")))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid delivery of usage record 'r': u (must be the one that brought it, v)");
    }

    @Test
    void tellsSourcesApart() {
      Delivery other = usage("u", 1).source("spark").sha256("1".repeat(64)).build();
      assertThat(with(once, other).deliveries()).hasSize(2);
    }
  }

  @Nested
  @DisplayName("inputs (SPEC 10.4)")
  class Inputs {
    private final Received bill = Received.nothing().with(BILL);

    private List<String> usageOf(Delivery... deliveries) {
      Received received = bill;
      for (Delivery delivery : deliveries) {
        received = with(received, delivery);
      }
      return ids(received.inputs(POLICY).usage());
    }

    private Delivery.Builder append(String id, int day) {
      Delivery.Builder delivery = usage(id, day);
      delivery.mode(Delivery.Mode.APPEND);
      return delivery;
    }

    @Test
    void areTheSingleBillAndUsageAsTheyCame() {
      Delivery delivery = usage("u", 1).build();
      UsageBatch records = records("u", "r1", "r2");
      RunInputs inputs = bill.with(delivery, records).inputs(POLICY);
      assertThat(inputs.bill()).isEqualTo(BILL);
      assertThat(inputs.usage()).isSameAs(records);
      assertThat(inputs.usageDeliveries().castToList()).containsExactly(delivery);
      assertThat(inputs.previous()).isEmpty();
    }

    @Test
    void holdWhatWasIssuedLastOfAPeriod() {
      Delivery older = usage("zz", 1).build();
      Delivery newer = usage("a", 2).build();
      assertThat(usageOf(older, newer)).containsExactly("record of a");
      assertThat(usageOf(newer, older)).containsExactly("record of a");
    }

    @Test
    void areReplacedByOneThatSaysWhenIfTheOtherDoesNot() {
      Delivery silent = Delivery.builder()
          .id("silent")
          .source("usage")
          .sha256("0".repeat(64))
          .covers(HALF)
          .build();
      assertThat(usageOf(silent, usage("a", 1).build())).containsExactly("record of a");
    }

    @Test
    void replaceTheDaysOfAMonthByTheMonth() {
      assertThat(usageOf(
              usage("day 0", 1).covers(Samples.day(0)).build(),
              usage("day 1", 2).covers(Samples.day(1)).build(),
              usage("month", 3).build()))
          .containsExactly("record of month");
    }

    @Test
    void addWhatIsAppended() {
      assertThat(usageOf(
              usage("a", 1).build(), append("b", 2).build(), append("c", 3).build()))
          .containsExactly("record of a", "record of b", "record of c");
    }

    @Test
    void takeAwayWhatWasAppendedBeforeALaterReplacement() {
      assertThat(usageOf(
              append("b", 2).build(), usage("a", 3).build(), append("c", 4).build()))
          .containsExactly("record of a", "record of c");
    }

    @Test
    void leaveOutWhatReachesNowhereIntoTheGrain() {
      assertThat(usageOf(
              usage("a", 1).build(), usage("b", 1).covers(Samples.OCTOBER).build()))
          .containsExactly("record of a");
    }

    @Test
    void areNotToldByWhatContradictsOutsideTheGrain() {
      assertThat(usageOf(
              usage("a", 1).build(),
              usage("b", 1).covers(Samples.OCTOBER).build(),
              usage("c", 1).covers(Samples.OCTOBER).build()))
          .containsExactly("record of a");
    }

    @Test
    void refuseTwoOfWhichNeitherIsLater() {
      assertThatThrownBy(() -> usageOf(usage("a", 1).build(), usage("b", 1).build()))
          .isExactlyInstanceOf(ContradictoryDeliveriesException.class)
          .hasMessage("Deliveries contradict each other\n"
              + "  Invalid deliveries of 'usage': 'a' and 'b' (they cover "
              + Samples.SEPTEMBER + " and " + Samples.SEPTEMBER
              + "; the one issued later must cover the other's whole period)");
    }

    @Test
    void refuseALaterOneOfAPartOnly() {
      assertThatThrownBy(
              () -> usageOf(usage("a", 1).build(), usage("b", 2).covers(HALF).build()))
          .hasMessage("Deliveries contradict each other\n"
              + "  Invalid deliveries of 'usage': 'a' and 'b' (they cover "
              + Samples.SEPTEMBER + " and " + HALF
              + "; the one issued later must cover the other's whole period)");
      assertThatThrownBy(
              () -> usageOf(append("a", 1).build(), usage("b", 2).covers(HALF).build()))
          .isExactlyInstanceOf(ContradictoryDeliveriesException.class);
    }

    @Test
    void areMendedByALaterOneOfTheWhole() {
      assertThat(usageOf(
              usage("a", 1).build(), usage("b", 1).build(), usage("c", 2).build()))
          .containsExactly("record of c");
    }

    @Test
    void leaveToAnotherRunWhatItsDeliveryCoversBesideTheGrain() {
      Period both = Period.of(Samples.SEPTEMBER.start(), Samples.OCTOBER.end());
      Period november = Period.parse("2024-11-01T00:00:00Z/2024-12-01T00:00:00Z");
      List<UsageRecord> usage = new ArrayList<>();
      List<BillRecord> rows = new ArrayList<>();
      for (Period own : List.of(Samples.SEPTEMBER, Samples.OCTOBER, both, november)) {
        usage.add(UsageRecord.of(own.toString(), "ec2", "cost-center:ads", "1", "h", own, "u"));
        rows.add(BillRecord.of(own.toString(), own, "1.00", Map.of()));
      }
      Delivery wide = usage("u", 1).covers(both).build();
      Delivery bill = Delivery.builder().copyOf(BILL.delivery()).covers(both).build();
      RunInputs inputs = Received.nothing()
          .with(Bill.of(bill, rows))
          .with(wide, UsageBatch.of(usage))
          .inputs(POLICY);
      List<String> left =
          List.of(Samples.SEPTEMBER.toString(), both.toString(), november.toString());
      assertThat(ids(inputs.usage())).isEqualTo(left);
      assertThat(inputs.bill().records().collect(BillRecord::id).castToList()).isEqualTo(left);
    }

    @Test
    void keepAllOfADeliveryThatNamesNoPeriod() {
      Delivery silent = Delivery.of("usage", "u", new byte[] {1});
      UsageBatch records = UsageBatch.of(List.of(
          UsageRecord.of("r", "ec2", "cost-center:ads", "1", "hours", Samples.OCTOBER, "u")));
      assertThat(bill.with(silent, records).inputs(POLICY).usage()).isSameAs(records);
    }

    @Test
    void needABill() {
      assertThatThrownBy(() -> Received.nothing().inputs(POLICY))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid bill: bill (nothing was received that covers a part of "
              + Samples.SEPTEMBER + ")");
    }

    @Test
    @DisplayName("several bills are one, with a digest of its own")
    void putSeveralBillsTogether() {
      RunInputs inputs = bill.with(bill("extra", 2, "row 1", "row 2")).inputs(POLICY);
      assertThat(inputs.bill().records().collect(BillRecord::id).castToList())
          .containsExactly("bill-09: row 1", "extra: row 1", "extra: row 2");
      Delivery delivery = inputs.bill().delivery();
      assertThat(delivery.source()).isEqualTo("bill");
      assertThat(delivery.id()).isEqualTo("several-" + delivery.sha256().substring(0, 16));
      assertThat(delivery.covers()).contains(Samples.SEPTEMBER);
      assertThat(delivery.receivedAt()).contains(issued(3));
      assertThat(bill.with(bill("extra", 3, "row 1"))
              .inputs(POLICY)
              .bill()
              .delivery()
              .sha256())
          .isNotEqualTo(delivery.sha256());
    }
  }
}
