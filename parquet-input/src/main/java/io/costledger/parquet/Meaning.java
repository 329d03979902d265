package io.costledger.parquet;

import io.costledger.core.Invalid;
import io.costledger.core.money.ExactNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;

/** What a stored value means as a cell: a text, or an exact number. */
interface Meaning {
  /**
   * The cell of a whole number that is stored.
   *
   * @throws IllegalArgumentException if there is none
   */
  default Object of(long stored) {
    throw new IllegalStateException("no column of this meaning stores whole numbers");
  }

  /**
   * The cell of some bytes that are stored.
   *
   * @throws IllegalArgumentException if there is none
   */
  default Object of(Binary stored) {
    throw new IllegalStateException("no column of this meaning stores bytes");
  }

  /** Whole numbers with a scale, whichever way they are stored. */
  record Decimal(int scale, boolean asNumber) implements Meaning {
    private static final BigInteger BEYOND = BigInteger.TEN.pow(ExactNumber.MAX_DIGITS);

    /** Enough for the digits with any sign extension that a writer may think of. */
    private static final int MOST_BYTES = 64;

    @Override
    public Object of(long stored) {
      BigDecimal number = BigDecimal.valueOf(stored, scale);
      return asNumber ? number : number.toPlainString();
    }

    @Override
    public Object of(Binary stored) {
      ByteBuffer bytes = stored.toByteBuffer();
      int length = bytes.remaining();
      if (length == Long.BYTES * 2) {
        long high = bytes.getLong(bytes.position());
        long low = bytes.getLong(bytes.position() + Long.BYTES);
        if (high == low >> (Long.SIZE - 1)) {
          return of(low);
        }
      }
      if (length == 0 || length > MOST_BYTES) {
        throw Invalid.argument("decimal", length + " bytes", "must have 1 to " + MOST_BYTES);
      }
      BigInteger unscaled = new BigInteger(stored.getBytesUnsafe());
      if (unscaled.abs().compareTo(BEYOND) >= 0) {
        throw Invalid.argument(
            "decimal", unscaled, "must have at most " + ExactNumber.MAX_DIGITS + " digits");
      }
      BigDecimal number = new BigDecimal(unscaled, scale);
      return asNumber ? number : number.toPlainString();
    }
  }

  /** Whole numbers without a sign, in so many bits. */
  record Unsigned(int bits, boolean asNumber) implements Meaning {
    @Override
    public Object of(long stored) {
      String text =
          bits == Long.SIZE ? Long.toUnsignedString(stored) : Long.toString(stored & 0xFFFFFFFFL);
      return asNumber ? new BigDecimal(text) : text;
    }
  }

  /** Texts, which must be UTF-8. */
  record Text(int longest) implements Meaning {
    @Override
    public Object of(Binary stored) {
      byte[] bytes = stored.getBytesUnsafe();
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.length() > longest) {
        throw Invalid.argument(
            "field", "more than " + longest + " characters", "must have at most " + longest);
      }
      // The decoder puts U+FFFD for what is no UTF-8; the text may have it of its own, too.
      if (text.indexOf('\uFFFD') >= 0
          && !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
        throw Invalid.argument("encoding", "'" + text + "'", "must be UTF-8");
      }
      return text;
    }
  }

  /** Times, counted from 1970, shown in UTC; what says no zone is UTC. */
  record Time(long perSecond) implements Meaning {
    private static final long NANOS = 1_000_000_000;
    private static final int JULIAN_1970 = 2_440_588;
    private static final long SECONDS_A_DAY = 86_400;

    @Override
    public Object of(long stored) {
      return Instant.ofEpochSecond(
              Math.floorDiv(stored, perSecond),
              Math.floorMod(stored, perSecond) * (NANOS / perSecond))
          .toString();
    }

    /** INT96: nanoseconds of a day and its Julian number, as Spark and Impala have it. */
    @Override
    public Object of(Binary stored) {
      ByteBuffer bytes = stored.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      long nanos = bytes.getLong();
      long day = bytes.getInt() - (long) JULIAN_1970;
      return Instant.ofEpochSecond(day * SECONDS_A_DAY, nanos).toString();
    }
  }

  /** Days, counted from 1970. */
  record Day() implements Meaning {
    @Override
    public Object of(long stored) {
      return LocalDate.ofEpochDay(stored).toString();
    }
  }

  /** 0 and 1 for false and true. */
  record Truth() implements Meaning {
    @Override
    public Object of(long stored) {
      return stored == 0 ? "false" : "true";
    }
  }

  /** UUIDs, 16 bytes. */
  record Uuid() implements Meaning {
    @Override
    public Object of(Binary stored) {
      ByteBuffer bytes = stored.toByteBuffer();
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
  }

  /** Binary floating point, which is stored as its bits. */
  record Floating(boolean isDouble, boolean asNumber, Inexact inexact) implements Meaning {
    @Override
    public Object of(long stored) {
      BigDecimal number = isDouble ? inexact.ofDouble(stored) : inexact.ofFloat((int) stored);
      return asNumber ? number : number.toPlainString();
    }
  }
}
