package io.costledger.serialization.focus;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.money.Basis;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.RowFile;
import io.costledger.serialization.input.WantedColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/**
 * Reads a bill in the FOCUS layout (versions 1.0 to 1.4, one file). Costs enter exactly as they
 * stand, and none is computed from prices. Record ids are {@code row <n>}, counted from 1 after the
 * header. ProviderName (to 1.3) and ServiceProviderName (from 1.3) are one thing: a rule on either
 * name sees it.
 *
 * <p>Example: {@code FocusReader.of(Basis.BILLED, CurrencyUnit.USD, "focus").read(file)}.
 */
public final class FocusReader {
  private static final int DIGEST_SHOWN = 12;

  private final Basis basis;
  private final CurrencyUnit currency;
  private final String source;
  private final Optional<String> deliveryId;
  private final Optional<Set<String>> columns;
  private final Optional<Set<String>> tags;
  private final Optional<String> idColumn;

  private FocusReader(
      Basis basis,
      CurrencyUnit currency,
      String source,
      Optional<String> deliveryId,
      Optional<Set<String>> columns,
      Optional<Set<String>> tags,
      Optional<String> idColumn) {
    this.basis = basis;
    this.currency = currency;
    this.source = Account.requireId("bill source", source);
    this.deliveryId = deliveryId;
    this.columns = columns;
    this.tags = tags;
    this.idColumn = idColumn;
  }

  /**
   * Returns a reader that keeps every column and tag.
   *
   * @param basis which cost column is read
   * @param currency what BillingCurrency must be in every row
   * @param source the bill's source id
   * @return the reader
   * @throws IllegalArgumentException if the source is empty
   */
  public static FocusReader of(Basis basis, CurrencyUnit currency, String source) {
    return new FocusReader(
        basis,
        currency,
        source,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Names the delivery; otherwise its id is made of source and digest, such as {@code
   * focus@e91e5ac7edf0}.
   *
   * @param id the delivery's id
   * @return a reader like this one
   * @throws IllegalArgumentException if the id is empty
   */
  public FocusReader withDeliveryId(String id) {
    Account.requireId("delivery id", id);
    return new FocusReader(basis, currency, source, Optional.of(id), columns, tags, idColumn);
  }

  /**
   * Keeps only some columns in the records, to save memory; all are checked still.
   *
   * @param wanted the FOCUS names that rules look at; either name of one that was renamed
   * @return a reader like this one
   */
  public FocusReader withColumns(Set<String> wanted) {
    return new FocusReader(
        basis, currency, source, deliveryId, Optional.of(Set.copyOf(wanted)), tags, idColumn);
  }

  /**
   * Keeps only some tags in the records, to save memory; all are checked still.
   *
   * @param wanted the keys that rules look at
   * @return a reader like this one
   */
  public FocusReader withTags(Set<String> wanted) {
    return new FocusReader(
        basis, currency, source, deliveryId, columns, Optional.of(Set.copyOf(wanted)), idColumn);
  }

  /**
   * Takes the records' ids from a column, which FOCUS has none for; otherwise they are {@code row
   * <n>}.
   *
   * @param column a column whose cells are different and not null
   * @return a reader like this one
   */
  public FocusReader withIdColumn(String column) {
    return new FocusReader(basis, currency, source, deliveryId, columns, tags, Optional.of(column));
  }

  /**
   * Reads a whole bill.
   *
   * @param file the file
   * @return the bill, its records in the file's order
   * @throws InvalidInputException with everything that is wrong in the file
   */
  public Bill read(InputFile file) {
    return read(RowFile.csv(file));
  }

  /**
   * Reads a whole bill in a file of any format.
   *
   * @param file the file
   * @return the bill, its records in the file's order
   * @throws InvalidInputException with everything that is wrong in the file
   */
  public Bill read(RowFile file) {
    Problems problems = new Problems(file.name());
    FocusRows rows = new FocusRows(this, problems);
    String sha256 = file.read(wanted(), problems, rows);
    problems.throwIfAny();
    String id = deliveryId.orElse(source + "@" + sha256.substring(0, DIGEST_SHOWN));
    return Bill.of(Delivery.builder().id(id).source(source).sha256(sha256).build(), rows.records());
  }

  private WantedColumns wanted() {
    List<String> required = new ArrayList<>(FocusColumns.required(basis));
    idColumn.ifPresent(required::add);
    return new WantedColumns(
        required,
        Set.of(costColumn()),
        column -> required.contains(column)
            || column.equals(FocusColumns.TAGS)
            || FocusColumns.names(column).stream().anyMatch(this::keepsColumn));
  }

  /**
   * Returns the column that holds the cost.
   *
   * @return such as {@code BilledCost}, by the basis
   */
  public String costColumn() {
    return FocusColumns.cost(basis);
  }

  Optional<String> idColumn() {
    return idColumn;
  }

  boolean keepsColumn(String name) {
    return columns.map(wanted -> wanted.contains(name)).orElse(true);
  }

  boolean keepsTag(String key) {
    return tags.map(wanted -> wanted.contains(key)).orElse(true);
  }

  /** Checks a row's currency. */
  String requireCurrency(String code) {
    if (!code.equals(currency.getCode())) {
      throw Invalid.argument(
          "currency", "'" + code + "'", "the ledger's currency is " + currency.getCode());
    }
    return code;
  }
}
