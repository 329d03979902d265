/**
 * The side-by-side comparison: one generated month of usage, the same for every contender. Start
 * with {@link io.costledger.benchmarks.comparison.Work}.
 */
@NullMarked
package io.costledger.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
