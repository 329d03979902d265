/**
 * Exact gross costs of platforms that charge each other in a circle (SPEC 5.5); pure arithmetic
 * that knows no policy. Start with {@link io.costledger.allocation.reciprocal.ReciprocalGroup}: it
 * turns weights and inflows into a {@link io.costledger.allocation.reciprocal.GroupSolution}. Small
 * groups are eliminated without fractions, large ones lifted in powers of 2; both are checked by
 * substitution.
 */
@NullMarked
package io.costledger.allocation.reciprocal;

import org.jspecify.annotations.NullMarked;
