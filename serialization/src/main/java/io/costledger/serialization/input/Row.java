package io.costledger.serialization.input;

import io.costledger.core.Invalid;
import io.costledger.core.money.ExactNumber;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row of a file, with as many cells as the header has columns. */
public final class Row {
  private final long number;
  private final @Nullable String place;
  private final Form form;
  private final Header header;
  private final RowCells cells;
  private final Problems problems;

  Row(long number, Form form, Header header, RowCells cells, Problems problems) {
    this(number, null, form, header, cells, problems);
  }

  private Row(
      long number,
      @Nullable String place,
      Form form,
      Header header,
      RowCells cells,
      Problems problems) {
    this.number = number;
    this.place = place;
    this.form = form;
    this.header = header;
    this.cells = cells;
    this.problems = problems;
  }

  /**
   * Returns a row of a table in somebody else's format, in which null is as in CSV.
   *
   * @param number 1 for the first
   * @param header the columns
   * @param cells the cells
   * @param problems takes what is wrong with them
   * @return the row
   */
  public static Row of(long number, Header header, RowCells cells, Problems problems) {
    return new Row(number, Form.FOREIGN_TABLE, header, cells, problems);
  }

  /**
   * Returns a row of a table without an order, which people find by something else than a number.
   *
   * @param number 1 for the first that is read
   * @param place how problems name the row, such as {@code row 'r7'}
   * @param header the columns
   * @param cells the cells
   * @param problems takes what is wrong with them
   * @return the row
   */
  public static Row of(
      long number, String place, Header header, RowCells cells, Problems problems) {
    return new Row(number, place, Form.FOREIGN_TABLE, header, cells, problems);
  }

  /**
   * Returns the row's number.
   *
   * @return 1 for the first row after the header
   */
  public long number() {
    return number;
  }

  /**
   * Returns a cell.
   *
   * @param index the column's index
   * @return the text, or empty where it is null
   */
  public Optional<String> cell(int index) {
    String text = cells.text(index);
    return form.isNull().test(text) ? Optional.empty() : Optional.of(text);
  }

  /**
   * Returns the exact number in a cell.
   *
   * @param index the column's index
   * @return the number
   * @throws IllegalArgumentException if it is null or no number
   */
  public BigDecimal number(int index) {
    return cells.number(index).orElseGet(() -> ExactNumber.parse(cell(index).orElse("")));
  }

  /**
   * Returns the exact number in a cell that must hold one.
   *
   * @param column the column's name
   * @return the number; empty if it is a problem, which is noted, or the header lacks the column
   */
  public Optional<BigDecimal> number(String column) {
    int index = header.index(column);
    Optional<BigDecimal> number = index < 0 ? Optional.empty() : cells.number(index);
    return number.isPresent() ? number : required(column, ExactNumber::parse);
  }

  /**
   * Returns the value of a cell that must not be null.
   *
   * @param column the column's name
   * @param parse makes a value of the text
   * @param <T> its type
   * @return the value; empty if it is a problem, which is noted, or the header lacks the column
   */
  public <T> Optional<T> required(String column, Function<String, T> parse) {
    int index = header.index(column);
    if (index < 0) {
      return Optional.empty();
    }
    String text = cells.text(index);
    if (form.isNull().test(text)) {
      add(column, Invalid.message("value", "'" + text + "'", "must not be null"));
      return Optional.empty();
    }
    return parsed(column, text, parse);
  }

  /**
   * Returns the value of a cell that may be null.
   *
   * @param column the column's name
   * @param parse makes a value of the text
   * @param <T> its type
   * @return the value; empty if it is null, or a problem, which is noted, or there is no column
   */
  public <T> Optional<T> optional(String column, Function<String, T> parse) {
    int index = header.index(column);
    return index < 0 ? Optional.empty() : cell(index).flatMap(text -> parsed(column, text, parse));
  }

  /**
   * Notes a problem of this row.
   *
   * @param column the column's name; empty: the row
   * @param message {@code Invalid <what>: <value> (<rule>)}
   */
  public void add(String column, String message) {
    String of = place == null ? form.place(number) : place;
    problems.add(
        column.isEmpty() ? of : of + ", " + form.column() + " " + Invalid.shown(column), message);
  }

  private <T> Optional<T> parsed(String column, String text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException e) {
      add(column, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
