/**
 * Exact numbers and ledger units. Start with {@link io.costledger.core.money.LedgerUnit}: it says
 * what one whole unit of a ledger is worth; {@link io.costledger.core.money.ExactNumber} is the one
 * way a number enters from text.
 */
@NullMarked
package io.costledger.core.money;

import org.jspecify.annotations.NullMarked;
