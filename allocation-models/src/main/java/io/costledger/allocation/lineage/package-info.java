/**
 * Where the cost of each sink first came from (SPEC section 8). Start with {@link
 * io.costledger.allocation.lineage.Lineage}; {@code PeriodFlow} follows one period's cost through
 * its platforms, {@link
 * io.costledger.allocation.apportion.MatrixSplit} splits one pool.
 */
@NullMarked
package io.costledger.allocation.lineage;

import org.jspecify.annotations.NullMarked;
