package io.costledger.invariants.foreign;

import java.math.BigDecimal;

/**
 * What some discrepancies of one unit come to, exactly.
 *
 * @param unit what they are counted in; empty where the tables don't say
 * @param net their sum: below zero is cost that is lost
 * @param gross the sum of their absolute values
 */
public record UnitSum(String unit, BigDecimal net, BigDecimal gross) {
  UnitSum plus(UnitSum other) {
    return new UnitSum(unit, net.add(other.net), gross.add(other.gross));
  }
}
