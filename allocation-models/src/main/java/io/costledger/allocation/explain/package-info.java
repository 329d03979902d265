/**
 * Why an entry is what it is (SPEC section 8), as values and in words. {@link
 * io.costledger.allocation.Explain} makes them; start with {@link
 * io.costledger.allocation.explain.EntryExplanation}.
 */
@NullMarked
package io.costledger.allocation.explain;

import org.jspecify.annotations.NullMarked;
