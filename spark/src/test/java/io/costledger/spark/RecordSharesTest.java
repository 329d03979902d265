package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordSharesTest {
  /** Three numbers of which the last is the largest: two remainders and their total. */
  record Three(BigDecimal one, BigDecimal other, BigDecimal total) {}

  @Provide
  Arbitrary<Three> threes() {
    Arbitrary<BigDecimal> small = number(400);
    Arbitrary<BigDecimal> large = number(Long.MAX_VALUE);
    return Arbitraries.oneOf(
        Combinators.combine(small, small, small).as(RecordSharesTest::three),
        Combinators.combine(small, large, large).as(RecordSharesTest::three),
        Combinators.combine(large, small, large)
            .as(
                (whole, rest, most) -> // alike but for decimals
                three(whole, whole.add(rest.movePointLeft(25)), most.add(BigDecimal.TEN))));
  }

  private static Arbitrary<BigDecimal> number(long most) {
    return Combinators.combine(
            Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.valueOf(most)),
            Arbitraries.integers().between(0, 9))
        .as(BigDecimal::new);
  }

  private static Three three(BigDecimal a, BigDecimal b, BigDecimal c) {
    BigDecimal[] sorted = {a, b, c};
    Arrays.sort(sorted);
    return new Three(sorted[0], sorted[1], sorted[2].add(BigDecimal.ONE));
  }

  @Property(tries = 2000)
  void theBytesOfRemaindersSortAsTheyDo(@ForAll("threes") Three three) {
    byte[] one = RecordShares.sortable(three.one(), three.total());
    byte[] other = RecordShares.sortable(three.other(), three.total());
    assertThat(Integer.signum(Arrays.compareUnsigned(one, other)))
        .isEqualTo(three.one().compareTo(three.other()));
  }
}
