package io.costledger.serialization.ledger;

import java.util.List;

/** The columns of entries, the same in CSV and JSON Lines. */
final class EntryColumns {
  static final String RUN = "run";
  static final String CHARGE_START = "charge_period_start";
  static final String CHARGE_END = "charge_period_end";
  static final String POSTING_START = "posting_period_start";
  static final String POSTING_END = "posting_period_end";
  static final String FROM = "from";
  static final String TO = "to";
  static final String AMOUNT = "amount";
  static final String CURRENCY = "currency";
  static final String BASIS = "basis";
  static final String MEASURE = "measure";
  static final String KIND = "kind";
  static final String TIER = "tier";
  static final String MODEL = "model";
  static final String MODEL_VERSION = "model_version";
  static final String QUANTITY = "quantity";
  static final String QUANTITY_UNIT = "quantity_unit";
  static final String REASONS = "reasons";
  static final String DELIVERIES = "deliveries";

  static final List<String> ALL = List.of(
      RUN,
      CHARGE_START,
      CHARGE_END,
      POSTING_START,
      POSTING_END,
      FROM,
      TO,
      AMOUNT,
      CURRENCY,
      BASIS,
      MEASURE,
      KIND,
      TIER,
      MODEL,
      MODEL_VERSION,
      QUANTITY,
      QUANTITY_UNIT,
      REASONS,
      DELIVERIES);

  private EntryColumns() {}
}
