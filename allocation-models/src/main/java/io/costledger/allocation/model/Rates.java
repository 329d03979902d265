package io.costledger.allocation.model;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.RateLine;
import java.util.List;
import java.util.NavigableMap;

/** What every list of rates must satisfy. */
final class Rates {
  private Rates() {}

  /** Fails unless there is a rate, each of a named unit and 0 or more. */
  static void require(NavigableMap<String, Ratio> rates) {
    if (rates.isEmpty()) {
      throw Invalid.argument("rates", "{}", "must name a unit");
    }
    rates.forEach((unit, rate) -> {
      Account.requireId("unit", unit);
      requireRate(unit, rate);
    });
  }

  /** Fails unless a rate is 0 or more. */
  static void requireRate(String of, Ratio rate) {
    if (rate.signum() < 0) {
      throw Invalid.argument("rate", rate + " of " + of, "must be 0 or more");
    }
  }

  /** What some lines charge together. */
  static Ratio sum(List<RateLine> lines) {
    return lines.stream().map(RateLine::charge).reduce(Ratio.ZERO, Ratio::plus);
  }
}
