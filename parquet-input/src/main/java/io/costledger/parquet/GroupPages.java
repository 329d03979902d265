package io.costledger.parquet;

import io.costledger.core.Invalid;
import java.nio.channels.FileChannel;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * The pages of one row group.
 *
 * @param channel the file
 * @param footer what it says of itself
 * @param group the row group
 */
record GroupPages(FileChannel channel, Footer footer, RowGroup group) {
  /** A column's reader, at the first value of the group. */
  ColumnReader reader(Leaf leaf, CellConverter converter) {
    return new ColumnReaderImpl(
        leaf.descriptor(),
        new ChunkPages(channel, leaf.column(), leaf.descriptor(), meta(leaf), footer.dataEnd()),
        converter,
        null);
  }

  /** How many values, nulls with them, a column has in the group. */
  long values(Leaf leaf) {
    return meta(leaf).getNum_values();
  }

  private ColumnMetaData meta(Leaf leaf) {
    if (group.getColumnsSize() != TopColumn.leaves(footer.schema())) {
      throw damaged(leaf, group.getColumnsSize() + " chunks");
    }
    ColumnChunk chunk = group.getColumns().get(leaf.index());
    ColumnMetaData meta = chunk.getMeta_data();
    if (chunk.isSetCrypto_metadata()) {
      throw Damage.of(
          leaf.column(),
          Invalid.message("data", "encrypted", "must be written without encryption"));
    }
    if (meta == null || chunk.isSetFile_path()) {
      throw damaged(leaf, "in another file");
    }
    if (meta.getType() != leaf.element().getType()
        || !meta.getPath_in_schema().equals(leaf.path())) {
      throw damaged(leaf, meta.getType() + " in the row group");
    }
    boolean isFlat = leaf.repetition() == 0;
    if (isFlat ? meta.getNum_values() != rows() : meta.getNum_values() < rows()) {
      throw damaged(leaf, meta.getNum_values() + " values for " + rows() + " rows");
    }
    return meta;
  }

  long rows() {
    return group.getNum_rows();
  }

  private static RuntimeException damaged(Leaf leaf, String what) {
    return Damage.of(
        leaf.column(),
        Invalid.message("data", what, "must be what the Parquet format says: it is damaged"));
  }
}
