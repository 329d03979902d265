package io.costledger.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.costledger.core.money.LedgerUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Opens the shares of a run into the records of a table, by largest remainder (SPEC 3.8), to the
 * units of the in-process drill-down.
 *
 * <p>A record's exact part of its share needs only the share's units and weight, which the run knows.
 * So each record gets the floor of its part where it lies; what is left of a share goes, one unit
 * each, to its records with the largest remainders. For that the records of a share are sorted by
 * Spark, which spills to disk, and are passed one by one: no list of them is held anywhere.
 */
final class RecordShares {
  private static final String FLOOR = "floor";
  private static final String FLOORS = "floors";
  private static final String REMAINDER = "remainder";
  private static final String IS_RETURN = "is_return";
  private static final String HAS_RETURNS = "has_returns";
  private static final String LEFT = "left_units";

  private static final StructType WEIGHED = new StructType()
      .add(ShareTerms.SHARE, DataTypes.LongType, false)
      .add(UsageCells.ID, DataTypes.StringType, false)
      .add(UsageCells.DELIVERY, DataTypes.StringType, false)
      .add(FLOOR, DataTypes.StringType, false)
      .add(REMAINDER, DataTypes.StringType, false)
      .add(IS_RETURN, DataTypes.BooleanType, false);

  private static final StructType LEFTS = new StructType()
      .add(ShareTerms.SHARE, DataTypes.LongType, false)
      .add(LEFT, DataTypes.LongType, false)
      .add("negative", DataTypes.BooleanType, false);

  private final ShareTerms terms;
  private final LedgerUnit unit;
  private final Dataset<Row> weighed;
  private final Dataset<Row> sums;

  RecordShares(Dataset<Row> parts, ShareTerms terms, LedgerUnit unit) {
    this.terms = terms;
    this.unit = unit;
    this.weighed = parts
        .join(broadcast(terms.rates()), ShareTerms.key())
        .map((MapFunction<Row, Row>) RecordShares::weigh, Encoders.row(WEIGHED));
    this.sums = weighed
        .groupBy(ShareTerms.SHARE)
        .agg(TextSum.of(col(FLOOR)).as(FLOORS), max(IS_RETURN).as(HAS_RETURNS))
        .join(terms.shares(), ShareTerms.SHARE);
  }

  /** What each record of an opened share bears. */
  Dataset<Row> records() {
    int scale = unit.scale();
    StructType form = new StructType()
        .add(ShareTerms.SHARE, DataTypes.LongType, false)
        .add(UsageCells.ID, DataTypes.StringType, false)
        .add(UsageCells.DELIVERY, DataTypes.StringType, false)
        .add(ShareTerms.AMOUNT, LedgerTables.money(scale), false);
    Dataset<Row> lefts = sums.filter((FilterFunction<Row>) row -> !row.<Boolean>getAs(HAS_RETURNS))
        .map((MapFunction<Row, Row>) RecordShares::left, Encoders.row(LEFTS));
    FlatMapGroupsFunction<Long, Row, Row> place = (share, rows) -> placed(rows, scale);
    Column[] order = {
      col(REMAINDER).desc(), col(UsageCells.ID).asc(), col(UsageCells.DELIVERY).asc()
    };
    return weighed
        .join(lefts, ShareTerms.SHARE)
        .groupByKey((MapFunction<Row, Long>) row -> row.getLong(0), Encoders.LONG())
        .flatMapSortedGroups(order, place, Encoders.row(form))
        .join(broadcast(terms.shares()), ShareTerms.SHARE)
        .select(columns());
  }

  /** The shares that can't be opened: which of the other records a return takes from is nowhere said. */
  Dataset<Row> unopened() {
    return sums.where(col(HAS_RETURNS)).select(ShareTerms.shareColumns());
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
    BigDecimal units = new BigDecimal(row.<String>getAs(ShareTerms.UNITS)).abs();
    boolean isReturn = quantity.signum() < 0;
    BigDecimal[] parts = isReturn
        ? new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO}
        : units.multiply(weight).divideAndRemainder(total);
    return RowFactory.create(
        row.getAs(ShareTerms.SHARE),
        row.getAs(UsageCells.ID),
        row.getAs(UsageCells.DELIVERY),
        parts[0].toBigIntegerExact().toString(),
        sortable(parts[1], total),
        isReturn);
  }

  /** A text that sorts as the remainder does among those of its share: each is below the total. */
  private static String sortable(BigDecimal remainder, BigDecimal total) {
    int digits = total.toBigInteger().toString().length();
    String whole = remainder.toBigInteger().toString();
    BigDecimal rest = remainder.subtract(new BigDecimal(remainder.toBigInteger()));
    String decimals =
        rest.signum() == 0 ? "" : rest.stripTrailingZeros().toPlainString().substring(2);
    return "0".repeat(digits - whole.length()) + whole + "." + decimals;
  }

  private static Row left(Row row) {
    BigInteger units = new BigInteger(row.<String>getAs(ShareTerms.UNITS));
    BigInteger floors = new BigInteger(row.<String>getAs(FLOORS));
    return RowFactory.create(
        row.getAs(ShareTerms.SHARE),
        units.abs().subtract(floors).longValueExact(),
        units.signum() < 0);
  }

  private static Iterator<Row> placed(Iterator<Row> rows, int scale) {
    return new Iterator<>() {
      private long rank;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        BigInteger floor = new BigInteger(row.<String>getAs(FLOOR));
        BigInteger units = rank < row.<Long>getAs(LEFT) ? floor.add(BigInteger.ONE) : floor;
        rank++;
        return RowFactory.create(
            row.getAs(ShareTerms.SHARE),
            row.getAs(UsageCells.ID),
            row.getAs(UsageCells.DELIVERY),
            Decimals.exact(
                "amount",
                new BigDecimal(row.<Boolean>getAs("negative") ? units.negate() : units, scale),
                LedgerTables.money(scale)));
      }
    };
  }
}
