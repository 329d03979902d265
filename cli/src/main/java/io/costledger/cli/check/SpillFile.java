package io.costledger.cli.check;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Records in the order in which they came: a few in memory, more of them in a file. */
final class SpillFile {
  private static final int MOST_IN_MEMORY = 1 << 14;

  private final Path path;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream(0);
  private DataOutputStream out = new DataOutputStream(memory);
  private boolean isOnDisk;

  SpillFile(Path path) {
    this.path = path;
  }

  /** Writes one record. */
  @FunctionalInterface
  interface RecordWriter {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads one record. */
  @FunctionalInterface
  interface RecordReader {
    void read(DataInputStream in) throws IOException;
  }

  void add(RecordWriter writer) {
    try {
      writer.write(out);
      if (memory.size() >= MOST_IN_MEMORY) {
        try (OutputStream file =
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
          memory.writeTo(file);
        }
        isOnDisk = true;
        memory.reset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void replay(RecordReader reader) {
    InputStream tail = new ByteArrayInputStream(memory.toByteArray());
    try (DataInputStream in = new DataInputStream(
        isOnDisk
            ? new SequenceInputStream(
                new BufferedInputStream(Files.newInputStream(path), 1 << 16), tail)
            : tail)) {
      while (true) {
        int mark = in.read();
        if (mark < 0) {
          return;
        }
        reader.read(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete() {
    try {
      memory = new ByteArrayOutputStream(0);
      out = new DataOutputStream(memory);
      Files.deleteIfExists(path);
      isOnDisk = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every record starts with this, so that the end is told from a broken record. */
  static void begin(DataOutputStream out) throws IOException {
    out.write(1);
  }

  static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  static void amount(DataOutputStream out, Optional<BigDecimal> amount) throws IOException {
    if (amount.isEmpty()) {
      out.writeInt(0);
      return;
    }
    byte[] bytes = amount.get().unscaledValue().toByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
    out.writeInt(amount.get().scale());
  }

  static Optional<BigDecimal> amount(DataInputStream in) throws IOException {
    byte[] bytes = bytes(in);
    return bytes.length == 0
        ? Optional.empty()
        : Optional.of(new BigDecimal(new BigInteger(bytes), in.readInt()));
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length != length) {
      throw new EOFException("a record of the checker's own is cut short");
    }
    return bytes;
  }
}
