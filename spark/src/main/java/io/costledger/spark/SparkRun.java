package io.costledger.spark;

import io.costledger.allocation.Settlement;
import io.costledger.allocation.Summarising;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.usage.UsageSummary;
import io.costledger.invariants.AuditedRun;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An audited run, and what it gives as tables with explicit types. */
public final class SparkRun {
  private final AuditedRun audited;
  private final UsageSummary summary;
  private final Dataset<Row> usage;
  private final SparkSession spark;
  private final LedgerUnit unit;

  SparkRun(AuditedRun audited, UsageSummary summary, Dataset<Row> usage) {
    this.audited = audited;
    this.summary = summary;
    this.usage = usage;
    this.spark = usage.sparkSession();
    this.unit = audited.run().policy().declared().unit();
  }

  /**
   * Returns the run itself, on the driver. Its usage is the summary: one record where the table has
   * many.
   *
   * @return the audited run
   */
  public AuditedRun audited() {
    return audited;
  }

  /**
   * Returns what the table of usage comes to.
   *
   * @return the sums, and of how many records
   */
  public UsageSummary summary() {
    return summary;
  }

  /**
   * Returns the entries.
   *
   * @return one row for each; the amount is DECIMAL(38, the ledger's scale)
   * @throws IllegalArgumentException if an amount has more than 38 digits
   */
  public Dataset<Row> entries() {
    return EntryRows.of(audited.run(), spark);
  }

  /**
   * Returns who bears what, exact and settled.
   *
   * @return one row for each account and measure
   */
  public Dataset<Row> statement() {
    return spark.createDataFrame(
        LedgerTables.statement(Settlement.statement(audited), unit),
        LedgerTables.statementSchema(unit));
  }

  /**
   * Returns what the audit found.
   *
   * @return one row for each law, with what is said against it
   */
  public Dataset<Row> audit() {
    return spark.createDataFrame(LedgerTables.audit(audited.report()), LedgerTables.AUDIT);
  }

  /**
   * Returns what could not be placed or counted, record by record, as a run in one process names it.
   *
   * @return one row for each fault; computed when it is read, for the records of a fault are in the
   *     table
   */
  public Dataset<Row> faults() {
    return new RecordFaults(audited.run(), summary, spark).of(parts());
  }

  /**
   * Returns what each record bears of the shares that its platform's model gives (SPEC 3.8): to the
   * units of {@code DrillDown.column}. Left out are records that count in no opened share; {@link
   * #unopened} says which shares have returns in them.
   *
   * @return one row for each record (or part of one, where the policy cuts it) and measure; computed
   *     when it is read
   */
  public Dataset<Row> records() {
    return shares().records();
  }

  /**
   * Returns the shares that {@link #records} leaves out for their returns: which of the other records
   * a return takes from is nowhere said.
   *
   * @return period, platform, consumer and measure of each
   */
  public Dataset<Row> unopened() {
    return shares().unopened();
  }

  /**
   * Compares entries that were written with those of this run, account by account: that nothing was
   * rounded, dropped or doubled on the way.
   *
   * @param written what was read back, with the columns of {@link #entries}
   * @throws io.costledger.core.LedgerException with the accounts whose rows differ in sum or number
   */
  public void requireWritten(Dataset<Row> written) {
    WrittenTables.requireSame(
        "entries",
        written,
        entries(),
        ShareTerms.AMOUNT,
        UsageCells.START,
        "from_account",
        "to_account",
        ShareTerms.MEASURE,
        "kind");
  }

  /**
   * Compares records that were written with the shares that they are of, share by share.
   *
   * @param written what was read back, with the columns of {@link #records}
   * @throws io.costledger.core.LedgerException with the shares to which the records don't sum
   */
  public void requireWrittenRecords(Dataset<Row> written) {
    WrittenTables.requireSame(
        "records",
        written,
        records(),
        ShareTerms.AMOUNT,
        UsageCells.START,
        UsageCells.PLATFORM,
        UsageCells.CONSUMER,
        ShareTerms.MEASURE);
  }

  private RecordShares shares() {
    return new RecordShares(parts(), new ShareTerms(spark, audited.run()), unit);
  }

  private Dataset<Row> parts() {
    return UsagePartRows.of(usage, Summarising.of(audited.run().policy()));
  }
}
