/**
 * Checking somebody else's allocation from files. Start with {@code CheckRun}: a {@code TableFile}
 * hands out rows, a {@code Shape} says what their columns mean, {@code Spill} sorts them into
 * partitions on disk, and the checker of the module invariants takes one partition after the other.
 */
@NullMarked
package io.costledger.cli.check;

import org.jspecify.annotations.NullMarked;
