package io.costledger.invariants.foreign;

import java.math.BigDecimal;

/**
 * The part of its origin that a split row says it is.
 *
 * @param row the row's number in its table
 * @param origin the origin's id
 * @param ratio the exact part, such as 0.25
 */
public record SplitRatio(long row, String origin, BigDecimal ratio) {}
