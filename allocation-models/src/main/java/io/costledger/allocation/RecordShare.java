package io.costledger.allocation;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * One usage record's part of its consumer's share (SPEC 3.8).
 *
 * @param record the record's id
 * @param delivery the delivery that brought it
 * @param quantity how much was used
 * @param unit the unit of the quantity
 * @param units the part, in whole ledger units with the sign of the share; possibly 0
 */
public record RecordShare(
    String record, String delivery, BigDecimal quantity, String unit, BigInteger units) {}
