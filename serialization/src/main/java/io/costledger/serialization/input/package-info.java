/**
 * Reading files that may be broken or hostile: bounded memory, strict UTF-8, a digest of the bytes,
 * and every problem of a file reported at once. Start with {@link
 * io.costledger.serialization.input.InputFile}, then {@link
 * io.costledger.serialization.input.CsvFile}. {@link io.costledger.serialization.input.CsvParts} is
 * the quick way for a file in which nothing is wrong.
 */
@NullMarked
package io.costledger.serialization.input;

import org.jspecify.annotations.NullMarked;
