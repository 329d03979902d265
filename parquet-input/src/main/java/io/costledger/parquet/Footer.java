package io.costledger.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.costledger.serialization.input.StopReading;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * What the end of a Parquet file says of the rest, believed only as far as it fits the file.
 *
 * @param schema the columns, flattened
 * @param groups the row groups
 * @param dataEnd where the data ends and the footer starts
 */
record Footer(List<SchemaElement> schema, List<RowGroup> groups, long dataEnd) {
  /** Far above what a file of a thousand columns needs. */
  private static final int MOST_BYTES = 1 << 26;

  private static final int TAIL = 8;

  static Footer read(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < 2L * TAIL - 4 || !magic(channel, 0).startsWith("PAR")) {
      throw Damage.ofFile(size + " bytes", "must start and end with PAR1: this is no Parquet file");
    }
    String last = magic(channel, size - 4);
    if (last.equals("PARE")) {
      throw encrypted();
    }
    if (!last.equals("PAR1")) {
      throw Damage.ofFile(size + " bytes", "must end with PAR1: the file was cut off");
    }
    int length = bytes(channel, size - TAIL).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length <= 0 || length > MOST_BYTES || length > size - TAIL - 4) {
      throw Damage.ofFile(
          "a footer of " + Integer.toUnsignedLong(length) + " bytes",
          "must fit the file, and have at most " + MOST_BYTES);
    }
    long start = size - TAIL - length;
    return of(decoded(new ChunkInput(channel, start, size - TAIL)), start);
  }

  private static FileMetaData decoded(ChunkInput bytes) {
    try {
      return Util.readFileMetaData(new BufferedInputStream(bytes));
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // The headers' decoder follows any nesting, and makes room for any list.
      throw Damage.ofFile("its footer", "must be what the Parquet format says: it is damaged");
    }
  }

  private static Footer of(FileMetaData meta, long dataEnd) {
    if (meta.isSetEncryption_algorithm()) {
      throw encrypted();
    }
    long rows = 0;
    for (RowGroup group : meta.getRow_groups()) {
      if (group.getNum_rows() < 0 || group.getNum_rows() > meta.getNum_rows() - rows) {
        throw rows(meta);
      }
      rows += group.getNum_rows();
    }
    if (rows != meta.getNum_rows()) {
      throw rows(meta);
    }
    return new Footer(meta.getSchema(), meta.getRow_groups(), dataEnd);
  }

  private static StopReading rows(FileMetaData meta) {
    return Damage.ofFile(
        meta.getNum_rows() + " rows", "must have as many as its row groups: it is damaged");
  }

  private static StopReading encrypted() {
    return Damage.ofFile("encrypted", "must be written without encryption: no key is asked for");
  }

  private static String magic(FileChannel channel, long at) throws IOException {
    return US_ASCII.decode(bytes(channel, at)).toString();
  }

  /** Four bytes. */
  private static ByteBuffer bytes(FileChannel channel, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // A read may bring less than was asked for.
    }
    return bytes.flip();
  }
}
