/**
 * The batch door: a batch of usage split over consumers and records in columns, without an object
 * for each, to the same units as a run and its drill-down. Read {@link
 * io.costledger.allocation.batch.BatchAllocation} first.
 */
@NullMarked
package io.costledger.allocation.batch;

import org.jspecify.annotations.NullMarked;
