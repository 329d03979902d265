/**
 * Splitting whole units by whole weights without losing one. Start with {@link
 * io.costledger.allocation.apportion.Apportionment}.
 */
@NullMarked
package io.costledger.allocation.apportion;

import org.jspecify.annotations.NullMarked;
