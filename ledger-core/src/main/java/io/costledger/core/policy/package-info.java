/**
 * Who pays for what, declared and resolved. Start with {@link io.costledger.core.policy.Policy}: it
 * may be wrong; {@link io.costledger.core.policy.ResolvedPolicy} can not be. {@link
 * io.costledger.core.policy.AllocationModel} is the one interface of an allocation rule.
 */
@NullMarked
package io.costledger.core.policy;

import org.jspecify.annotations.NullMarked;
