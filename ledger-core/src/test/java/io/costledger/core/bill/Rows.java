package io.costledger.core.bill;

import io.costledger.core.Samples;
import java.math.BigDecimal;
import java.util.Map;

/** Bill rows for the tests of this package. */
final class Rows {
  private Rows() {}

  static BillRecord row(String id, String cost) {
    return of(id, cost, Map.of(), Map.of());
  }

  static BillRecord column(String name, String text) {
    return of("row 1", "1", Map.of(name, text), Map.of());
  }

  static BillRecord tag(String key, String text) {
    return of("row 1", "1", Map.of(), Map.of(key, text));
  }

  static BillRecord of(
      String id, String cost, Map<String, String> columns, Map<String, String> tags) {
    return BillRecord.builder()
        .id(id)
        .chargePeriod(Samples.day(0))
        .cost(new BigDecimal(cost))
        .columns(columns)
        .tags(tags)
        .build();
  }
}
