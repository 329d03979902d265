/**
 * The checker of allocations that somebody else computed, from two tables of rows: what was to be
 * allocated, and who got what. It trusts nothing and shares no code with the engine. Start with
 * {@link io.costledger.invariants.foreign.ForeignAudit}; {@link
 * io.costledger.invariants.foreign.ForeignCheck} names what it checks. Tables of any size are
 * checked in partitions, whose findings merge.
 */
@NullMarked
package io.costledger.invariants.foreign;

import org.jspecify.annotations.NullMarked;
