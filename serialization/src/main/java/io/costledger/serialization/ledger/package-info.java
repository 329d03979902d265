/**
 * The files of a published run. Start with {@link io.costledger.serialization.ledger.RunFiles},
 * which writes them all into one directory; {@link io.costledger.serialization.ledger.EntriesCsv}
 * and {@link io.costledger.serialization.ledger.EntriesJsonLines} read entries back. What publishes
 * takes an {@link io.costledger.invariants.AuditedRun}, never a run that nobody audited.
 */
@NullMarked
package io.costledger.serialization.ledger;

import org.jspecify.annotations.NullMarked;
