/**
 * Reading files that may be broken or hostile: bounded memory, strict UTF-8, a digest of the bytes,
 * and every problem of a file reported at once. Start with {@link
 * io.costledger.serialization.input.InputFile}, then {@link
 * io.costledger.serialization.input.CsvFile}.
 */
@NullMarked
package io.costledger.serialization.input;

import org.jspecify.annotations.NullMarked;
