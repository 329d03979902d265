/**
 * Measurements, never published. Start with {@link
 * io.costledger.benchmarks.ApportionmentBenchmark}. Every contender's result is checked before it is
 * timed.
 */
@NullMarked
package io.costledger.benchmarks;

import org.jspecify.annotations.NullMarked;
