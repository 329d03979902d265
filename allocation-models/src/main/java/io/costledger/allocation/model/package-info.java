/**
 * The allocation models that come with the library, one class each. Start with {@link
 * io.costledger.allocation.model.AllocationModels}.
 */
@NullMarked
package io.costledger.allocation.model;

import org.jspecify.annotations.NullMarked;
