package io.costledger.parquet;

import io.costledger.core.Invalid;
import io.costledger.core.money.ExactNumber;
import io.costledger.serialization.input.CsvFile;
import io.costledger.serialization.input.StopReading;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Values that are stored together: a column, or one side of a map.
 *
 * @param index which of the file's leaves it is, from 0
 * @param column the name of the column that it belongs to
 * @param element what the footer says of it
 * @param path its names from the top
 * @param repetition how deep it may repeat
 * @param definition how deep it is where it has a value
 */
record Leaf(
    int index,
    String column,
    SchemaElement element,
    List<String> path,
    int repetition,
    int definition) {
  Leaf {
    path = List.copyOf(path);
  }

  private static final long MILLIS = 1_000;
  private static final long MICROS = 1_000_000;
  private static final long NANOS = 1_000_000_000;

  /** By how many levels a part of the schema is deeper where it has a value: 0 or 1. */
  static int optional(SchemaElement element) {
    return element.getRepetition_type() == FieldRepetitionType.OPTIONAL ? 1 : 0;
  }

  /**
   * How its values are decoded. Floating point has the width of whole numbers, and is decoded as
   * if it were some, so that nothing ever holds a double.
   */
  ColumnDescriptor descriptor() {
    return new ColumnDescriptor(
        path.toArray(new String[0]),
        new PrimitiveType(
            Repetition.OPTIONAL, stored(), element.getType_length(), path.get(path.size() - 1)),
        repetition,
        definition);
  }

  PrimitiveTypeName stored() {
    return switch (element.getType()) {
      case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
      case INT32, FLOAT -> PrimitiveTypeName.INT32;
      case INT64, DOUBLE -> PrimitiveTypeName.INT64;
      case INT96 -> PrimitiveTypeName.INT96;
      case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
      case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    };
  }

  /**
   * What its values mean.
   *
   * @param asNumber whether they are asked for as numbers
   * @param inexact makes decimals of floating point; empty: there must be none
   * @throws StopReading if they can't be read
   */
  Meaning meaning(boolean asNumber, Optional<Inexact> inexact) {
    if (element.getType() == Type.FIXED_LEN_BYTE_ARRAY && element.getType_length() <= 0) {
      throw unreadable();
    }
    return switch (element.getType()) {
      case BOOLEAN -> new Meaning.Truth();
      case INT32, INT64 -> whole(asNumber);
      case INT96 -> new Meaning.Time(NANOS);
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> bytes(asNumber);
      case FLOAT, DOUBLE ->
        new Meaning.Floating(
            element.getType() == Type.DOUBLE,
            asNumber,
            inexact.orElseThrow(() -> Damage.of(
                column,
                Invalid.message(
                    "column",
                    element.getType(),
                    "binary floating point is not exact: CAST it to DECIMAL when it is written"))));
    };
  }

  private Meaning whole(boolean asNumber) {
    int bits = element.getType() == Type.INT64 ? Long.SIZE : Integer.SIZE;
    if (isDecimal()) {
      return decimal(asNumber);
    }
    if (isA(ConvertedType.DATE) || (logical() && type().isSetDATE())) {
      return new Meaning.Day();
    }
    if (logical() && type().isSetTIMESTAMP()) {
      return time(type().getTIMESTAMP().getUnit());
    }
    if (isA(ConvertedType.TIMESTAMP_MILLIS) || isA(ConvertedType.TIMESTAMP_MICROS)) {
      return new Meaning.Time(isA(ConvertedType.TIMESTAMP_MILLIS) ? MILLIS : MICROS);
    }
    if (isA(ConvertedType.TIME_MILLIS)
        || isA(ConvertedType.TIME_MICROS)
        || (logical() && !type().isSetINTEGER())) {
      throw unreadable();
    }
    boolean isUnsigned = logical()
        ? !type().getINTEGER().isIsSigned()
        : isA(ConvertedType.UINT_8)
            || isA(ConvertedType.UINT_16)
            || isA(ConvertedType.UINT_32)
            || isA(ConvertedType.UINT_64);
    return isUnsigned ? new Meaning.Unsigned(bits, asNumber) : new Meaning.Decimal(0, asNumber);
  }

  private static Meaning time(TimeUnit unit) {
    return new Meaning.Time(unit.isSetMILLIS() ? MILLIS : unit.isSetMICROS() ? MICROS : NANOS);
  }

  private Meaning bytes(boolean asNumber) {
    if (isDecimal()) {
      return decimal(asNumber);
    }
    if (logical() && type().isSetUUID() && element.getType_length() == 2 * Long.BYTES) {
      return new Meaning.Uuid();
    }
    boolean isText = logical()
        ? type().isSetSTRING() || type().isSetENUM() || type().isSetJSON()
        : !element.isSetConverted_type()
            || isA(ConvertedType.UTF8)
            || isA(ConvertedType.ENUM)
            || isA(ConvertedType.JSON);
    if (!isText || element.getType() != Type.BYTE_ARRAY) {
      throw unreadable();
    }
    return new Meaning.Text(CsvFile.MAX_FIELD);
  }

  private boolean isDecimal() {
    return isA(ConvertedType.DECIMAL) || (logical() && type().isSetDECIMAL());
  }

  private Meaning decimal(boolean asNumber) {
    boolean isLogical = logical() && type().isSetDECIMAL();
    int precision = isLogical ? type().getDECIMAL().getPrecision() : element.getPrecision();
    int scale = isLogical ? type().getDECIMAL().getScale() : element.getScale();
    if (precision < 1 || precision > ExactNumber.MAX_DIGITS || scale < 0 || scale > precision) {
      throw Damage.of(
          column,
          Invalid.message(
              "column",
              "DECIMAL(" + precision + ", " + scale + ")",
              "must have at most " + ExactNumber.MAX_DIGITS + " digits"));
    }
    return new Meaning.Decimal(scale, asNumber);
  }

  private boolean logical() {
    return element.isSetLogicalType();
  }

  private LogicalType type() {
    return element.getLogicalType();
  }

  private boolean isA(ConvertedType type) {
    return element.isSetConverted_type() && element.getConverted_type() == type;
  }

  private StopReading unreadable() {
    String type = logical()
        ? element.getType() + " " + type().getSetField()
        : element.getType()
            + (element.isSetConverted_type() ? " " + element.getConverted_type() : "");
    return Damage.of(
        column,
        Invalid.message("column", type, "is not read: CAST it to VARCHAR when it is written"));
  }
}
