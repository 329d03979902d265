package io.costledger.core.usage;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** Quantities for the tests of sums. */
final class Quantities {
  private Quantities() {}

  static List<BigDecimal> parse(String quantities) {
    return Stream.of(quantities.split(" ")).map(BigDecimal::new).toList();
  }

  /** One record for each quantity. */
  static UsageBatch batch(List<BigDecimal> quantities) {
    UsageBatch.Builder batch = UsageBatch.builder();
    for (BigDecimal quantity : quantities) {
      batch.add("u", "ec2", Account.costCenter("ads"), quantity, "h", Samples.day(0), "d");
    }
    return batch.build();
  }

  /** Their sum, without the code under test. */
  static Ratio exact(List<BigDecimal> quantities) {
    Ratio sum = Ratio.ZERO;
    for (BigDecimal quantity : quantities) {
      sum = sum.plus(Ratio.of(quantity));
    }
    return sum;
  }
}
