/**
 * What a run booked. Start with {@link io.costledger.core.ledger.LedgerEntry}, then {@link
 * io.costledger.core.ledger.Run}.
 */
@NullMarked
package io.costledger.core.ledger;

import org.jspecify.annotations.NullMarked;
