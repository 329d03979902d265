package io.costledger.parquet;

import io.costledger.core.Invalid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The pages of one column in one row group, read one after the other. */
final class ChunkPages implements PageReader {
  /** The most bytes of a page: 128 MiB, above the largest that DuckDB writes. */
  static final int MOST_BYTES = 1 << 27;

  private static final String WHOLE = "must be what the Parquet format says: it is damaged";

  private final String column;
  private final ColumnDescriptor descriptor;
  private final Codec codec;
  private final long values;
  private final ChunkInput input;
  private @Nullable PageHeader ahead;

  /**
   * Opens the pages.
   *
   * @param dataEnd where the data of the file ends
   */
  ChunkPages(
      FileChannel channel,
      String column,
      ColumnDescriptor descriptor,
      ColumnMetaData meta,
      long dataEnd) {
    this.column = column;
    this.descriptor = descriptor;
    this.codec = Codec.of(meta.getCodec(), column);
    this.values = meta.getNum_values();
    long start = meta.getData_page_offset();
    // Some writers say 0 where there is no dictionary.
    if (meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0) {
      start = Math.min(start, meta.getDictionary_page_offset());
    }
    long size = meta.getTotal_compressed_size();
    if (start < 4 || size < 0 || start > dataEnd || size > dataEnd - start) {
      throw damaged(size + " bytes at " + start);
    }
    this.input = new ChunkInput(channel, start, start + size);
  }

  @Override
  public long getTotalValueCount() {
    return values;
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    PageHeader header = next();
    if (header.getType() != PageType.DICTIONARY_PAGE || !header.isSetDictionary_page_header()) {
      ahead = header;
      return null;
    }
    int count = header.getDictionary_page_header().getNum_values();
    Encoding encoding = encoding(header.getDictionary_page_header().getEncoding());
    byte[] bytes = body(header, 0);
    // Each value takes at least so many bytes; a dictionary is made for as many as it claims.
    int least = descriptor.getPrimitiveType().getTypeLength() > 0
        ? descriptor.getPrimitiveType().getTypeLength()
        : Integer.BYTES;
    if (count < 0 || (long) count * least > bytes.length) {
      throw damaged("a dictionary of " + count + " values in " + bytes.length + " bytes");
    }
    return new DictionaryPage(BytesInput.from(bytes), count, encoding);
  }

  @Override
  public DataPage readPage() {
    while (true) {
      PageHeader header = ahead == null ? next() : ahead;
      ahead = null;
      if (header.getType() == PageType.DATA_PAGE && header.isSetData_page_header()) {
        DataPageHeader data = header.getData_page_header();
        byte[] bytes = body(header, 0);
        if (count(data.getNum_values())) {
          return new DataPageV1(
              BytesInput.from(bytes),
              data.getNum_values(),
              bytes.length,
              Statistics.createStats(descriptor.getPrimitiveType()),
              encoding(data.getRepetition_level_encoding()),
              encoding(data.getDefinition_level_encoding()),
              encoding(data.getEncoding()));
        }
      } else if (header.getType() == PageType.DATA_PAGE_V2 && header.isSetData_page_header_v2()) {
        DataPageHeaderV2 data = header.getData_page_header_v2();
        DataPage page = version2(header, data);
        if (count(data.getNum_values())) {
          return page;
        }
      } else if (header.getType() == PageType.INDEX_PAGE) {
        body(header, 0);
      } else {
        throw damaged("a page of the type " + header.getType());
      }
    }
  }

  private DataPage version2(PageHeader header, DataPageHeaderV2 data) {
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    long levels = (long) repetition + definition;
    if (repetition < 0 || definition < 0 || levels > header.getUncompressed_page_size()) {
      throw damaged("levels of " + repetition + " and " + definition + " bytes");
    }
    boolean isPacked = !data.isSetIs_compressed() || data.isIs_compressed();
    byte[] bytes = isPacked ? body(header, (int) levels) : raw(header);
    if (bytes.length != header.getUncompressed_page_size()) {
      throw damaged("a page of " + bytes.length + " bytes");
    }
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(bytes, 0, repetition),
        BytesInput.from(bytes, repetition, definition),
        encoding(data.getEncoding()),
        BytesInput.from(bytes, (int) levels, bytes.length - (int) levels),
        Statistics.createStats(descriptor.getPrimitiveType()));
  }

  /** Whether a page has values: the decoders take none without. */
  private boolean count(int number) {
    if (number < 0) {
      throw damaged("a page of " + number + " values");
    }
    return number > 0;
  }

  private PageHeader next() {
    try {
      if (input.left() == 0) {
        throw damaged("less than " + values + " values");
      }
      return Util.readPageHeader(input);
    } catch (IOException | StackOverflowError e) {
      throw damaged("a page header that can't be decoded");
    }
  }

  /** The bytes of a page as they stand in the file. */
  private byte[] raw(PageHeader header) {
    int packed = header.getCompressed_page_size();
    int unpacked = header.getUncompressed_page_size();
    if (packed < 0 || unpacked < 0 || packed > input.left()) {
      throw damaged("a page of " + packed + " bytes, " + input.left() + " are left");
    }
    if (packed > MOST_BYTES || unpacked > MOST_BYTES) {
      throw Damage.of(
          column,
          Invalid.message(
              "page",
              Math.max(packed, unpacked) + " bytes",
              "must have at most " + MOST_BYTES + ": write smaller pages"));
    }
    try {
      byte[] bytes = input.readNBytes(packed);
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if (header.isSetCrc() && (int) crc.getValue() != header.getCrc()) {
        throw damaged("a page whose checksum is another");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The bytes of a page, unpacked.
   *
   * @param plain how many bytes at the front are never packed
   */
  private byte[] body(PageHeader header, int plain) {
    byte[] packed = raw(header);
    if (codec == Codec.NONE && packed.length == header.getUncompressed_page_size()) {
      return packed;
    }
    if (plain > packed.length) {
      throw damaged("levels of " + plain + " bytes in a page of " + packed.length);
    }
    byte[] bytes = new byte[header.getUncompressed_page_size()];
    System.arraycopy(packed, 0, bytes, 0, plain);
    // An empty page has nothing that was packed.
    if (bytes.length > plain && unpacked(packed, plain, bytes) != bytes.length - plain) {
      throw damaged("a page that doesn't unpack to " + bytes.length + " bytes");
    }
    return bytes;
  }

  private int unpacked(byte[] packed, int plain, byte[] bytes) {
    try {
      return codec.unpacked(packed, plain, bytes, plain);
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }

  private Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
    if (encoding == null) {
      throw damaged("a page without an encoding");
    }
    try {
      return Encoding.valueOf(encoding.name());
    } catch (IllegalArgumentException e) {
      throw damaged("the encoding " + encoding);
    }
  }

  private RuntimeException damaged(String what) {
    return Damage.of(column, Invalid.message("data", what, WHOLE));
  }
}
