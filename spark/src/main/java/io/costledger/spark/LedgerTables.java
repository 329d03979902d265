package io.costledger.spark;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Statement;
import io.costledger.core.money.Basis;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditReport;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/** What a run gives, as tables with explicit types. Amounts are DECIMAL(38, the ledger's scale). */
final class LedgerTables {
  private static final DataType TEXT = DataTypes.StringType;
  private static final DataType TIME = DataTypes.TimestampType;
  private static final DataType TEXTS = DataTypes.createArrayType(TEXT, false);

  private LedgerTables() {}

  /** The type of an amount. */
  static DecimalType money(int scale) {
    return new DecimalType(38, scale);
  }

  static StructType entrySchema(LedgerUnit unit) {
    return new StructType()
        .add("run", TEXT, false)
        .add("charge_period_start", TIME, false)
        .add("charge_period_end", TIME, false)
        .add("posting_period_start", TIME, false)
        .add("posting_period_end", TIME, false)
        .add("from_account", TEXT, false)
        .add("to_account", TEXT, false)
        .add("amount", money(unit.scale()), false)
        .add("currency", TEXT, false)
        .add("basis", TEXT, false)
        .add("measure", TEXT, false)
        .add("kind", TEXT, false)
        .add("tier", DataTypes.IntegerType, true)
        .add("model", TEXT, true)
        .add("model_version", TEXT, true)
        .add("quantity", TEXT, true)
        .add("quantity_unit", TEXT, true)
        .add("reasons", TEXTS, false)
        .add("deliveries", TEXTS, false);
  }

  /**
   * Checks that an entry can be a row.
   *
   * @throws IllegalArgumentException if it can't
   */
  static void requireFit(LedgerEntry entry) {
    amount(entry.unit().decimalOf(entry.amountUnits()), entry.unit());
    for (Period period : List.of(entry.chargePeriod(), entry.postingPeriod())) {
      time(period.start());
      time(period.end());
    }
  }

  /** An entry as a row of its schema, but with its times as microseconds. */
  static Row entry(LedgerEntry entry, Basis basis) {
    return RowFactory.create(
        entry.run(),
        micros(entry.chargePeriod().start()),
        micros(entry.chargePeriod().end()),
        micros(entry.postingPeriod().start()),
        micros(entry.postingPeriod().end()),
        entry.from().toString(),
        entry.to().toString(),
        amount(entry.unit().decimalOf(entry.amountUnits()), entry.unit()),
        entry.unit().currency().getCode(),
        basis.name(),
        entry.measure().name(),
        entry.kind().text(),
        entry.tier().isPresent() ? entry.tier().getAsInt() : null,
        entry.model().orElse(null),
        entry.modelVersion().orElse(null),
        entry.quantity().map(ExactNumber::plain).orElse(null),
        entry.quantityUnit().orElse(null),
        entry.reasons().stream().map(Enum::name).toArray(String[]::new),
        entry.deliveries().toArray(String[]::new));
  }

  static StructType faultSchema(LedgerUnit unit) {
    return new StructType()
        .add("reason", TEXT, false)
        .add("owner", TEXT, false)
        .add("charge_period_start", TIME, false)
        .add("charge_period_end", TIME, false)
        .add("record", TEXT, true)
        .add("platform", TEXT, true)
        .add("consumer", TEXT, true)
        .add("amount", money(unit.scale()), true)
        .add("currency", TEXT, true)
        .add("measure", TEXT, true)
        .add("rests_in", TEXT, true)
        .add("message", TEXT, false);
  }

  static Row fault(Fault fault, LedgerUnit unit) {
    return RowFactory.create(
        fault.reason().name(),
        fault.owner().toString(),
        time(fault.chargePeriod().start()),
        time(fault.chargePeriod().end()),
        fault.record().orElse(null),
        fault.platform().orElse(null),
        fault.consumer().map(Account::toString).orElse(null),
        fault.amountUnits().map(units -> amount(unit.decimalOf(units), unit)).orElse(null),
        fault.amountUnits().map(units -> unit.currency().getCode()).orElse(null),
        fault.measure().map(Enum::name).orElse(null),
        fault.restsIn().map(Account::toString).orElse(null),
        fault.message());
  }

  static StructType statementSchema(LedgerUnit unit) {
    return new StructType()
        .add("account", TEXT, false)
        .add("measure", TEXT, false)
        .add("exact", money(unit.scale()), false)
        .add("settled", money(unit.currency().getDecimalPlaces()), false)
        .add("currency", TEXT, false);
  }

  static List<Row> statement(Statement statement, LedgerUnit unit) {
    DecimalType settled = money(unit.currency().getDecimalPlaces());
    return statement
        .lines()
        .collect(line -> RowFactory.create(
            line.account().toString(),
            line.measure().name(),
            amount(line.exact().getAmount(), unit),
            Decimals.exact("settled amount", line.settled().getAmount(), settled),
            unit.currency().getCode()))
        .castToList();
  }

  static final StructType AUDIT = new StructType()
      .add("law", TEXT, false)
      .add("statement", TEXT, false)
      .add("holds", DataTypes.BooleanType, false)
      .add("messages", TEXTS, false);

  static List<Row> audit(AuditReport report) {
    return report.checked().stream().map(law -> audit(law, report)).toList();
  }

  private static Row audit(Invariant law, AuditReport report) {
    String[] messages = report.violations().stream()
        .filter(violation -> violation.invariant().equals(law.code()))
        .map(Violation::message)
        .toArray(String[]::new);
    return RowFactory.create(law.code(), law.statement(), messages.length == 0, messages);
  }

  static BigDecimal amount(BigDecimal amount, LedgerUnit unit) {
    return Decimals.exact("amount", amount, money(unit.scale()));
  }

  /**
   * Returns a TIMESTAMP, which holds whole microseconds; Spark cuts the rest off.
   *
   * @throws IllegalArgumentException if there is a rest
   */
  static Instant time(Instant instant) {
    if (!instant.truncatedTo(ChronoUnit.MICROS).equals(instant)) {
      throw Invalid.argument("time", instant, "a TIMESTAMP holds whole microseconds");
    }
    return instant;
  }

  /** A time as a TIMESTAMP has it, which doesn't depend on the class that Spark is set to take. */
  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time(instant));
  }
}
