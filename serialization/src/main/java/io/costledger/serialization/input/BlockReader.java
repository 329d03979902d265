package io.costledger.serialization.input;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes a block as strict UTF-8. */
final class BlockReader extends Reader {
  private final RowBlocks.Block block;
  private final ByteBuffer bytes;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8
      .newDecoder()
      .onMalformedInput(CodingErrorAction.REPORT)
      .onUnmappableCharacter(CodingErrorAction.REPORT);

  /**
   * Starts at the first byte that is text.
   *
   * @throws StopReading if the file starts in another encoding
   */
  BlockReader(RowBlocks.Block block) {
    this.block = block;
    this.bytes = ByteBuffer.wrap(block.bytes, 0, block.length);
    if (block.number == 0) {
      bytes.position(Utf8Reader.textStart(bytes));
    }
  }

  @Override
  public int read(char[] chars, int offset, int length) {
    if (!bytes.hasRemaining()) {
      return -1;
    }
    return block.isAscii ? ascii(chars, offset, length) : utf8(chars, offset, length);
  }

  /** A text of Latin-1 is copied and widened many bytes at a time. */
  private int ascii(char[] chars, int offset, int length) {
    int count = Math.min(length, bytes.remaining());
    new String(block.bytes, bytes.position(), count, StandardCharsets.ISO_8859_1)
        .getChars(0, count, chars, offset);
    bytes.position(bytes.position() + count);
    return count;
  }

  private int utf8(char[] chars, int offset, int length) {
    CharBuffer out = CharBuffer.wrap(chars, offset, length);
    boolean isMalformed = decoder.decode(bytes, out, true).isError();
    int count = out.position() - offset;
    if (isMalformed || count == 0) {
      throw new IrregularException();
    }
    return count;
  }

  @Override
  public void close() {}
}
