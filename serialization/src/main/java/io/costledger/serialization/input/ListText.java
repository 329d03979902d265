package io.costledger.serialization.input;

import io.costledger.core.Invalid;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lists and free texts in the cells of the library's own CSV files. Items of a list are joined by
 * {@code ;} with {@code %} and {@code ;} inside an item percent-encoded. No cell begins with a
 * character that a spreadsheet takes for a formula ({@code = + - @}, tab, line feed, carriage
 * return): as the first character it is percent-encoded, and so is {@code %}, which makes it
 * readable again.
 */
public final class ListText {
  private static final String FORMULA = "=+-@\t\n\r";
  private static final String RULE = "% must be followed by two upper-case hex digits";

  private ListText() {}

  /**
   * Returns a list as one cell.
   *
   * @param items not empty each
   * @return such as {@code a;b%3Bc}; empty for no item
   */
  public static String join(List<String> items) {
    String joined = items.stream()
        .map(item -> item.replace("%", "%25").replace(";", "%3B"))
        .collect(Collectors.joining(";"));
    return startsWith(joined, FORMULA) ? encoded(joined.charAt(0)) + joined.substring(1) : joined;
  }

  /**
   * Returns the items of a cell; inverts {@link #join}.
   *
   * @param cell the cell
   * @return the items
   * @throws IllegalArgumentException if a percent sign is not followed by two hex digits
   */
  public static List<String> split(String cell) {
    List<String> items = new ArrayList<>();
    if (!cell.isEmpty()) {
      for (String item : cell.split(";", -1)) {
        if (item.isEmpty()) {
          throw Invalid.argument("list", "'" + cell + "'", "an item must not be empty");
        }
        items.add(decoded(item));
      }
    }
    return items;
  }

  /**
   * Returns a free text as a cell that no spreadsheet takes for a formula.
   *
   * @param text any text
   * @return the text, with its first character percent-encoded where that is needed
   */
  public static String cell(String text) {
    return startsWith(text, FORMULA + "%") ? encoded(text.charAt(0)) + text.substring(1) : text;
  }

  /**
   * Returns the text of a cell; inverts {@link #cell}.
   *
   * @param cell the cell
   * @return the text
   * @throws IllegalArgumentException if it begins with a percent sign without two hex digits
   */
  public static String text(String cell) {
    return cell.startsWith("%")
        ? decoded(cell.substring(0, Math.min(3, cell.length())))
            + cell.substring(Math.min(3, cell.length()))
        : cell;
  }

  private static boolean startsWith(String text, String characters) {
    return !text.isEmpty() && characters.indexOf(text.charAt(0)) >= 0;
  }

  private static String encoded(char c) {
    String digits = "0123456789ABCDEF";
    return "%" + digits.charAt(c >> 4) + digits.charAt(c & 0xF);
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
        continue;
      }
      if (i + 2 >= bytes.length) {
        throw Invalid.argument("text", "'" + text + "'", RULE);
      }
      out.write((hexDigit(bytes[i + 1], text) << 4) | hexDigit(bytes[i + 2], text));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(out.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw Invalid.argument("text", "'" + text + "'", "must decode to UTF-8");
    }
  }

  private static int hexDigit(byte b, String text) {
    int value = b >= '0' && b <= '9' ? b - '0' : b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
    if (value < 0) {
      throw Invalid.argument("text", "'" + text + "'", RULE);
    }
    return value;
  }
}
