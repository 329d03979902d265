/**
 * What changed between two runs, exactly, and what they have in common. Start with {@link
 * io.costledger.allocation.difference.RunDifference}.
 */
@NullMarked
package io.costledger.allocation.difference;

import org.jspecify.annotations.NullMarked;
