package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.graduatedRate;
import static io.costledger.allocation.model.AllocationModels.proportional;
import static io.costledger.allocation.model.AllocationModels.rateCard;
import static io.costledger.allocation.model.AllocationModels.truedUpRateCard;
import static io.costledger.allocation.model.AllocationModels.volumeRate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.RateBand;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rate cards, tiered rates and true-ups (SPEC 4.5), with pencil and paper. */
class WorkedRatesTest {
  private static final Period AUGUST = Period.parse("2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");

  /** Entries out of kv and into it, of a bill for kv and its use in {@code <consumer> <hours>}. */
  private static List<String> entries(AllocationModel model, List<String> bill, List<String> use) {
    return run(model, bill, use)
        .run()
        .entries()
        .reject(e -> e.from().kind() == AccountKind.BILL)
        .collect(e -> e.from()
            + " -> "
            + e.to()
            + " "
            + e.amount().getAmount().toPlainString()
            + " "
            + e.measure()
            + " "
            + e.kind().text())
        .castToList();
  }

  private static AuditedRun run(AllocationModel model, List<String> bill, List<String> use) {
    Policy policy = Policy.builder("rates")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(AUGUST))
        .costCenters("a", "b", "o")
        .platform("kv", p -> p.owner("o").model(model))
        .platform("top", p -> p.owner("o").model(proportional("h")))
        .addBillRules(BillRule.builder()
            .name("by target")
            .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("Platform")))
            .build())
        .build();
    List<BillRecord> rows = new ArrayList<>();
    for (String cost : bill) {
      rows.add(BillRecord.of("row " + rows.size(), AUGUST, cost, Map.of("Platform", "kv")));
    }
    List<UsageRecord> usage = new ArrayList<>();
    for (String text : use) {
      List<String> parts = List.of(text.split(" ", -1));
      usage.add(UsageRecord.of(
          "u" + usage.size(), "kv", parts.get(0), parts.get(1), "h", AUGUST, "usage"));
    }
    RunInputs inputs = RunInputs.of(
        Bill.of(Delivery.of("bill", "bill", new byte[] {1}), rows),
        UsageBatch.of(usage),
        List.of(Delivery.of("usage", "usage", new byte[] {2})));
    return Chargeback.of(policy.resolve()).run(inputs, Instant.parse("2026-09-02T00:00:00Z"));
  }

  /** The last words of each entry of a kind: after what moved and what the pool was. */
  private static List<String> words(AuditedRun run, EntryKind kind) {
    return run.run()
        .entries()
        .select(e -> e.from().kind() != AccountKind.BILL && e.kind() == kind)
        .collect(e -> Explain.entry(run, e).paragraph())
        .collect(text -> text.replaceFirst("^.*? \\(tier 0\\) had .*? from the bill\\. ", ""))
        .castToList();
  }

  private static Map<String, Ratio> perHour(String rate) {
    return Map.of("h", Ratio.parse(rate));
  }

  @Nested
  class RateCard {
    @Test
    void chargesUsageTimesRateAndLeavesTheRestToVariance() {
      // 10 h and 5 h at 0.333: 3.33 and 1.665, which half-even is 1.66; 10.00 - 4.99 = 5.01.
      assertThat(entries(
              rateCard(perHour("0.333")),
              List.of("10.00", "-1.00"),
              List.of("cost-center:a 10", "cost-center:b 5")))
          .containsExactly(
              "platform:kv -> cost-center:a 3.33 CHARGE allocated",
              "platform:kv -> cost-center:b 1.66 CHARGE allocated",
              "platform:kv -> variance:kv 5.01 CHARGE variance",
              "platform:kv -> variance:kv -1.00 CREDIT variance");
    }

    @Test
    @DisplayName("SPEC 7.4: variance funds what is charged above the pool, also an empty one")
    void varianceFundsWhatIsChargedAboveThePool() {
      assertThat(entries(rateCard(perHour("2")), List.of("1.00"), List.of("cost-center:a 3")))
          .containsExactly(
              "platform:kv -> cost-center:a 6.00 CHARGE allocated",
              "variance:kv -> platform:kv 5.00 CHARGE variance");
      assertThat(entries(rateCard(perHour("2")), List.of(), List.of("platform:top 3")))
          .containsExactly(
              "platform:kv -> platform:top 6.00 CHARGE allocated",
              "platform:top -> unallocated:top 6.00 CHARGE unallocated",
              "variance:kv -> platform:kv 6.00 CHARGE variance");
    }

    @Test
    void withoutUsageTheWholePoolIsVariance() {
      assertThat(entries(rateCard(perHour("2")), List.of("1.00", "-0.25"), List.of()))
          .containsExactly(
              "platform:kv -> variance:kv 1.00 CHARGE variance",
              "platform:kv -> variance:kv -0.25 CREDIT variance");
    }

    @Test
    void anUnknownConsumerIsChargedIntoUnallocated() {
      assertThat(entries(rateCard(perHour("1")), List.of("4.00"), List.of("cost-center:x 3")))
          .containsExactly(
              "platform:kv -> unallocated:kv 3.00 CHARGE unallocated",
              "platform:kv -> variance:kv 1.00 CHARGE variance");
    }
  }

  @Nested
  class TrueUp {
    @Test
    void aConsumersTotalIsItsShareOfThePool() {
      // Charges 3.33 and 1.66 (exact 3.33 : 1.665 = 2 : 1); the pool of 10.00 is 6.67 and 3.33;
      // the credit of -1.00 is -0.67 and -0.33.
      assertThat(entries(
              truedUpRateCard(perHour("0.333")),
              List.of("10.00", "-1.00"),
              List.of("cost-center:a 10", "cost-center:b 5")))
          .containsExactly(
              "platform:kv -> cost-center:a 3.33 CHARGE allocated",
              "platform:kv -> cost-center:a 3.34 CHARGE true-up",
              "platform:kv -> cost-center:a -0.67 CREDIT allocated",
              "platform:kv -> cost-center:b 1.66 CHARGE allocated",
              "platform:kv -> cost-center:b 1.67 CHARGE true-up",
              "platform:kv -> cost-center:b -0.33 CREDIT allocated");
    }

    @Test
    void anEmptyPoolTakesTheChargeBack() {
      assertThat(entries(truedUpRateCard(perHour("2")), List.of(), List.of("cost-center:a 3")))
          .containsExactly(
              "platform:kv -> cost-center:a 6.00 CHARGE allocated",
              "platform:kv -> cost-center:a -6.00 CHARGE true-up");
    }
  }

  @Test
  @DisplayName("SPEC 5.5: rates and bounds inside a reciprocal group refuse the run, by member")
  void ratesAndBoundsInsideAGroupRefuseTheRun() {
    Period period = AUGUST;
    Policy policy = Policy.builder("rates")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(period))
        .cycles(new Cycles.Reciprocal())
        .costCenters("a")
        .platform("kv", p -> p.owner("a").model(rateCard(perHour("1"))))
        .platform(
            "top",
            p -> p.owner("a")
                .model(proportional("h"))
                .bounds(Dated.always(Bounds.of(Bounds.Bound.atMost("1.00"), Map.of()))))
        .build();
    RunInputs inputs = RunInputs.of(
        Bill.of(Delivery.of("bill", "bill", new byte[] {1}), List.of()),
        UsageBatch.of(List.of(
            UsageRecord.of("u1", "kv", "platform:top", "1", "h", period, "usage"),
            UsageRecord.of("u2", "top", "platform:kv", "1", "h", period, "usage"))),
        List.of(Delivery.of("usage", "usage", new byte[] {2})));
    assertThatThrownBy(() ->
            Chargeback.of(policy.resolve()).run(inputs, Instant.parse("2026-09-02T00:00:00Z")))
        .isInstanceOf(RunRefusedException.class)
        .hasMessage("The run of policy rates can't be made\n"
            + "  Invalid member of a reciprocal group in"
            + " 2026-08-01T00:00:00Z/2026-09-01T00:00:00Z: platform:kv"
            + " (a rate model can't be inside)\n"
            + "  Invalid member of a reciprocal group in"
            + " 2026-08-01T00:00:00Z/2026-09-01T00:00:00Z: platform:top"
            + " (bounds can't be inside)");
  }

  @Nested
  class Words {
    @Test
    void showQuantityTimesRateAndTheRounding() {
      // 5 h at 0.333 are 166.5 cents, of which the even neighbour is 166.
      AuditedRun run =
          run(rateCard(perHour("0.333")), List.of("10.00"), List.of("cost-center:b 5"));
      assertThat(words(run, EntryKind.ALLOCATED))
          .containsExactly("Cost center b is charged by rates, whatever the pool holds: 5 h at USD"
              + " 333/1000, exactly 166 1/2 units of USD 0.01, rounded to the nearest one, a half"
              + " to the even one: USD 1.66. This rests on what was delivered as usage.");
      assertThat(words(run, EntryKind.VARIANCE))
          .containsExactly("Platform kv had USD 10.00 to pass on and its rates charged USD 1.66;"
              + " the difference is USD 8.34, cost that nobody is charged. This rests on what was"
              + " delivered as usage.");
    }

    @Test
    void showEachBand() {
      List<RateBand> bands = List.of(
          new RateBand(Optional.of(new BigDecimal("10")), Ratio.parse("1")),
          new RateBand(Optional.of(new BigDecimal("20")), Ratio.parse("0.50")));
      // 10 h at 1 and 5 h at 0.50; by volume 15 h at 0.50.
      assertThat(words(
              run(graduatedRate("h", bands, false), List.of("1.00"), List.of("cost-center:b 15")),
              EntryKind.ALLOCATED))
          .containsExactly("Cost center b is charged by rates, whatever the pool holds: 10 h at USD"
              + " 1 and 5 h at USD 1/2, which is USD 12.50 exactly. This rests on what was"
              + " delivered as usage.");
      assertThat(words(
              run(volumeRate("h", bands, false), List.of("1.00"), List.of("cost-center:b 15")),
              EntryKind.ALLOCATED))
          .containsExactly("Cost center b is charged by rates, whatever the pool holds: 15 h at USD"
              + " 1/2, which is USD 7.50 exactly. This rests on what was delivered as usage.");
    }

    @Test
    void showATrueUpAsTheShareLessTheCharge() {
      // The pool of 10.00 by 2 : 1 is 666 2/3 and 333 1/3 cents; 333 are charged to a, 166 to b.
      assertThat(words(
              run(
                  truedUpRateCard(perHour("0.333")),
                  List.of("10.00"),
                  List.of("cost-center:a 10", "cost-center:b 5")),
              EntryKind.TRUE_UP))
          .containsExactly(
              "The charges are trued up to what the platform had: the share of cost center a by its"
                  + " charge is exactly 666 2/3 units of USD 0.01, in whole ones USD 6.67; less the"
                  + " USD 3.33 that it is charged, USD 3.34 remains. This rests on what was"
                  + " delivered as usage.",
              "The charges are trued up to what the platform had: the share of cost center b by its"
                  + " charge is exactly 333 1/3 units of USD 0.01, in whole ones USD 3.33; less the"
                  + " USD 1.66 that it is charged, USD 1.67 remains. This rests on what was"
                  + " delivered as usage.");
    }

    @Test
    void showWhatVarianceFunds() {
      List<String> words = words(
          run(rateCard(perHour("2")), List.of("1.00"), List.of("cost-center:a 3")),
          EntryKind.VARIANCE);
      assertThat(words)
          .containsExactly("Platform kv had USD 1.00 to pass on and its rates charged USD 6.00;"
              + " the difference is USD 5.00, charged beyond its cost. This rests on what was"
              + " delivered as usage.");
    }
  }

  @Nested
  class TieredRate {
    private final List<RateBand> bands = List.of(
        new RateBand(Optional.of(new BigDecimal("10")), Ratio.parse("1")),
        new RateBand(Optional.of(new BigDecimal("20")), Ratio.parse("0.50")));

    @Test
    void graduatedChargesEachBandAtItsOwnRate() {
      // 10 * 1 = 10.00; 10 * 1 + 5 * 0.50 = 12.50
      assertThat(entries(
              graduatedRate("h", bands, false),
              List.of("22.50"),
              List.of("cost-center:a 10", "cost-center:b 15")))
          .containsExactly(
              "platform:kv -> cost-center:a 10.00 CHARGE allocated",
              "platform:kv -> cost-center:b 12.50 CHARGE allocated");
    }

    @Test
    void volumeChargesTheWholeAtTheReachedBandAndTheBoundIsInclusive() {
      // 10 * 1 = 10.00; 15 * 0.50 = 7.50
      assertThat(entries(
              volumeRate("h", bands, false),
              List.of("17.50"),
              List.of("cost-center:a 10", "cost-center:b 15")))
          .containsExactly(
              "platform:kv -> cost-center:a 10.00 CHARGE allocated",
              "platform:kv -> cost-center:b 7.50 CHARGE allocated");
    }

    /** Vendors' worked examples, each with its source in the file. */
    @Test
    void printedExamplesChargeWhatIsPrinted() throws IOException {
      int charges = 0;
      for (Object json :
          list(PublishedRun.read(PublishedRun.resource("/published/tiered-rates.json")))) {
        Map<?, ?> table = (Map<?, ?>) json;
        List<RateBand> printedBands =
            list(table.get("bands")).stream().map(TieredRate::band).toList();
        for (Object example : list(table.get("charges"))) {
          Map<?, ?> charge = (Map<?, ?>) example;
          String printed = String.valueOf(charge.get("printed"));
          AllocationModel model = "volume".equals(charge.get("mode"))
              ? volumeRate("h", printedBands, false)
              : graduatedRate("h", printedBands, false);
          assertThat(entries(
                  model, List.of(printed), List.of("cost-center:a " + charge.get("quantity"))))
              .as("%s", table.get("source"))
              .containsExactly("platform:kv -> cost-center:a " + printed + " CHARGE allocated");
          charges++;
        }
      }
      assertThat(charges).isEqualTo(5);
    }

    private static List<?> list(Object json) {
      return (List<?>) json;
    }

    private static RateBand band(Object json) {
      Map<?, ?> band = (Map<?, ?>) json;
      Optional<BigDecimal> upTo =
          Optional.ofNullable((String) band.get("upTo")).map(BigDecimal::new);
      return new RateBand(upTo, Ratio.parse(String.valueOf(band.get("rate"))));
    }

    @Test
    void aQuantityBeyondTheLastBandRefusesTheRun() {
      assertThatThrownBy(() ->
              entries(graduatedRate("h", bands, false), List.of(), List.of("cost-center:a 20.5")))
          .isInstanceOf(RunRefusedException.class)
          .hasMessage("The run of policy rates can't be made\n"
              + "  platform:kv in 2026-08-01T00:00:00Z/2026-09-01T00:00:00Z:"
              + " Invalid quantity of cost-center:a: 20.5 (is beyond the last band)");
    }

    @Test
    void bandsMustAscendAndOnlyTheLastIsOpen() {
      assertThatThrownBy(() -> graduatedRate("h", List.of(bands.get(1), bands.get(0)), false))
          .hasMessage("Invalid band: 10 (must end above the one before)");
      assertThatThrownBy(() -> volumeRate(
              "h", List.of(new RateBand(Optional.empty(), Ratio.ONE), bands.get(0)), false))
          .hasMessage("Invalid band: number 1 (only the last may be without end)");
      assertThatThrownBy(() -> volumeRate("h", List.of(), false))
          .hasMessage("Invalid bands: [] (must have at least one)");
    }
  }
}
