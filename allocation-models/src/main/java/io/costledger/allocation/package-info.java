/**
 * The verbs: how cost is booked, weighed and passed on. Start with {@link
 * io.costledger.allocation.Chargeback}; {@link io.costledger.allocation.Settlement} makes
 * statements of a run, {@link io.costledger.allocation.DrillDown} opens a share into its records,
 * {@link io.costledger.allocation.difference.RunDifference} compares two runs,
 * {@link io.costledger.allocation.Restatement} says what to book when data comes late, {@link
 * io.costledger.allocation.RunChain} keeps what was booked.
 */
@NullMarked
package io.costledger.allocation;

import org.jspecify.annotations.NullMarked;
