package io.costledger.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.ltrim;
import static org.apache.spark.sql.functions.xxhash64;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.invariants.EntryLaws;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.StandardInvariants;
import io.costledger.invariants.Violation;
import io.costledger.spark.EntryKey.What;
import io.costledger.spark.LedgerFindings.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.joda.money.CurrencyUnit;

/**
 * Holds a table of entries to the standard laws by itself, where the run that wrote it is not at
 * hand: a table of any size and of any number of runs, each by itself.
 *
 * <p>It is what entries can show: that each platform and group passed on what came in, that what left
 * the bill came to rest, that money leaves an account only if it came in, that routes, signs and tiers
 * are right, that a run has one unit, basis and posting period and disjoint charge periods, and that
 * no entry stands twice. With the {@link #withPolicy policy} also the grain, what is declared, and
 * what platforms keep; with the {@link #withBill bill's total} that all of it is there. Codes and
 * words are those of {@link StandardInvariants}. An entry that went to the wrong cost center is sound
 * by itself: who has the run calls {@link SparkRun#requireWritten}.
 *
 * <p>What is shuffled are sums by run, charge period, account and measure, and 8 bytes an entry to
 * find those that stand twice. The table is read three times; once more for the entries that show
 * what is wrong, and once for pools in which charges were trued up.
 *
 * <p>Example: {@code SparkLedgerCheck.of(LedgerUnit.of(CurrencyUnit.USD, 10), Basis.EFFECTIVE,
 * 200).check(spark.table("entries")).isBlocked()}.
 */
public final class SparkLedgerCheck {
  private static final String PROBLEM = "";
  private static final String HASH = "hash";
  private static final String IN = "in";
  private static final String OUT = "out";
  private static final String COUNTERPART = "counterpart";

  private final LedgerUnit unit;
  private final Basis basis;
  private final int partitions;
  private final Optional<ResolvedPolicy> policy;
  private final Map<Measure, BigDecimal> bill;

  private SparkLedgerCheck(
      LedgerUnit unit,
      Basis basis,
      int partitions,
      Optional<ResolvedPolicy> policy,
      Map<Measure, BigDecimal> bill) {
    this.unit = unit;
    this.basis = basis;
    this.partitions = partitions;
    this.policy = policy;
    this.bill = bill;
  }

  /**
   * Returns the check of a ledger's entries.
   *
   * @param unit the ledger's unit
   * @param basis which cost it has
   * @param partitions into how many the sums are cut, 1 or more; a charge period's are in one
   * @return the check
   * @throws IllegalArgumentException if there are less than 1
   */
  public static SparkLedgerCheck of(LedgerUnit unit, Basis basis, int partitions) {
    if (partitions < 1) {
      throw Invalid.argument("partitions", partitions, "must be 1 or more");
    }
    return new SparkLedgerCheck(unit, basis, partitions, Optional.empty(), Map.of());
  }

  /**
   * Returns a check that also holds the entries to a policy: the charge periods of its grain, its
   * posting period, the accounts that it declares, and what its platforms keep. Where bill rules give
   * charges to consumers or to the platform itself, that is a range.
   *
   * @param under the policy of every run in the table
   * @return the check
   * @throws IllegalArgumentException if its unit or its basis is another
   */
  public SparkLedgerCheck withPolicy(ResolvedPolicy under) {
    if (!under.declared().unit().equals(unit) || under.declared().basis() != basis) {
      throw Invalid.argument(
          "policy",
          under.declared().unit().currency() + " at scale "
              + under.declared().unit().scale() + ", " + under.declared().basis(),
          "must be " + unit.currency() + " at scale " + unit.scale() + ", " + basis);
    }
    return new SparkLedgerCheck(unit, basis, partitions, Optional.of(under), bill);
  }

  /**
   * Returns a check that also holds the entries to what the bill charged.
   *
   * @param measure charge or credit
   * @param total the bill's total in that measure, of every run in the table, less what import
   *     rounded off
   * @return the check
   */
  public SparkLedgerCheck withBill(Measure measure, BigDecimal total) {
    Map<Measure, BigDecimal> totals = new EnumMap<>(Measure.class);
    totals.putAll(bill);
    totals.put(measure, total);
    return new SparkLedgerCheck(unit, basis, partitions, policy, totals);
  }

  /**
   * Checks a table.
   *
   * @param entries the columns {@code run}, {@code charge_period_start}, {@code charge_period_end},
   *     {@code posting_period_start}, {@code posting_period_end}, {@code from_account}, {@code
   *     to_account}, {@code amount}, {@code currency}, {@code basis}, {@code measure}, {@code kind},
   *     {@code tier}, {@code model} and {@code reasons} of {@link SparkRun#entries}
   * @return the report
   * @throws io.costledger.core.LedgerException if a column is missing or has a type that is not exact
   * @throws io.costledger.core.delivery.InvalidInputException with the rows that are no entries
   */
  public LedgerReport check(Dataset<Row> entries) {
    Dataset<Row> table = EntryCells.needed(entries);
    EntryCells cells = new EntryCells(unit.scale());
    LedgerFindings findings = new LedgerFindings();
    one(table, cells, findings);
    LedgerJudge judge = new LedgerJudge(
        unit, unit.currency() + " " + basis, policy.map(LedgerTerms::new), bill, findings);
    sums(table, cells).forEachRemaining(row -> judge.take(EntryKey.of(row), EntrySums.of(row)));
    Set<EntryKey> mixed = new HashSet<>(judge.end());
    if (!mixed.isEmpty()) {
      flows(table, cells, mixed)
          .forEachRemaining(row -> judge.source(
              EntryKey.of(row),
              new BigDecimal(row.<String>getAs(IN)),
              new BigDecimal(row.<String>getAs(OUT))));
    }
    twice(table, cells, judge, findings);
    return findings.report(checked(), shown(table, cells, findings.wanted()));
  }

  private List<Invariant> checked() {
    Set<Invariant> laws = new HashSet<>(Set.of(
        StandardInvariants.CONSERVATION_PERIOD,
        StandardInvariants.CONSERVATION_PLATFORM,
        StandardInvariants.ENTRY_SOURCE,
        StandardInvariants.ENTRY_ROUTE,
        StandardInvariants.ENTRY_SIGN,
        StandardInvariants.TIER_ORDER,
        StandardInvariants.ENTRY_PINNED,
        StandardInvariants.ENTRY_UNIQUE));
    if (policy.isPresent()) {
      laws.add(StandardInvariants.RETAINED_BOUNDS);
      laws.add(StandardInvariants.ENTRY_DECLARED);
    }
    if (!bill.isEmpty()) {
      laws.add(StandardInvariants.CONSERVATION_RUN);
    }
    return StandardInvariants.all().stream().filter(laws::contains).toList();
  }

  /** What entries break by themselves. */
  private void one(Dataset<Row> table, EntryCells cells, LedgerFindings findings) {
    String currency = unit.currency().getCode();
    int scale = unit.scale();
    Basis expected = basis;
    StructType form = EntrySample.form(table.schema())
        .add("places", DataTypes.createArrayType(DataTypes.StringType, false), false)
        .add("messages", DataTypes.createArrayType(DataTypes.StringType, false), false);
    MapPartitionsFunction<Row, Row> look = rows -> {
      EntryLaws laws = EntryLaws.of(LedgerUnit.of(CurrencyUnit.of(currency), scale));
      RowProblems problems = new RowProblems(EntryCells.TABLE);
      Map<String, EntrySample> broken = new TreeMap<>();
      while (rows.hasNext()) {
        Row row = rows.next();
        cells
            .read(row, problems)
            .ifPresent(entry -> byItself(laws, expected, entry)
                .forEach(violation -> broken
                    .computeIfAbsent(violation.code(), law -> new EntrySample())
                    .add(entry, row)));
      }
      return alone(broken, problems);
    };
    RowProblems problems = new RowProblems(EntryCells.TABLE);
    Map<String, EntrySample> broken = new TreeMap<>();
    table.mapPartitions(look, Encoders.row(form)).toLocalIterator().forEachRemaining(row -> {
      if (row.getString(0).equals(PROBLEM)) {
        problems.addAll(row.getList(3), row.getList(4), row.getLong(1));
      } else {
        broken.computeIfAbsent(row.getString(0), law -> new EntrySample()).addAll(row, cells);
      }
    });
    problems.throwIfAny();
    EntryLaws laws = EntryLaws.of(unit);
    broken.forEach((law, sample) -> {
      findings.count(law, sample.count());
      sample
          .entries()
          .forEach(entry -> byItself(laws, expected, entry).stream()
              .filter(own -> own.code().equals(law))
              .forEach(own -> findings.add(
                  law,
                  new Finding(
                      EntryKey.one(entry.booked()),
                      own.message(),
                      own.discrepancy(),
                      Optional.empty(),
                      List.of(EntryLaws.offender(entry.booked()))))));
    });
  }

  private record Own(String code, String message, Optional<BigDecimal> discrepancy) {}

  private static List<Own> byItself(EntryLaws laws, Basis basis, EntryCells.Entry entry) {
    List<Violation> violations = laws.check(entry.booked());
    boolean sameBasis = entry.basis().equals(basis.name());
    if (violations.isEmpty() && sameBasis) {
      return List.of();
    }
    List<Own> own = new ArrayList<>();
    violations.forEach(
        found -> own.add(new Own(found.invariant(), found.message(), found.discrepancy())));
    if (!sameBasis) {
      own.add(new Own(
          StandardInvariants.ENTRY_PINNED.code(),
          Invalid.message("basis of an entry", entry.basis(), "must be " + basis),
          Optional.empty()));
    }
    return own;
  }

  private static Iterator<Row> alone(Map<String, EntrySample> broken, RowProblems problems) {
    List<Row> rows = new ArrayList<>();
    String[] none = {};
    EntrySample.rows(broken)
        .forEachRemaining(
            row -> rows.add(RowFactory.create(row.get(0), row.get(1), row.get(2), none, none)));
    rows.add(RowFactory.create(
        PROBLEM, problems.count(), new Row[0], problems.places(), problems.messages()));
    return rows.iterator();
  }

  /** What entries come to, a charge period's places together. */
  private Iterator<Row> sums(Dataset<Row> table, EntryCells cells) {
    boolean naming = policy.isPresent();
    MapPartitionsFunction<Row, Row> sum = rows -> EntrySums.ofEntries(cells, naming, rows);
    MapPartitionsFunction<Row, Row> merge = EntrySums::merged;
    return table
        .mapPartitions(sum, Encoders.row(EntrySums.FORM))
        .repartition(partitions, col("run"), col("period"))
        .mapPartitions(merge, Encoders.row(EntrySums.FORM))
        .toLocalIterator();
  }

  /** What came into some pools and left them, net of each counterpart and without signs. */
  private static Iterator<Row> flows(Dataset<Row> table, EntryCells cells, Set<EntryKey> pools) {
    StructType form = EntryKey.FORM
        .add(COUNTERPART, DataTypes.StringType, false)
        .add(IN, DataTypes.StringType, false)
        .add(OUT, DataTypes.StringType, false);
    FlatMapFunction<Row, Row> flow = row -> {
      EntryCells.Entry entry = cells.read(row);
      LedgerEntry booked = entry.booked();
      String amount = booked.unit().decimalOf(booked.amountUnits()).toPlainString();
      List<Row> flows = new ArrayList<>();
      if (booked.kind() != EntryKind.CORRECTION) {
        flow(entry, booked.to(), booked.from(), amount, "0", pools, flows);
        flow(entry, booked.from(), booked.to(), "0", amount, pools, flows);
      }
      return flows.iterator();
    };
    List<Column> by = new ArrayList<>(List.of(EntryKey.columns()));
    by.add(col(COUNTERPART));
    return table
        .flatMap(flow, Encoders.row(form))
        .groupBy(by.toArray(Column[]::new))
        .agg(TextSum.of(col(IN)).as(IN), TextSum.of(col(OUT)).as(OUT))
        .groupBy(EntryKey.columns())
        .agg(
            TextSum.of(ltrim(col(IN), "-")).as(IN),
            TextSum.of(ltrim(col(OUT), "-")).as(OUT))
        .toLocalIterator();
  }

  private static void flow(
      EntryCells.Entry entry,
      Account account,
      Account counterpart,
      String in,
      String out,
      Set<EntryKey> pools,
      List<Row> flows) {
    EntryKey pool = EntryKey.pool(entry, account);
    if (pools.contains(pool)) {
      Object[] cells = pool.cells(3);
      cells[EntryKey.PARTS] = counterpart.toString();
      cells[EntryKey.PARTS + 1] = in;
      cells[EntryKey.PARTS + 2] = out;
      flows.add(RowFactory.create(cells));
    }
  }

  /** Which entries stand twice: a hash of each is shuffled, and only those that meet are compared. */
  private static void twice(
      Dataset<Row> table, EntryCells cells, LedgerJudge judge, LedgerFindings findings) {
    FlatMapFunction<Row, Row> key =
        row -> List.of(RowFactory.create(EntryKey.one(cells.read(row).booked()).cells(0)))
            .iterator();
    Dataset<Row> keyed = table
        .flatMap(key, Encoders.row(EntryKey.FORM))
        .withColumn(HASH, xxhash64(EntryKey.columns()));
    Dataset<Row> met = keyed.groupBy(HASH).count().where("count > 1").select(HASH);
    if (met.isEmpty()) {
      return;
    }
    Dataset<Row> twice =
        keyed.join(met, HASH).groupBy(EntryKey.columns()).count().where("count > 1");
    findings.count(StandardInvariants.ENTRY_UNIQUE.code(), twice.count());
    twice
        .orderBy(col("run"), col("period"), col("account"), col("measure"), col("detail"))
        .limit(EntrySample.MOST_SHOWN)
        .collectAsList()
        .forEach(row -> judge.twice(EntryKey.of(row), row.getLong(EntryKey.PARTS)));
  }

  /** The first entries of some places. */
  private static Map<EntryKey, EntrySample> shown(
      Dataset<Row> table, EntryCells cells, List<EntryKey> wanted) {
    Map<EntryKey, EntrySample> shown = new HashMap<>();
    if (wanted.isEmpty()) {
      return shown;
    }
    Map<EntryKey, String> labels = new HashMap<>();
    wanted.forEach(key -> labels.put(key, String.valueOf(labels.size())));
    MapPartitionsFunction<Row, Row> look = rows -> {
      Map<String, EntrySample> samples = new TreeMap<>();
      while (rows.hasNext()) {
        Row row = rows.next();
        EntryCells.Entry entry = cells.read(row);
        for (EntryKey place : places(entry)) {
          String label = labels.get(place);
          if (label != null) {
            samples.computeIfAbsent(label, name -> new EntrySample()).add(entry, row);
          }
        }
      }
      return EntrySample.rows(samples);
    };
    table
        .mapPartitions(look, Encoders.row(EntrySample.form(table.schema())))
        .toLocalIterator()
        .forEachRemaining(row -> shown
            .computeIfAbsent(
                wanted.get(Integer.parseInt(row.getString(0))), place -> new EntrySample())
            .addAll(row, cells));
    return shown;
  }

  /** Every place in which an entry is evidence. */
  static List<EntryKey> places(EntryCells.Entry entry) {
    LedgerEntry booked = entry.booked();
    List<EntryKey> places = new ArrayList<>(List.of(
        EntryKey.pool(entry, booked.from()),
        EntryKey.pool(entry, booked.to()),
        EntryKey.named(booked, booked.from()),
        EntryKey.named(booked, booked.to()),
        EntryKey.booked(booked),
        EntryKey.one(booked)));
    if (booked.kind() != EntryKind.CORRECTION) {
      places.add(EntryKey.pool(entry, booked.from()).as(What.LEAVING));
    }
    if (booked.kind() == EntryKind.RETAINED) {
      places.add(EntryKey.pool(entry, booked.from()).as(What.KEPT));
    }
    if (booked.tier().isPresent()) {
      places.add(EntryKey.tier(booked));
    }
    if (EntryKey.isEdge(booked)) {
      places.add(EntryKey.edge(booked));
    }
    return places;
  }
}
