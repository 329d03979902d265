/**
 * Reads Parquet files as rows of exact cells: page after page, so that memory doesn't grow with the
 * file, and with every length in a file bounded before it is believed. Start with {@link
 * io.costledger.parquet.ParquetFile}.
 */
@NullMarked
package io.costledger.parquet;

import org.jspecify.annotations.NullMarked;
