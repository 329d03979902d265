package io.costledger.core.usage;

import io.costledger.core.account.CodePoints;
import java.util.List;
import java.util.function.Function;

/**
 * The ids of the records that stand for sums ({@link UsageSummary.Key#recordId}), from texts that
 * are made once for all keys.
 */
final class SumIds {
  private static final String START = "sum of ";

  private final String[] deliveries;
  private final String[] platforms;
  private final String[] consumers;
  private final String[] units;
  private final String[] chargePeriods;

  SumIds(SumColumns sums) {
    deliveries = texts(sums.deliveries().values(), SumIds::part);
    platforms = texts(sums.platforms().values(), SumIds::part);
    consumers = texts(sums.consumers().values(), consumer -> part(consumer.toString()));
    units = texts(sums.units().values(), SumIds::part);
    chargePeriods = texts(sums.chargePeriods().values(), Object::toString);
  }

  static String of(UsageSummary.Key key) {
    return START
        + part(key.delivery())
        + part(key.platform())
        + part(key.consumer().toString())
        + part(key.unit())
        + key.chargePeriod();
  }

  /** No part begins with another: a bar in a text has a backslash before it, the one at the end none. */
  private static String part(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|") + " | ";
  }

  private static <T> String[] texts(List<T> values, Function<T, String> text) {
    return values.stream().map(text).toArray(String[]::new);
  }

  String id(int delivery, int platform, int consumer, int unit, int chargePeriod) {
    return START
        + deliveries[delivery]
        + platforms[platform]
        + consumers[consumer]
        + units[unit]
        + chargePeriods[chargePeriod];
  }

  /** Whether ids ascend wherever keys do: if the parts do, which no other part begins. */
  boolean ascendAsKeys() {
    return ascend(deliveries)
        && ascend(platforms)
        && ascend(consumers)
        && ascend(units)
        && ascend(chargePeriods);
  }

  private static boolean ascend(String[] texts) {
    for (int i = 1; i < texts.length; i++) {
      if (CodePoints.compare(texts[i - 1], texts[i]) >= 0) {
        return false;
      }
    }
    return true;
  }
}
