package io.costledger.serialization.ledger;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.ListText;
import io.costledger.serialization.input.PeriodCells;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.Row;
import io.costledger.serialization.input.RowSink;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.eclipse.collections.api.factory.Lists;
import org.joda.money.CurrencyUnit;

/** Makes entries of rows; once a problem is known, rows are only checked. */
final class EntryRows implements RowSink {
  private final Problems problems;
  private final UnaryOperator<String> text;
  private final PeriodCells charge =
      new PeriodCells(EntryColumns.CHARGE_START, EntryColumns.CHARGE_END);
  private final PeriodCells posting =
      new PeriodCells(EntryColumns.POSTING_START, EntryColumns.POSTING_END);
  private final List<LedgerEntry> entries = new ArrayList<>();
  private Optional<LedgerUnit> unit = Optional.empty();
  private Optional<Basis> basis = Optional.empty();

  EntryRows(Problems problems, UnaryOperator<String> text) {
    this.problems = problems;
    this.text = text;
  }

  @Override
  public void header(Header header) {}

  @Override
  public void row(Row row) {
    Optional<String> run = row.required(EntryColumns.RUN, text);
    Optional<Period> chargePeriod = charge.of(row);
    Optional<Period> postingPeriod = posting.of(row);
    Optional<Account> from = row.required(EntryColumns.FROM, Account::parse);
    Optional<Account> to = row.required(EntryColumns.TO, Account::parse);
    Optional<BigDecimal> amount = row.required(EntryColumns.AMOUNT, PlainDecimal::parse);
    Optional<CurrencyUnit> currency = row.required(EntryColumns.CURRENCY, EntryRows::currency);
    same(row, amount, currency);
    row.required(EntryColumns.BASIS, name -> constant(Basis.values(), name, "basis"))
        .ifPresent(found -> same(row, found));
    Optional<Measure> measure =
        row.required(EntryColumns.MEASURE, name -> constant(Measure.values(), name, "measure"));
    Optional<EntryKind> kind = row.required(EntryColumns.KIND, EntryKind::parse);
    LedgerEntry.Builder entry = LedgerEntry.builder();
    details(row, entry);
    if (!problems.isEmpty()) {
      return;
    }
    entry.run(run.orElseThrow());
    entry.chargePeriod(chargePeriod.orElseThrow()).postingPeriod(postingPeriod.orElseThrow());
    entry.from(from.orElseThrow()).to(to.orElseThrow());
    entry.unit(unit.orElseThrow()).amountUnits(amount.orElseThrow().unscaledValue());
    entry.measure(measure.orElseThrow()).kind(kind.orElseThrow());
    try {
      entries.add(entry.build());
    } catch (IllegalArgumentException e) {
      row.add("", String.valueOf(e.getMessage()));
    }
  }

  LedgerEntries entries() {
    return new LedgerEntries(basis, Lists.immutable.ofAll(entries));
  }

  private void details(Row row, LedgerEntry.Builder entry) {
    entry.tier(row.optional(EntryColumns.TIER, EntryRows::tier)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty()));
    entry.model(row.optional(EntryColumns.MODEL, text));
    entry.modelVersion(row.optional(EntryColumns.MODEL_VERSION, text));
    entry.quantity(row.optional(EntryColumns.QUANTITY, PlainDecimal::parse)
        .map(BigDecimal::stripTrailingZeros));
    entry.quantityUnit(row.optional(EntryColumns.QUANTITY_UNIT, text));
    row.optional(EntryColumns.REASONS, EntryRows::reasons).ifPresent(entry::addAllReasons);
    row.optional(EntryColumns.DELIVERIES, ListText::split).ifPresent(entry::addAllDeliveries);
  }

  /** One file has one currency and one scale: that of its first row. */
  private void same(Row row, Optional<BigDecimal> amount, Optional<CurrencyUnit> currency) {
    if (amount.isEmpty() || currency.isEmpty()) {
      return;
    }
    int scale = amount.get().scale();
    if (unit.isEmpty()) {
      if (scale > LedgerUnit.MAX_SCALE) {
        row.add(
            EntryColumns.AMOUNT,
            Invalid.message("scale", scale, "must be 0 to " + LedgerUnit.MAX_SCALE));
      } else {
        unit = Optional.of(LedgerUnit.of(currency.get(), scale));
      }
      return;
    }
    LedgerUnit first = unit.get();
    if (!currency.get().equals(first.currency())) {
      row.add(
          EntryColumns.CURRENCY,
          Invalid.message(
              "currency",
              "'" + currency.get().getCode() + "'",
              "the file's first currency is " + first.currency().getCode()));
    }
    if (scale != first.scale()) {
      row.add(
          EntryColumns.AMOUNT,
          Invalid.message(
              "amount",
              "'" + amount.get().toPlainString() + "'",
              "must have " + first.scale() + " decimals like the file's first"));
    }
  }

  private void same(Row row, Basis found) {
    if (basis.isEmpty()) {
      basis = Optional.of(found);
    } else if (basis.get() != found) {
      row.add(
          EntryColumns.BASIS,
          Invalid.message("basis", found, "the file's first basis is " + basis.get()));
    }
  }

  static CurrencyUnit currency(String code) {
    try {
      return CurrencyUnit.of(code);
    } catch (IllegalArgumentException e) {
      throw Invalid.argument("currency", "'" + code + "'", "must be an ISO 4217 code");
    }
  }

  static <E extends Enum<E>> E constant(E[] values, String name, String what) {
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw Invalid.argument(what, "'" + name + "'", "one of " + List.of(values));
  }

  private static int tier(String text) {
    BigDecimal number = PlainDecimal.parse(text);
    if (number.scale() != 0 || number.signum() < 0 || number.precision() > 9) {
      throw Invalid.argument("tier", "'" + text + "'", "must be a whole number of 0 or more");
    }
    return number.intValueExact();
  }

  private static List<FaultReason> reasons(String cell) {
    return ListText.split(cell).stream()
        .map(name -> constant(FaultReason.values(), name, "reason"))
        .toList();
  }
}
