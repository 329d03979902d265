package io.costledger.parquet;

import com.github.luben.zstd.Zstd;
import io.costledger.core.Invalid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** How the pages of a column are compressed. */
enum Codec {
  NONE {
    @Override
    int unpacked(byte[] packed, int from, byte[] into, int at) {
      int length = packed.length - from;
      if (length == into.length - at) {
        System.arraycopy(packed, from, into, at, length);
      }
      return length;
    }
  },
  SNAPPY {
    @Override
    int unpacked(byte[] packed, int from, byte[] into, int at) throws IOException {
      int length = packed.length - from;
      // Snappy says its own length first, and writes as much whatever room there is.
      int says = Snappy.uncompressedLength(packed, from, length);
      return says == into.length - at ? Snappy.uncompress(packed, from, length, into, at) : says;
    }
  },
  ZSTD {
    @Override
    int unpacked(byte[] packed, int from, byte[] into, int at) {
      long length =
          Zstd.decompressByteArray(into, at, into.length - at, packed, from, packed.length - from);
      return Zstd.isError(length) ? -1 : Math.toIntExact(length);
    }
  },
  GZIP {
    @Override
    int unpacked(byte[] packed, int from, byte[] into, int at) throws IOException {
      try (GZIPInputStream in =
          new GZIPInputStream(new ByteArrayInputStream(packed, from, packed.length - from))) {
        int length = in.readNBytes(into, at, into.length - at);
        return in.read() < 0 ? length : -1;
      }
    }
  };

  static Codec of(CompressionCodec codec, String column) {
    return switch (codec) {
      case UNCOMPRESSED -> NONE;
      case SNAPPY -> SNAPPY;
      case ZSTD -> ZSTD;
      case GZIP -> GZIP;
      default ->
        throw Damage.of(
            column,
            Invalid.message("compression", codec, "must be ZSTD, SNAPPY, GZIP or UNCOMPRESSED"));
    };
  }

  /**
   * Unpacks into the end of an array.
   *
   * @return how many bytes there were; another number than there was room for is damage
   */
  abstract int unpacked(byte[] packed, int from, byte[] into, int at) throws IOException;
}
