/**
 * Tests your own allocation model against the published laws, with jqwik. Read {@link
 * io.costledger.lawkit.AllocationModelContract} first, then {@link
 * io.costledger.lawkit.ChargebackContract}; the laws themselves need no test framework.
 */
@NullMarked
package io.costledger.lawkit;

import org.jspecify.annotations.NullMarked;
