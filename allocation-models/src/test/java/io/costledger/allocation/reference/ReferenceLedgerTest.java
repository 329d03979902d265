package io.costledger.allocation.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.reference.ReferenceScenario.Center;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Shared;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The reference itself, on arithmetic that a reader can do. */
class ReferenceLedgerTest {
  private static final Period DAY = Period.parse("2024-09-01T00:00:00Z/2024-09-02T00:00:00Z");

  @Nested
  class Apportioning {
    private final Map<String, Fraction> thirds =
        Map.of("c", Fraction.ONE, "\ue000", Fraction.ONE, "\ud800\udc00", Fraction.ONE);

    @Test
    void tiesGoToTheSmallerBytesNotToTheSmallerSixteenBitUnits() {
      assertThat(ReferenceApportionment.split(BigInteger.valueOf(101), thirds, false))
          .containsEntry("c", BigInteger.valueOf(34))
          .containsEntry("\ue000", BigInteger.valueOf(34))
          .containsEntry("\ud800\udc00", BigInteger.valueOf(33));
    }

    /** floor(101/3) = 33, floor(202/3) = 67, 101: so 33, 34, 34. */
    @Test
    void prefixRoundingIsTheDifferenceOfRunningSums() {
      assertThat(ReferenceApportionment.split(BigInteger.valueOf(-101), thirds, true))
          .containsEntry("c", BigInteger.valueOf(-33))
          .containsEntry("\ue000", BigInteger.valueOf(-34))
          .containsEntry("\ud800\udc00", BigInteger.valueOf(-34));
    }
  }

  @Nested
  class Booking {
    /** Of 101 units, floor(15.15) = 15 stay; 86 by 1 to 3 are 21.5 and 64.5: the tie goes to a. */
    @Test
    void aPoolIsRetainedThenSplit() {
      assertThat(booked(scenario("1.01", Optional.empty())))
          .containsOnly(
              Map.entry("bill:focus > platform:p", "101"),
              Map.entry("platform:p > cost-center:o", "15"),
              Map.entry("platform:p > cost-center:a", "22"),
              Map.entry("platform:p > unallocated:p", "64"));
    }

    /** -floor(15.15) = -15 of -101; the rest mirrors the charges. */
    @Test
    void aCreditIsTheMirrorOfACharge() {
      assertThat(booked(scenario("-1.01", Optional.empty())))
          .containsEntry("platform:p > cost-center:o", "-15")
          .containsEntry("platform:p > cost-center:a", "-22")
          .containsEntry("platform:p > unallocated:p", "-64");
    }

    @Test
    void aCostBeyondTheScaleFailsUnlessItMayBeRounded() {
      assertThatThrownBy(() -> booked(scenario("1.005", Optional.empty())))
          .isInstanceOf(ReferenceFailure.class);
      assertThat(booked(scenario("1.005", Optional.of(RoundingMode.HALF_EVEN))))
          .containsEntry("bill:focus > platform:p", "100");
    }
  }

  /** Platform p of owner o keeps 15%; a used 1 hour of it, somebody unknown 3. */
  private static ReferenceScenario scenario(String cost, Optional<RoundingMode> rounding) {
    return new ReferenceScenario(
        2,
        rounding,
        false,
        List.of(DAY),
        List.of(new Center("o", 0, 1), new Center("a", 0, 1)),
        List.of(new Shared(
            "p",
            "o",
            Optional.of(Fraction.of(15, 100)),
            Optional.empty(),
            Optional.of(new ReferenceModel.Proportional("hours")),
            Map.of())),
        List.of(new Row(
            "r",
            DAY,
            new BigDecimal(cost),
            Optional.of("platform:p"),
            Optional.empty(),
            false,
            Optional.empty())),
        List.of(use("1", "cost-center:a"), use("3", "cost-center:who")));
  }

  private static Use use(String hours, String consumer) {
    return new Use("u" + hours, "p", consumer, new BigDecimal(hours), "hours", DAY, "usage-1");
  }

  private static Map<String, String> booked(ReferenceScenario scenario) {
    Map<String, String> booked = new TreeMap<>();
    ReferenceLedger.of(scenario)
        .forEach((key, line) ->
            booked.put(key.from() + " > " + key.to(), line.units().toString()));
    return booked;
  }
}
