package io.costledger.spark;

import static io.costledger.core.account.AccountKind.BILL;
import static io.costledger.core.account.AccountKind.GROUP;
import static io.costledger.core.account.AccountKind.PLATFORM;
import static io.costledger.core.account.AccountKind.UNALLOCATED;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A place in which entries are summed or counted. Amounts of different currencies or bases never
 * meet in one. What a place does without is empty.
 *
 * @param what what is looked at there
 * @param run the run's id
 * @param period the charge period
 * @param money currency and basis
 * @param measure charge or credit
 * @param account an account's text
 * @param detail what else tells the place apart
 */
record EntryKey(
    What what,
    String run,
    String period,
    String money,
    String measure,
    String account,
    String detail)
    implements Serializable, Comparable<EntryKey> {
  /** What is looked at in a place. */
  enum What {
    /** What left the bill, and what came to rest. */
    PERIOD,
    /** What came into a platform or group, and what left it. */
    POOL,
    /** The entries that leave a platform or group, without corrections. */
    LEAVING,
    /** The entries by which a platform retains. */
    KEPT,
    /** The tiers of a platform or group. */
    TIER,
    /** What a platform or group passes on to a platform, which must be deeper. */
    EDGE,
    /** The entries that name an account. */
    NAMED,
    /** The entries of one charge and posting period. */
    BOOKED,
    /** The entries of which there must be one. */
    ONE
  }

  /** The detail of entries that say that no grain period contains their own. */
  static final String HOMELESS = " homeless";

  private static final Comparator<EntryKey> ORDER = Comparator.comparing(EntryKey::run)
      .thenComparing(EntryKey::period)
      .thenComparing(EntryKey::money)
      .thenComparing(EntryKey::account)
      .thenComparing(EntryKey::measure)
      .thenComparing(EntryKey::detail)
      .thenComparing(EntryKey::what);

  static final int PARTS = 7;

  /** The columns of a key, first in each row that has one. */
  static final StructType FORM = new StructType()
      .add("what", DataTypes.StringType, false)
      .add("run", DataTypes.StringType, false)
      .add("period", DataTypes.StringType, false)
      .add("money", DataTypes.StringType, false)
      .add("measure", DataTypes.StringType, false)
      .add("account", DataTypes.StringType, false)
      .add("detail", DataTypes.StringType, false);

  static EntryKey period(EntryCells.Entry entry) {
    return in(What.PERIOD, entry, "");
  }

  static EntryKey pool(EntryCells.Entry entry, Account account) {
    return in(What.POOL, entry, account.toString());
  }

  private static EntryKey in(What what, EntryCells.Entry entry, String account) {
    LedgerEntry booked = entry.booked();
    return new EntryKey(
        what,
        booked.run(),
        booked.chargePeriod().toString(),
        booked.unit().currency() + " " + entry.basis(),
        booked.measure().name(),
        account,
        "");
  }

  static EntryKey tier(LedgerEntry booked) {
    return of(What.TIER, booked, booked.from().toString(), "");
  }

  static EntryKey edge(LedgerEntry booked) {
    return of(What.EDGE, booked, booked.from().toString(), booked.to().toString());
  }

  static EntryKey named(LedgerEntry booked, Account account) {
    return of(What.NAMED, booked, account.toString(), "");
  }

  static EntryKey booked(LedgerEntry booked) {
    boolean homeless = booked.from().kind() == BILL && booked.to().kind() == UNALLOCATED;
    return of(What.BOOKED, booked, "", booked.postingPeriod() + (homeless ? HOMELESS : ""));
  }

  private static EntryKey of(What what, LedgerEntry booked, String account, String detail) {
    return new EntryKey(
        what, booked.run(), booked.chargePeriod().toString(), "", "", account, detail);
  }

  static EntryKey one(LedgerEntry booked) {
    return new EntryKey(
        What.ONE,
        booked.run(),
        booked.chargePeriod() + " " + booked.postingPeriod(),
        "",
        booked.measure().name(),
        booked.from().toString(),
        booked.kind().text() + " " + booked.to());
  }

  /** The same place, to look at something else in it. */
  EntryKey as(What other) {
    return new EntryKey(other, run, period, money, measure, account, detail);
  }

  /** The key with which a row begins. */
  static EntryKey of(Row row) {
    return new EntryKey(
        What.valueOf(row.getString(0)),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }

  /** A row's cells, with room for more. */
  Object[] cells(int more) {
    Object[] cells = new Object[PARTS + more];
    System.arraycopy(
        new Object[] {what.name(), run, period, money, measure, account, detail},
        0,
        cells,
        0,
        PARTS);
    return cells;
  }

  static Column[] columns() {
    return Arrays.stream(FORM.fieldNames()).map(functions::col).toArray(Column[]::new);
  }

  static boolean passesOn(Account account) {
    return account.kind() == PLATFORM || account.kind() == GROUP;
  }

  /**
   * Given charges come before the graph, and where the consumer of one is unknown others stand in for
   * it; the members of a group share its tier.
   */
  static boolean isEdge(LedgerEntry booked) {
    return booked.tier().isPresent()
        && booked.kind() != EntryKind.DIRECT
        && booked.kind() != EntryKind.CORRECTION
        && booked.to().kind() == PLATFORM
        && !booked.reasons().contains(FaultReason.UNKNOWN_CONSUMER);
  }

  @Override
  public int compareTo(EntryKey other) {
    return ORDER.compare(this, other);
  }
}
