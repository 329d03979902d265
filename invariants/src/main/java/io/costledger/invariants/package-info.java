/**
 * The laws that every run must keep, computed from entries and inputs alone: nothing here shares
 * code with the engine. Start with {@link io.costledger.invariants.Invariant}, then {@link
 * io.costledger.invariants.Audit}, which turns a run into the {@link
 * io.costledger.invariants.AuditedRun} that alone can be published.
 */
@NullMarked
package io.costledger.invariants;

import org.jspecify.annotations.NullMarked;
