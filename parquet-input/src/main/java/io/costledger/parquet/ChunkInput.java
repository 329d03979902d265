package io.costledger.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of one range of a file, through a small buffer. */
final class ChunkInput extends InputStream {
  private static final int BUFFER = 1 << 15;

  private final FileChannel channel;
  private final long end;
  private long next;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();

  ChunkInput(FileChannel channel, long start, long end) {
    this.channel = channel;
    this.next = start;
    this.end = end;
  }

  /** How many bytes are left. */
  long left() {
    return end - next + buffer.remaining();
  }

  @Override
  public int read() throws IOException {
    return !buffer.hasRemaining() && !fill() ? -1 : buffer.get() & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!buffer.hasRemaining() && length >= BUFFER) {
      return direct(into, from, length);
    }
    if (!buffer.hasRemaining() && !fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(into, from, count);
    return count;
  }

  private int direct(byte[] into, int from, int length) throws IOException {
    int most = (int) Math.min(length, end - next);
    if (most == 0) {
      return -1;
    }
    return advanced(channel.read(ByteBuffer.wrap(into, from, most), next));
  }

  private boolean fill() throws IOException {
    if (next == end) {
      return false;
    }
    buffer.clear().limit((int) Math.min(BUFFER, end - next));
    advanced(channel.read(buffer, next));
    buffer.flip();
    return true;
  }

  private int advanced(int count) throws EOFException {
    if (count < 0) {
      throw new EOFException("the file has become shorter");
    }
    next += count;
    return count;
  }
}
