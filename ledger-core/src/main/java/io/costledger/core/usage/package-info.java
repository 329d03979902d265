/**
 * Measured use of platforms. Start with {@link io.costledger.core.usage.UsageRecord}; bulk data is
 * a {@link io.costledger.core.usage.UsageBatch}, and what a partition contributes to a run is a
 * {@link io.costledger.core.usage.UsageSummary}.
 */
@NullMarked
package io.costledger.core.usage;

import org.jspecify.annotations.NullMarked;
