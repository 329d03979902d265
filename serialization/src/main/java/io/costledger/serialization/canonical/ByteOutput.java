package io.costledger.serialization.canonical;

import io.costledger.core.Invalid;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Writes the primitives of the canonical form; {@link ByteInput} reads them and says how. */
final class ByteOutput {
  /** The largest |scale| of a decimal. */
  static final int MAX_SCALE = 1000;

  /** The longest array that a JVM makes. */
  private static final long MAX_ROOM = Integer.MAX_VALUE - 8L;

  private byte[] bytes = new byte[64];
  private int size;

  ByteOutput header(byte kind, int version) {
    all(ByteInput.MAGIC);
    octet(kind);
    return number(version);
  }

  /** A number from 0 on. */
  ByteOutput number(long value) {
    long rest = value;
    while (rest > 0x7F) {
      octet((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    octet((int) rest);
    return this;
  }

  ByteOutput flag(boolean value) {
    octet(value ? 1 : 0);
    return this;
  }

  ByteOutput block(byte[] block) {
    number(block.length);
    all(block);
    return this;
  }

  ByteOutput text(String text) {
    if (!CodePoints.isWellFormed(text)) {
      throw Invalid.argument("text", "'" + text + "'", "must not hold an unpaired surrogate");
    }
    return block(text.getBytes(StandardCharsets.UTF_8));
  }

  ByteOutput text(Optional<String> text) {
    flag(text.isPresent());
    text.ifPresent(this::text);
    return this;
  }

  ByteOutput integer(BigInteger value) {
    return block(value.toByteArray());
  }

  ByteOutput decimal(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    if (Math.abs((long) stripped.scale()) > MAX_SCALE) {
      throw Invalid.argument("decimal scale", stripped.scale(), "at most " + MAX_SCALE + " digits");
    }
    flag(stripped.scale() < 0);
    number(Math.abs(stripped.scale()));
    return integer(stripped.unscaledValue());
  }

  ByteOutput instant(Instant instant) {
    long seconds = instant.getEpochSecond();
    for (int shift = 56; shift >= 0; shift -= 8) {
      octet((int) (seconds >>> shift));
    }
    return number(instant.getNano());
  }

  ByteOutput period(Period period) {
    return instant(period.start()).instant(period.end());
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Gives what was written so far away to a digest, and starts anew. */
  void drainTo(MessageDigest digest) {
    digest.update(bytes, 0, size);
    size = 0;
  }

  /** How many bytes were written and not given away. */
  int size() {
    return size;
  }

  /** The low 8 bits. */
  private void octet(int value) {
    ensureRoom(1);
    bytes[size++] = (byte) value;
  }

  private void all(byte[] more) {
    ensureRoom(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void ensureRoom(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(MAX_ROOM, 2L * bytes.length)));
    }
  }
}
