package io.costledger.serialization.canonical;

import io.costledger.core.Invalid;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the primitives of the canonical form, each in its one form only; a length is checked
 * against what is left before anything is allocated. A number is base 128, low digits first, the
 * high bit says that more follows; a block is its length and its bytes; a text is a block of UTF-8;
 * an integer is a block of the shortest two's complement, high byte first; a decimal is the sign of
 * its scale, the scale, and the unscaled integer, without trailing zeros; a time is 8 bytes of
 * seconds since 1970 and a number of nanoseconds.
 */
final class ByteInput {
  static final byte[] MAGIC = {'C', 'L', 'E', 'D'};

  private final byte[] bytes;
  private int at;

  ByteInput(byte[] bytes) {
    this.bytes = bytes;
  }

  ByteInput header(byte kind, int version) {
    int from = at;
    if (!Arrays.equals(Arrays.copyOf(bytes, Math.min(bytes.length, MAGIC.length)), MAGIC)) {
      throw wrong(from, "must start with CLED");
    }
    at += MAGIC.length;
    int foundKind = octet();
    if (foundKind != kind) {
      throw wrong(at - 1, "kind " + foundKind + " is not the expected kind " + kind);
    }
    int found = number(Integer.MAX_VALUE, "version");
    if (found != version) {
      throw wrong(MAGIC.length + 1, "version " + found + " is not the known version " + version);
    }
    return this;
  }

  /** A number from 0 up to a bound. */
  int number(int most, String what) {
    int from = at;
    long value = number(what, 5);
    if (value > most) {
      throw wrong(from, what + " " + value + " is more than " + most);
    }
    return (int) value;
  }

  /** A number of at most 63 bits. */
  long longNumber(String what) {
    return number(what, 9);
  }

  private long number(String what, int mostBytes) {
    int from = at;
    long value = 0;
    for (int shift = 0; shift < 7 * mostBytes; shift += 7) {
      int digit = octet();
      value |= (long) (digit & 0x7F) << shift;
      if (digit < 0x80) {
        if (digit == 0 && shift > 0) {
          throw wrong(from, what + " must be in its shortest form");
        }
        return value;
      }
    }
    throw wrong(from, what + " must have at most " + mostBytes + " bytes");
  }

  /** How many things follow, of which each takes at least one byte. */
  int count(String what) {
    int from = at;
    int count = number(Integer.MAX_VALUE, what);
    if (count > bytes.length - at) {
      throw wrong(from, what + " " + count + " is more than what is left");
    }
    return count;
  }

  boolean flag() {
    int value = octet();
    if (value > 1) {
      throw wrong(at - 1, "a flag must be 0 or 1");
    }
    return value == 1;
  }

  String text() {
    int from = at;
    byte[] block = block();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(block)).toString();
    } catch (CharacterCodingException e) {
      throw wrong(from, "a text must be UTF-8");
    }
  }

  Optional<String> optionalText() {
    return flag() ? Optional.of(text()) : Optional.empty();
  }

  /** A text that names something; what can't be parsed is wrong here. */
  <T> T named(Function<String, T> parse) {
    int from = at;
    String text = text();
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong(from, String.valueOf(e.getMessage()));
    }
  }

  BigInteger integer() {
    int from = at;
    byte[] block = block();
    if (block.length == 0) {
      throw wrong(from, "an integer must have a byte");
    }
    BigInteger value = new BigInteger(block);
    if (value.toByteArray().length != block.length) {
      throw wrong(from, "an integer must be in its shortest form");
    }
    return value;
  }

  BigDecimal decimal() {
    int from = at;
    boolean negativeScale = flag();
    int scale = number(ByteOutput.MAX_SCALE, "scale");
    BigDecimal value = new BigDecimal(integer(), negativeScale ? -scale : scale);
    if ((negativeScale && scale == 0)
        || value.scale() != value.stripTrailingZeros().scale()) {
      throw wrong(from, "a decimal must be in its shortest form");
    }
    return value;
  }

  Instant instant() {
    int from = at;
    long seconds = 0;
    for (int i = 0; i < 8; i++) {
      seconds = (seconds << 8) | octet();
    }
    int nanos = number(999_999_999, "nanoseconds");
    try {
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException | ArithmeticException e) {
      throw wrong(from, "a time must be within the range of java.time.Instant");
    }
  }

  Period period() {
    int from = at;
    Instant start = instant();
    Instant end = instant();
    if (!start.isBefore(end)) {
      throw wrong(from, "a period must end after it starts");
    }
    try {
      return Period.of(start, end);
    } catch (IllegalArgumentException e) {
      throw wrong(from, "a period must lie in the years 0 to 9999");
    }
  }

  int position() {
    return at;
  }

  void end() {
    if (at != bytes.length) {
      throw wrong(at, "nothing may follow the end");
    }
  }

  IllegalArgumentException wrong(int where, String rule) {
    return Invalid.argument(
        "canonical bytes", "offset " + where + " of " + bytes.length + " bytes", rule);
  }

  private byte[] block() {
    int from = at;
    int length = number(Integer.MAX_VALUE, "length");
    if (length > bytes.length - at) {
      throw wrong(from, "length " + length + " is more than what is left");
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  private int octet() {
    if (at >= bytes.length) {
      throw wrong(at, "must not end here");
    }
    return bytes[at++] & 0xFF;
  }
}
