package io.costledger.serialization.input;

import io.costledger.core.Invalid;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Decodes strict UTF-8 and digests the bytes on the way. Malformed bytes are a problem at the place
 * where the parser stands; a replacement character stands in for them, so that the rest of the file
 * is checked too, though the file is lost. So that the place is right, a read ends before malformed
 * bytes, and they are noted when the parser asks for more.
 */
final class Utf8Reader extends Reader {
  private static final int CHUNK = 1 << 14;

  private final InputStream in;
  private final MessageDigest digest;
  private final Problems problems;
  private final Supplier<String> place;
  private final int mostPending;
  private final String tooLong;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8
      .newDecoder()
      .onMalformedInput(CodingErrorAction.REPORT)
      .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).limit(0);
  private long read;
  private boolean atEnd;
  private boolean endSeen;
  private String malformed = "";
  private long pending;

  /**
   * @param in the bytes
   * @param digest what digests them
   * @param problems what takes malformed bytes
   * @param place where the parser stands
   * @param mostPending how many characters the parser may ask for without a {@link #progress}
   * @param tooLong what is wrong if it asks for more
   */
  Utf8Reader(
      InputStream in,
      MessageDigest digest,
      Problems problems,
      Supplier<String> place,
      int mostPending,
      String tooLong) {
    this.in = in;
    this.digest = digest;
    this.problems = problems;
    this.place = place;
    this.mostPending = mostPending;
    this.tooLong = tooLong;
  }

  /** Looks at the first bytes: skips one UTF-8 byte order mark, refuses other encodings. */
  void start() throws IOException {
    while (bytes.remaining() < 4 && fill()) {
      // A stream may hand out fewer bytes than are there.
    }
    bytes.position(textStart(bytes));
  }

  /** Where the text starts in the first bytes of a file. */
  static int textStart(ByteBuffer bytes) {
    int at = bytes.position();
    int[] first = new int[4];
    for (int i = 0; i < 4; i++) {
      first[i] = i < bytes.remaining() ? bytes.get(at + i) & 0xFF : -1;
    }
    String other = otherEncoding(first);
    if (!other.isEmpty()) {
      throw new StopReading("", Invalid.message("encoding", other, "must be UTF-8"));
    }
    return first[0] == 0xEF && first[1] == 0xBB && first[2] == 0xBF ? at + 3 : at;
  }

  /** The encoding that the first bytes tell of by a byte order mark or a zero; else empty. */
  private static String otherEncoding(int[] b) {
    if (b[0] == 0xFF && b[1] == 0xFE) {
      return b[2] == 0 && b[3] == 0 ? "UTF-32LE" : "UTF-16LE";
    }
    if (b[0] == 0xFE && b[1] == 0xFF) {
      return "UTF-16BE";
    }
    if (b[0] == 0 && b[1] == 0) {
      return "UTF-32BE";
    }
    if (b[0] == 0) {
      return "UTF-16BE";
    }
    if (b[1] == 0) {
      return b[2] == 0 ? "UTF-32LE" : "UTF-16LE";
    }
    return "";
  }

  /** Says that the parser has finished something, so that what it asks for now is new. */
  void progress() {
    pending = 0;
  }

  /** Whether the parser was told that there is no more. */
  boolean endSeen() {
    return endSeen;
  }

  @Override
  public int read(char[] chars, int offset, int length) throws IOException {
    if (pending > mostPending) {
      throw new StopReading(place.get(), tooLong);
    }
    if (!malformed.isEmpty()) {
      problems.add(place.get(), Invalid.message("encoding", malformed, "must be UTF-8"));
      malformed = "";
      chars[offset] = '\uFFFD';
      pending++;
      return 1;
    }
    CharBuffer out = CharBuffer.wrap(chars, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, out, atEnd);
      int count = out.position() - offset;
      if (result.isError()) {
        skipMalformed(result.length());
        return count > 0 ? delivered(count) : read(chars, offset, length);
      }
      if (count > 0) {
        return delivered(count);
      }
      if (atEnd) {
        endSeen = true;
        return -1;
      }
      fill();
    }
  }

  private int delivered(int count) {
    pending += count;
    return count;
  }

  private void skipMalformed(int length) {
    long at = read - bytes.remaining();
    byte[] bad = new byte[length];
    bytes.get(bad);
    malformed =
        "bytes " + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bad) + " at offset " + at;
  }

  private boolean fill() throws IOException {
    if (atEnd) {
      return false;
    }
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      atEnd = true;
    } else {
      digest.update(bytes.array(), bytes.position(), count);
      bytes.position(bytes.position() + count);
      read += count;
    }
    bytes.flip();
    return count >= 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
