/** One arrival of data from one source. Start with {@link io.costledger.core.delivery.Delivery}. */
@NullMarked
package io.costledger.core.delivery;

import org.jspecify.annotations.NullMarked;
