package io.costledger.invariants.foreign;

import io.costledger.core.Invalid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Texts and numbers as bytes, for partitions that are not in one process. Both ends are of one version
 * of this library: this is no file format.
 */
final class ByteForm {
  private ByteForm() {}

  /** Writes to memory. */
  @FunctionalInterface
  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads from memory. */
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  static byte[] toBytes(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory doesn't fail so
    }
    return bytes.toByteArray();
  }

  /**
   * Reads all of some bytes.
   *
   * @throws IllegalArgumentException if they end too early or too late
   */
  static <T> T ofBytes(String what, byte[] bytes, Reader<T> reader) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      T read = reader.read(in);
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes left");
      }
      return read;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          Invalid.message(what, bytes.length + " bytes", "must be whole"), e);
    }
  }

  static void write(BigDecimal number, DataOutputStream out) throws IOException {
    byte[] digits = number.unscaledValue().toByteArray();
    out.writeInt(number.scale());
    out.writeInt(digits.length);
    out.write(digits);
  }

  static BigDecimal decimal(DataInputStream in) throws IOException {
    int scale = in.readInt();
    return new BigDecimal(new BigInteger(bytes(in)), scale);
  }

  static void write(String text, DataOutputStream out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("length " + length);
    }
    return in.readNBytes(length);
  }
}
