/**
 * What was received, in whatever order, and the inputs of a run that it folds to. Start with {@link
 * io.costledger.core.received.Received}.
 */
@NullMarked
package io.costledger.core.received;

import org.jspecify.annotations.NullMarked;
