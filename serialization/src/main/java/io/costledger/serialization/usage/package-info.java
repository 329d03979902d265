/** Reads usage files. Start with {@link io.costledger.serialization.usage.UsageReader}. */
@NullMarked
package io.costledger.serialization.usage;

import org.jspecify.annotations.NullMarked;
