package io.costledger.serialization.usage;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageColumns;
import io.costledger.serialization.input.CellNumbers;
import io.costledger.serialization.input.Cells;
import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.IrregularException;
import io.costledger.serialization.input.PartSink;
import io.costledger.serialization.input.ShortNumber;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes columns of the rows of a part, as {@link UsageRows} makes records of all rows. What a cell
 * says is the number that its text got when it came for the first time.
 */
final class UsagePart implements PartSink<UsageColumns.Part> {
  private static final int ID = UsageReader.COLUMNS.indexOf("id");
  private static final int QUANTITY = UsageReader.COLUMNS.indexOf("quantity");
  private static final int PLATFORM = UsageReader.COLUMNS.indexOf("platform");
  private static final int CONSUMER = UsageReader.COLUMNS.indexOf("consumer");
  private static final int UNIT = UsageReader.COLUMNS.indexOf("unit");
  private static final int START = UsageReader.COLUMNS.indexOf("charge_period_start");
  private static final int END = UsageReader.COLUMNS.indexOf("charge_period_end");
  private static final int NO_TEXT = -1;
  private static final int PERIODS = 1 << 10;

  private final UsageColumns columns = new UsageColumns();
  private final List<String> names;

  /** By column of the file: which of the reader's columns it is; below 0: a dimension. */
  private final int[] roles;

  private final List<Integer> dimensions;
  private final CellNumbers[] known;

  /** The numbers of a row's cells. */
  private final int[] numbers;

  private byte[] id = new byte[64];
  private int idLength;
  private final ShortNumber quantity = new ShortNumber();

  /** A quantity that is no short number. */
  private @Nullable BigDecimal exact;

  private char[] scratch = new char[64];
  private final List<Instant> times = new ArrayList<>();

  /** By a hash of two times: both numbers, and the number of their period; -1: free. */
  private final long[] periodTimes = new long[PERIODS];

  private final int[] periods = new int[PERIODS];
  private final int[] places = new int[UsageReader.COLUMNS.size()];

  UsagePart(Header header) {
    names = header.names();
    dimensions = header.others(UsageReader.COLUMNS);
    roles = new int[names.size()];
    known = new CellNumbers[names.size()];
    numbers = new int[names.size()];
    CellNumbers time = new CellNumbers(this::time);
    for (int i = 0; i < roles.length; i++) {
      roles[i] = UsageReader.COLUMNS.indexOf(names.get(i));
      if (roles[i] >= 0) {
        places[roles[i]] = i;
      }
      known[i] = roles[i] == START || roles[i] == END ? time : new CellNumbers(number(roles[i]));
    }
    Arrays.fill(periodTimes, -1);
  }

  private ToIntFunction<String> number(int role) {
    if (role == PLATFORM) {
      return text -> columns.platform(required(text));
    }
    if (role == CONSUMER) {
      return text -> columns.consumer(Account.parseConsumer(required(text)));
    }
    if (role == UNIT) {
      return text -> columns.unit(required(text));
    }
    return text -> Cells.isNull(text) ? NO_TEXT : columns.text(text);
  }

  private int time(String text) {
    times.add(Cells.time(required(text)));
    return times.size() - 1;
  }

  private static String required(String text) {
    if (Cells.isNull(text)) {
      throw new IrregularException();
    }
    return text;
  }

  @Override
  public void cell(int column, char[] chars, int offset, int size) {
    int role = roles[column];
    if (role == ID) {
      takeId(chars, offset, size);
    } else if (role == QUANTITY) {
      exact = quantity.take(chars, offset, size)
          ? null
          : ExactNumber.parse(required(new String(chars, offset, size)));
    } else {
      numbers[column] = known[column].of(chars, offset, size);
    }
  }

  @Override
  public void cell(int column, String text) {
    int role = roles[column];
    if (role == ID || role == QUANTITY) {
      int size = text.length();
      if (size > scratch.length) {
        scratch = new char[Math.max(size, 2 * scratch.length)];
      }
      text.getChars(0, size, scratch, 0);
      cell(column, scratch, 0, size);
    } else {
      numbers[column] = known[column].of(text);
    }
  }

  @Override
  public void cell(int column, BigDecimal number) {
    if (roles[column] == QUANTITY) {
      exact = number;
    } else {
      cell(column, number.toPlainString());
    }
  }

  private void takeId(char[] chars, int offset, int size) {
    if (size > id.length) {
      id = new byte[Math.max(size, 2 * id.length)];
    }
    byte[] bytes = id;
    int all = 0;
    for (int i = 0; i < size; i++) {
      char c = chars[offset + i];
      bytes[i] = (byte) c;
      all |= c;
    }
    idLength = size;
    // What stands for null is short.
    if (all >= 0x80 || size <= 6) {
      takeAnyId(required(new String(chars, offset, size)));
    }
  }

  private void takeAnyId(String text) {
    if (!CodePoints.isWellFormed(text)) {
      throw new IrregularException();
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > id.length) {
      id = new byte[Math.max(bytes.length, 2 * id.length)];
    }
    System.arraycopy(bytes, 0, id, 0, bytes.length);
    idLength = bytes.length;
  }

  @Override
  public void row() {
    columns.add(
        id,
        0,
        idLength,
        numbers[places[PLATFORM]],
        numbers[places[CONSUMER]],
        numbers[places[UNIT]],
        period(numbers[places[START]], numbers[places[END]]));
    BigDecimal number = exact;
    if (number == null) {
      columns.quantity(quantity.unscaled(), quantity.scale());
    } else {
      columns.quantity(number);
    }
    for (int column : dimensions) {
      if (numbers[column] != NO_TEXT) {
        columns.dimension(names.get(column), numbers[column]);
      }
    }
  }

  private int period(int start, int end) {
    long both = (long) start << Integer.SIZE | end;
    int slot = (start * 31 + end) & (PERIODS - 1);
    if (periodTimes[slot] != both) {
      periods[slot] = columns.chargePeriod(Period.of(times.get(start), times.get(end)));
      periodTimes[slot] = both;
    }
    return periods[slot];
  }

  @Override
  public UsageColumns.Part end() {
    return columns.part();
  }
}
