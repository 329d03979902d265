/**
 * Half-open periods, the grain of a run and effective-dated values. Start with {@link
 * io.costledger.core.time.Period}.
 */
@NullMarked
package io.costledger.core.time;

import org.jspecify.annotations.NullMarked;
