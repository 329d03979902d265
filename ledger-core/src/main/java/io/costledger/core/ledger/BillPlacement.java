package io.costledger.core.ledger;

import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Where one bill record, or a part of one that the policy prorates, went: the account is that of a
 * fact in the ledger, so that every record is accounted for exactly once.
 *
 * @param record the record's id
 * @param part the part of the record's own period that is placed; all of it unless the policy
 *     prorates the record
 * @param chargePeriod the grain period that contains the part; the part itself if none does
 * @param to the account that the bill was booked to
 * @param given who bears a given charge of a platform: the consumer that the record names, declared
 *     or not, or the owner of what is retained; else empty
 * @param retained whether the platform keeps the charge for itself
 * @param measure charge or credit
 * @param units the whole units booked, possibly 0
 * @param rounding what the ledger's scale could not hold: cost = units + rounding, exactly; of a
 *     record in parts it is all with the first
 * @param fault why the record has no home, if it has none
 */
public record BillPlacement(
    String record,
    Period part,
    Period chargePeriod,
    Account to,
    Optional<Account> given,
    boolean retained,
    Measure measure,
    BigInteger units,
    BigDecimal rounding,
    Optional<FaultReason> fault) {}
