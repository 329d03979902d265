package io.costledger.allocation.simulation;

import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The time of a generated scenario, stretched so that its grain is a week, any week. */
final class Weeks {
  private static final Instant FIRST = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  private Weeks() {}

  static Period period(int week) {
    Instant start = FIRST.plus(WEEK.multipliedBy(week));
    return Period.of(start, start.plus(WEEK));
  }

  /** A period of a scenario as one of a week; order and equality stay. */
  static Period in(int week, ReferenceScenario shape, Period period) {
    Instant from = shape.grain().get(0).start();
    Instant to = shape.grain().get(shape.grain().size() - 1).end();
    BigInteger span = BigInteger.valueOf(Duration.between(from, to).toNanos());
    return Period.of(at(week, from, span, period.start()), at(week, from, span, period.end()));
  }

  private static Instant at(int week, Instant from, BigInteger span, Instant instant) {
    BigInteger nanos = BigInteger.valueOf(Duration.between(from, instant).toNanos());
    BigInteger[] stretched =
        nanos.multiply(BigInteger.valueOf(WEEK.toNanos())).divideAndRemainder(span);
    long down = stretched[1].signum() < 0 ? 1 : 0;
    return period(week).start().plusNanos(stretched[0].longValueExact() - down);
  }

  /** The scenario of one week. */
  static ReferenceScenario scenario(
      int week,
      ReferenceScenario shape,
      List<Row> rows,
      List<Use> uses,
      Map<String, Map<String, BigInteger>> before) {
    return new ReferenceScenario(
        shape.scale(),
        shape.rounding(),
        shape.prefix(),
        shape.grain().stream().map(period -> in(week, shape, period)).toList(),
        shape.centers(),
        shape.platforms(),
        rows,
        uses,
        shape.circles(),
        shape.order(),
        shape.proratedBill(),
        shape.proratedUsage(),
        before);
  }
}
