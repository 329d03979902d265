package io.costledger.serialization.ledger;

import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.time.Period;
import io.costledger.serialization.input.ListText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of entries, in the order of {@link EntryColumns#ALL}; not for several threads. */
final class EntryCells {
  private final String basis;
  private final PeriodTexts charge = new PeriodTexts();
  private final PeriodTexts posting = new PeriodTexts();

  EntryCells(Basis basis) {
    this.basis = basis.name();
  }

  List<String> of(LedgerEntry entry) {
    charge.set(entry.chargePeriod());
    posting.set(entry.postingPeriod());
    return List.of(
        ListText.cell(entry.run()),
        charge.start,
        charge.end,
        posting.start,
        posting.end,
        entry.from().toString(),
        entry.to().toString(),
        entry.unit().decimalOf(entry.amountUnits()).toPlainString(),
        entry.unit().currency().getCode(),
        basis,
        entry.measure().name(),
        entry.kind().text(),
        entry.tier().isPresent() ? Integer.toString(entry.tier().getAsInt()) : "",
        entry.model().map(ListText::cell).orElse(""),
        entry.modelVersion().map(ListText::cell).orElse(""),
        entry.quantity().map(ExactNumber::plain).orElse(""),
        entry.quantityUnit().map(ListText::cell).orElse(""),
        ListText.join(entry.reasons().stream().map(Enum::name).toList()),
        ListText.join(entry.deliveries()));
  }

  /** A period's two instants as texts; mostly it is that of the entry before. */
  private static final class PeriodTexts {
    private @Nullable Period last;
    private String start = "";
    private String end = "";

    void set(Period period) {
      if (!period.equals(last)) {
        last = period;
        start = period.start().toString();
        end = period.end().toString();
      }
    }
  }
}
