/**
 * The command line. Start with {@link io.costledger.cli.Main}; then {@code RunPipeline}, the one
 * path from files to files that every command takes. This is the only room that prints, reads the
 * clock and knows exit codes.
 */
@NullMarked
package io.costledger.cli;

import org.jspecify.annotations.NullMarked;
