package io.costledger.allocation.apportion;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.ReferenceApportionment;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Largest remainder against tables that somebody else printed. */
class PublishedApportionmentsTest {
  /**
   * The apportionment bill of 1791/92, vetoed: COMAP, For All Practical Purposes, 10th edition,
   * Table 14.5; populations of the census of 1790.
   */
  @Test
  void theVetoedBillOf1792Has120Seats() {
    Map<String, long[]> table = new LinkedHashMap<>();
    table.put("New Jersey", new long[] {179_570, 6});
    table.put("Virginia", new long[] {630_560, 21});
    table.put("Connecticut", new long[] {236_841, 8});
    table.put("South Carolina", new long[] {206_236, 7});
    table.put("Delaware", new long[] {55_540, 2});
    table.put("Vermont", new long[] {85_533, 3});
    table.put("Massachusetts", new long[] {475_327, 16});
    table.put("North Carolina", new long[] {353_523, 12});
    table.put("New Hampshire", new long[] {141_822, 5});
    table.put("Pennsylvania", new long[] {432_879, 14});
    table.put("Georgia", new long[] {70_835, 2});
    table.put("Kentucky", new long[] {68_705, 2});
    table.put("Rhode Island", new long[] {68_446, 2});
    table.put("Maryland", new long[] {278_514, 9});
    table.put("New York", new long[] {331_589, 11});
    TreeMap<String, BigInteger> weights = new TreeMap<>(ReferenceApportionment.KEYS);
    TreeMap<String, BigInteger> seats = new TreeMap<>(ReferenceApportionment.KEYS);
    table.forEach((state, row) -> {
      weights.put(state, BigInteger.valueOf(row[0]));
      seats.put(state, BigInteger.valueOf(row[1]));
    });
    assertThat(Apportionment.LARGEST_REMAINDER.split(
            BigInteger.valueOf(120), List.copyOf(weights.values())))
        .containsExactlyElementsOf(seats.values());
  }

  /**
   * Five parties and 89, 90 and 91 seats: For All Practical Purposes, 10th edition, question 14.45;
   * the last party loses a seat as the house grows (the Alabama paradox).
   */
  @Test
  void fiveParties() {
    long[] votes = {5_576_330, 1_387_342, 3_334_241, 7_512_860, 310_968};
    assertSeats(89, votes, 27, 7, 16, 37, 2);
    assertSeats(90, votes, 28, 7, 17, 37, 1);
    assertSeats(91, votes, 28, 7, 17, 38, 1);
  }

  /**
   * Six parties and 25 and 26 seats: the table under "Technical evaluation and paradoxes" of the
   * encyclopaedia article "Largest remainder method", as liquisearch.com prints it.
   */
  @Test
  void sixParties() {
    long[] votes = {1500, 1500, 900, 500, 500, 200};
    assertSeats(25, votes, 7, 7, 4, 3, 3, 1);
    assertSeats(26, votes, 8, 8, 5, 2, 2, 1);
  }

  private static void assertSeats(long seats, long[] votes, long... expected) {
    assertThat(Apportionment.LARGEST_REMAINDER.split(seats, votes)).containsExactly(expected);
    BigInteger factor = BigInteger.TEN.pow(20);
    List<BigInteger> wide = Arrays.stream(votes)
        .mapToObj(v -> factor.multiply(BigInteger.valueOf(v)))
        .toList();
    assertThat(Apportionment.LARGEST_REMAINDER.split(BigInteger.valueOf(seats), wide))
        .containsExactlyElementsOf(
            Arrays.stream(expected).mapToObj(BigInteger::valueOf).toList());
  }
}
