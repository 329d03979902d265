package io.costledger.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import io.costledger.core.money.LedgerUnit;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Opens the shares of a run into the records of a table, by largest remainder (SPEC 3.8), to the
 * units of the in-process drill-down.
 *
 * <p>A record's exact part of its share needs only the share's units and weight, which the run knows.
 * So each record gets the floor of its part where it lies; what is left of a share goes, one unit
 * each, to its records with the largest remainders. For that the records are shuffled by share, once,
 * and Spark sorts those of a share and spills them to disk: no list of them is held anywhere.
 */
final class RecordShares {
  private static final String FLOOR = "floor";
  private static final String FLOORS = "floors";
  private static final String REMAINDER = "remainder";
  private static final String RANK = "rank";
  private static final String IS_RETURN = "is_return";
  private static final String HAS_RETURNS = "has_returns";

  private static final StructType WEIGHED = new StructType()
      .add(ShareTerms.SHARE, DataTypes.LongType, false)
      .add(UsageCells.ID, DataTypes.StringType, false)
      .add(UsageCells.DELIVERY, DataTypes.StringType, false)
      .add(FLOOR, ShareTerms.WHOLE, false)
      .add(REMAINDER, DataTypes.BinaryType, false)
      .add(IS_RETURN, DataTypes.BooleanType, false);

  private final ShareTerms terms;
  private final LedgerUnit unit;
  private final Dataset<Row> weighed;

  RecordShares(Dataset<Row> parts, ShareTerms terms, LedgerUnit unit) {
    this.terms = terms;
    this.unit = unit;
    this.weighed = parts
        .join(broadcast(terms.rates()), ShareTerms.rateKey())
        .join(broadcast(terms.shares()), ShareTerms.shareKey())
        .map((MapFunction<Row, Row>) RecordShares::weigh, Encoders.row(WEIGHED));
  }

  /** What each record of an opened share bears. */
  Dataset<Row> records() {
    int scale = unit.scale();
    StructType form = new StructType()
        .add(UsageCells.ID, DataTypes.StringType, false)
        .add(UsageCells.DELIVERY, DataTypes.StringType, false)
        .add(UsageCells.START, DataTypes.LongType, false)
        .add(UsageCells.END, DataTypes.LongType, false)
        .add(UsageCells.PLATFORM, DataTypes.StringType, false)
        .add(UsageCells.CONSUMER, DataTypes.StringType, false)
        .add(ShareTerms.MEASURE, DataTypes.StringType, false)
        .add(ShareTerms.AMOUNT, LedgerTables.money(scale), false);
    WindowSpec ordered = Window.partitionBy(ShareTerms.SHARE)
        .orderBy(
            col(REMAINDER).desc(),
            col(UsageCells.ID).asc(),
            col(UsageCells.DELIVERY).asc());
    WindowSpec upTo = ordered.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    WindowSpec whole =
        ordered.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    return weighed
        .withColumn(RANK, count(lit(1)).over(upTo))
        .withColumn(FLOORS, sum(FLOOR).over(whole))
        .withColumn(HAS_RETURNS, max(IS_RETURN).over(whole))
        .where(not(col(HAS_RETURNS)))
        .join(broadcast(terms.shares()), ShareTerms.SHARE)
        .map((MapFunction<Row, Row>) row -> placed(row, scale), Encoders.row(form))
        .select(columns());
  }

  /** The shares that can't be opened: which of the other records a return takes from is nowhere said. */
  Dataset<Row> unopened() {
    return weighed
        .groupBy(ShareTerms.SHARE)
        .agg(max(IS_RETURN).as(HAS_RETURNS))
        .where(col(HAS_RETURNS))
        .join(broadcast(terms.shares()), ShareTerms.SHARE)
        .select(ShareTerms.shareColumns());
  }

  private Column[] columns() {
    List<Column> columns = new ArrayList<>(List.of(col(UsageCells.ID), col(UsageCells.DELIVERY)));
    columns.addAll(List.of(ShareTerms.shareColumns()));
    columns.add(col(ShareTerms.AMOUNT));
    columns.add(lit(unit.currency().getCode()).as("currency"));
    return columns.toArray(Column[]::new);
  }

  private static Row weigh(Row row) {
    BigDecimal quantity = new BigDecimal(row.<String>getAs(UsageCells.QUANTITY));
    BigDecimal weight = quantity.multiply(new BigDecimal(row.<String>getAs(ShareTerms.RATE)));
    BigDecimal total = new BigDecimal(row.<String>getAs(ShareTerms.WEIGHT));
    BigDecimal units = row.<BigDecimal>getAs(ShareTerms.UNITS).abs();
    boolean isReturn = quantity.signum() < 0;
    BigDecimal[] parts = isReturn
        ? new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO}
        : units.multiply(weight).divideAndRemainder(total);
    return RowFactory.create(
        row.getAs(ShareTerms.SHARE),
        row.getAs(UsageCells.ID),
        row.getAs(UsageCells.DELIVERY),
        Decimals.exact("floor of a part", parts[0], ShareTerms.WHOLE),
        sortable(parts[1], total),
        isReturn);
  }

  /**
   * Bytes that sort as the remainder does among those of its share: each is below the total. The
   * whole number, high byte first, as long as the total's; then two decimals in each byte.
   */
  static byte[] sortable(BigDecimal remainder, BigDecimal total) {
    BigInteger whole = remainder.toBigInteger();
    byte[] digits = whole.toByteArray();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int missing = total.toBigInteger().toByteArray().length - digits.length;
        missing > 0;
        missing--) {
      bytes.write(0);
    }
    bytes.writeBytes(digits);
    BigDecimal rest = remainder.subtract(new BigDecimal(whole));
    while (rest.signum() != 0) {
      BigDecimal hundredfold = rest.movePointRight(2);
      bytes.write(hundredfold.intValue());
      rest = hundredfold.subtract(new BigDecimal(hundredfold.toBigInteger()));
    }
    return bytes.toByteArray();
  }

  private static Row placed(Row row, int scale) {
    BigInteger units = row.<BigDecimal>getAs(ShareTerms.UNITS).toBigIntegerExact();
    BigInteger left = units.abs().subtract(row.<BigDecimal>getAs(FLOORS).toBigIntegerExact());
    BigInteger floor = row.<BigDecimal>getAs(FLOOR).toBigIntegerExact();
    boolean isMore = BigInteger.valueOf(row.<Long>getAs(RANK)).compareTo(left) <= 0;
    BigInteger part = isMore ? floor.add(BigInteger.ONE) : floor;
    return RowFactory.create(
        row.getAs(UsageCells.ID),
        row.getAs(UsageCells.DELIVERY),
        row.getAs(UsageCells.START),
        row.getAs(UsageCells.END),
        row.getAs(UsageCells.PLATFORM),
        row.getAs(UsageCells.CONSUMER),
        row.getAs(ShareTerms.MEASURE),
        Decimals.exact(
            "amount",
            new BigDecimal(units.signum() < 0 ? part.negate() : part, scale),
            LedgerTables.money(scale)));
  }
}
