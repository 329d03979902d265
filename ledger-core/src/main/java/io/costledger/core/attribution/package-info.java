/**
 * The graph of platforms and consumers of one charge period. Start with {@link
 * io.costledger.core.attribution.AttributionGraph}; resolving it orders the platforms into tiers.
 */
@NullMarked
package io.costledger.core.attribution;

import org.jspecify.annotations.NullMarked;
