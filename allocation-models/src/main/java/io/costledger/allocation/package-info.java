/**
 * The verbs: how cost is booked, weighed and passed on. Start with {@code
 * io.costledger.allocation.Chargeback}; {@code Settlement} makes statements of a run.
 */
@NullMarked
package io.costledger.allocation;

import org.jspecify.annotations.NullMarked;
