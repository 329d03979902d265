/**
 * Whose threads do the work: {@link io.costledger.core.work.Workers}. The library starts none.
 */
@NullMarked
package io.costledger.core.work;

import org.jspecify.annotations.NullMarked;
