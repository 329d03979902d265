package io.costledger.invariants.foreign;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One row of what was to be allocated.
 *
 * @param row its number in its table, 1 for the first
 * @param id the origin's id, as given; empty where the table has none
 * @param amount the exact amount; empty where it is no number, and then it counts as nothing
 * @param unit what the amount is counted in, a currency say; amounts of two units are never summed
 * @param group what it is grouped by; empty where there are no groups
 */
public record OriginRow(
    long row, String id, Optional<BigDecimal> amount, String unit, String group) {}
