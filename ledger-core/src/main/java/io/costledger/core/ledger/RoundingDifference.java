package io.costledger.core.ledger;

import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigDecimal;

/**
 * What import could not hold at the ledger's scale, of one period and measure: input = ledger +
 * rounding (SPEC 2.2).
 *
 * @param chargePeriod the period of the records
 * @param measure their measure
 * @param amount the exact sum of the differences, possibly negative
 */
public record RoundingDifference(Period chargePeriod, Measure measure, BigDecimal amount) {}
