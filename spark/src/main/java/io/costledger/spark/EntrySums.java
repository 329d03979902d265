package io.costledger.spark;

import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What entries come to in one place: exact at any size. */
final class EntrySums {
  /** The sums of a place. Of a PERIOD, what came to rest is IN and what left the bill is OUT. */
  enum Sum {
    IN_PLUS,
    IN_MINUS,
    IN_CORRECTED,
    OUT_PLUS,
    OUT_MINUS,
    OUT_CORRECTED,
    /** Of what came in: by variance. */
    FUNDED,
    /** Of what left: as given charges. */
    DIRECT,
    /** Of what left: as retained. */
    KEPT,
    /** Of what left: because a consumer is unknown. */
    UNKNOWN
  }

  /** Places that a partition holds before it passes them on. */
  private static final int MOST_HELD = 100_000;

  private static final Sum[] SUMS = Sum.values();
  private static final int LEAST = EntryKey.PARTS + SUMS.length;

  /** A key, the sums as texts, the least and the largest tier, and what the retained bound needs. */
  static final StructType FORM = form();

  private final Map<Sum, BigDecimal> sums = new EnumMap<>(Sum.class);
  private int leastTier = Integer.MAX_VALUE;
  private int largestTier = Integer.MIN_VALUE;
  private boolean unjudged;
  private boolean grouped;

  private EntrySums() {}

  private static StructType form() {
    StructType form = EntryKey.FORM;
    for (Sum sum : SUMS) {
      form = form.add(sum.name(), DataTypes.StringType, false);
    }
    return form.add("least_tier", DataTypes.IntegerType, false)
        .add("largest_tier", DataTypes.IntegerType, false)
        .add("unjudged", DataTypes.BooleanType, false)
        .add("grouped", DataTypes.BooleanType, false);
  }

  static EntrySums of(Row row) {
    EntrySums sums = new EntrySums();
    sums.add(row);
    return sums;
  }

  private void add(Row row) {
    for (int i = 0; i < SUMS.length; i++) {
      add(SUMS[i], new BigDecimal(row.getString(EntryKey.PARTS + i)));
    }
    leastTier = Math.min(leastTier, row.getInt(LEAST));
    largestTier = Math.max(largestTier, row.getInt(LEAST + 1));
    unjudged |= row.getBoolean(LEAST + 2);
    grouped |= row.getBoolean(LEAST + 3);
  }

  private Row row(EntryKey key) {
    Object[] cells = key.cells(FORM.length() - EntryKey.PARTS);
    for (int i = 0; i < SUMS.length; i++) {
      cells[EntryKey.PARTS + i] = get(SUMS[i]).toPlainString();
    }
    cells[LEAST] = leastTier;
    cells[LEAST + 1] = largestTier;
    cells[LEAST + 2] = unjudged;
    cells[LEAST + 3] = grouped;
    return RowFactory.create(cells);
  }

  BigDecimal get(Sum sum) {
    return sums.getOrDefault(sum, BigDecimal.ZERO);
  }

  private void add(Sum sum, BigDecimal amount) {
    sums.merge(sum, amount, BigDecimal::add);
  }

  BigDecimal in() {
    return get(Sum.IN_PLUS).add(get(Sum.IN_MINUS)).add(get(Sum.IN_CORRECTED));
  }

  BigDecimal out() {
    return get(Sum.OUT_PLUS).add(get(Sum.OUT_MINUS)).add(get(Sum.OUT_CORRECTED));
  }

  /** Whether both signs came in or left, so that flows must be told apart by counterpart. */
  boolean isMixed() {
    return get(Sum.IN_PLUS).signum() * get(Sum.IN_MINUS).signum() != 0
        || get(Sum.OUT_PLUS).signum() * get(Sum.OUT_MINUS).signum() != 0;
  }

  int leastTier() {
    return leastTier;
  }

  int largestTier() {
    return largestTier;
  }

  /** Whether no bound of what is retained can be told: corrections, or weights of another period. */
  boolean isUnjudged() {
    return unjudged;
  }

  boolean isGrouped() {
    return grouped;
  }

  /** The sums of a partition's entries, by place. */
  static Iterator<Row> ofEntries(EntryCells cells, boolean naming, Iterator<Row> rows) {
    return new Summing(cells, naming, rows);
  }

  /** The sums of a partition's sums, each place once, a period's together. */
  static Iterator<Row> merged(Iterator<Row> partial) {
    Map<EntryKey, EntrySums> places = new TreeMap<>();
    partial.forEachRemaining(
        row -> places.computeIfAbsent(EntryKey.of(row), key -> new EntrySums()).add(row));
    return rows(places);
  }

  private static Iterator<Row> rows(Map<EntryKey, EntrySums> places) {
    return places.entrySet().stream()
        .map(place -> place.getValue().row(place.getKey()))
        .iterator();
  }

  private static void book(
      EntryCells.Entry entry, boolean naming, Map<EntryKey, EntrySums> places) {
    LedgerEntry booked = entry.booked();
    BigDecimal amount = booked.unit().decimalOf(booked.amountUnits());
    EntrySums period = at(places, EntryKey.period(entry));
    if (booked.to().bearsCost()) {
      period.add(Sum.IN_PLUS, amount);
    } else if (booked.to().kind() == AccountKind.BILL) {
      period.add(Sum.OUT_PLUS, amount.negate());
    } else {
      at(places, EntryKey.pool(entry, booked.to())).cameIn(booked, amount);
    }
    if (booked.from().bearsCost()) {
      period.add(Sum.IN_PLUS, amount.negate());
    } else if (booked.from().kind() == AccountKind.BILL) {
      period.add(Sum.OUT_PLUS, amount);
    } else {
      at(places, EntryKey.pool(entry, booked.from())).went(booked, amount);
    }
    if (booked.tier().isPresent()) {
      at(places, EntryKey.tier(booked)).tiered(booked, amount);
    }
    if (EntryKey.isEdge(booked)) {
      at(places, EntryKey.edge(booked)).tiered(booked, amount);
    }
    if (naming) {
      at(places, EntryKey.named(booked, booked.from())).add(Sum.OUT_PLUS, amount);
      at(places, EntryKey.named(booked, booked.to())).add(Sum.IN_PLUS, amount);
    }
    at(places, EntryKey.booked(booked));
  }

  private static EntrySums at(Map<EntryKey, EntrySums> places, EntryKey key) {
    return places.computeIfAbsent(key, place -> new EntrySums());
  }

  private void tiered(LedgerEntry booked, BigDecimal amount) {
    add(Sum.IN_PLUS, amount);
    leastTier = Math.min(leastTier, booked.tier().getAsInt());
    largestTier = Math.max(largestTier, booked.tier().getAsInt());
  }

  private void cameIn(LedgerEntry booked, BigDecimal amount) {
    boolean corrects = booked.kind() == EntryKind.CORRECTION;
    Sum signed = amount.signum() > 0 ? Sum.IN_PLUS : Sum.IN_MINUS;
    add(corrects ? Sum.IN_CORRECTED : signed, amount);
    if (booked.kind() == EntryKind.VARIANCE) {
      add(Sum.FUNDED, amount);
    }
    unjudged |= corrects;
  }

  private void went(LedgerEntry booked, BigDecimal amount) {
    boolean corrects = booked.kind() == EntryKind.CORRECTION;
    Sum signed = amount.signum() > 0 ? Sum.OUT_PLUS : Sum.OUT_MINUS;
    add(corrects ? Sum.OUT_CORRECTED : signed, amount);
    if (booked.kind() == EntryKind.DIRECT) {
      add(Sum.DIRECT, amount);
    } else if (booked.kind() == EntryKind.RETAINED) {
      add(Sum.KEPT, amount);
    } else if (booked.reasons().contains(FaultReason.UNKNOWN_CONSUMER)) {
      add(Sum.UNKNOWN, amount);
    }
    grouped |= booked.to().kind() == AccountKind.GROUP;
    unjudged |= corrects || booked.model().filter("previous-period"::equals).isPresent();
  }

  /** Sums rows by place, and passes the places on whenever they are too many to hold. */
  private static final class Summing implements Iterator<Row> {
    private final EntryCells cells;
    private final boolean naming;
    private final Iterator<Row> entries;
    private Iterator<Row> ready = Collections.emptyIterator();

    Summing(EntryCells cells, boolean naming, Iterator<Row> entries) {
      this.cells = cells;
      this.naming = naming;
      this.entries = entries;
    }

    @Override
    public boolean hasNext() {
      if (!ready.hasNext() && entries.hasNext()) {
        Map<EntryKey, EntrySums> places = new HashMap<>();
        while (entries.hasNext() && places.size() < MOST_HELD) {
          book(cells.read(entries.next()), naming, places);
        }
        ready = rows(places);
      }
      return ready.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.next();
    }
  }
}
