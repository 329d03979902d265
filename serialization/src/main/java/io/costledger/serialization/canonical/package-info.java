/**
 * Canonical, versioned bytes: equal values give equal bytes, and reading validates everything.
 * Start with {@link io.costledger.serialization.canonical.CanonicalLedger}; what partitions
 * exchange is {@link io.costledger.serialization.canonical.CanonicalUsageSummary}, what an engine
 * keeps between two runs are deliveries, bills and {@link
 * io.costledger.serialization.canonical.CanonicalBookedRun}, and {@link
 * io.costledger.serialization.canonical.RunDigest} identifies a run by its content.
 */
@NullMarked
package io.costledger.serialization.canonical;

import org.jspecify.annotations.NullMarked;
