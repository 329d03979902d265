package io.costledger.serialization.focus;

import io.costledger.core.money.Basis;
import java.util.List;
import java.util.Map;

/** The columns of FOCUS 1.0 to 1.4 that the reader itself knows, and what they were called. */
final class FocusColumns {
  static final String CURRENCY = "BillingCurrency";
  static final String START = "ChargePeriodStart";
  static final String END = "ChargePeriodEnd";
  static final String TAGS = "Tags";

  /**
   * Two names of one thing. FOCUS 1.3 brought ServiceProviderName and deprecated ProviderName; 1.4
   * dropped the old one. PublisherName went the same way without a successor, and HostProviderName
   * is new and means another thing (whose machines they are), so neither has a twin.
   */
  private static final Map<String, String> TWINS = Map.of(
      "ProviderName", "ServiceProviderName",
      "ServiceProviderName", "ProviderName");

  private FocusColumns() {}

  static String cost(Basis basis) {
    return switch (basis) {
      case BILLED -> "BilledCost";
      case EFFECTIVE -> "EffectiveCost";
      case CONTRACTED -> "ContractedCost";
      case LIST -> "ListCost";
    };
  }

  static List<String> required(Basis basis) {
    return List.of(cost(basis), CURRENCY, START, END);
  }

  /** The names by which a rule may ask for a column, the column's own first. */
  static List<String> names(String column) {
    String twin = TWINS.get(column);
    return twin == null ? List.of(column) : List.of(column, twin);
  }
}
