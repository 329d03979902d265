package io.costledger.core.usage;

import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What a batch is made of, on its way there: by the index of a record, where nothing else is said.
 * Fields are set by whoever makes them; arrays are not changed any more.
 */
final class Columns {
  private static final int[] NONE = {};

  RecordIds ids = IdColumn.EMPTY;

  /** Whether each id comes after the one before it. */
  boolean ascending = true;

  int[] pairs = NONE;
  int[] consumers = NONE;
  int[] units = NONE;

  /** Empty where there is one delivery at most. */
  int[] deliveries = NONE;

  long[] unscaled = {};
  byte[] scales = {};
  Map<Integer, BigDecimal> wide = Map.of();
  List<String> dimensionNames = List.of();

  /** By dimension: the number of a record's text plus 1; 0: it has none. */
  int[][] dimensions = {};

  /** By pair: the number of its platform, and of its charge period. */
  int[] pairPlatforms = NONE;

  int[] pairPeriods = NONE;

  /** By number, from here on. */
  List<String> platformNames = List.of();

  List<Account> accounts = List.of();
  List<String> unitNames = List.of();
  List<Period> chargePeriods = List.of();
  List<String> deliveryIds = List.of();
  List<String> texts = List.of();

  int size() {
    return scales.length;
  }
}
