/**
 * A second, slow and obvious reading of SPEC.md, written without the engine's code, to compare the
 * engine with. Read {@link io.costledger.allocation.reference.ReferenceScenario} first (what is to
 * be allocated, in plain words), then {@link io.costledger.allocation.reference.ReferenceLedger}
 * (how). Accounts are texts here and every figure is a {@link
 * io.costledger.allocation.reference.Fraction}.
 */
@NullMarked
package io.costledger.allocation.reference;

import org.jspecify.annotations.NullMarked;
