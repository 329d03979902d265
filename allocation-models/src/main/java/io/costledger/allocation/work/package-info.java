/**
 * Whose threads do the work: {@link io.costledger.allocation.work.Workers}. The library starts none.
 */
@NullMarked
package io.costledger.allocation.work;

import org.jspecify.annotations.NullMarked;
