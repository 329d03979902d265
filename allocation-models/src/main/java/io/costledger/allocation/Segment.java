package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.core.policy.Proration;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A part of a record's own period that lies inside one grain period, or outside them all (SPEC
 * section 6).
 *
 * @param part the part
 * @param index which grain period contains it; empty if none does
 */
record Segment(Period part, OptionalInt index) {
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000L);

  /** The segments of a record, in time order; only one unless it is prorated. */
  static List<Segment> of(Grain grain, Period own, Proration proration) {
    OptionalInt containing = grain.indexContaining(own);
    return containing.isPresent() || proration == Proration.NONE
        ? List.of(new Segment(own, containing))
        : cut(grain, own);
  }

  private static List<Segment> cut(Grain grain, Period own) {
    List<Segment> segments = new ArrayList<>();
    List<Period> periods = grain.periods().castToList();
    Instant at = own.start();
    for (int i = grain.indexEndingAfter(at);
        i < periods.size() && periods.get(i).overlaps(own);
        i++) {
      Period period = periods.get(i);
      if (period.start().isAfter(at)) {
        segments.add(new Segment(Period.of(at, period.start()), OptionalInt.empty()));
        at = period.start();
      }
      Instant end = period.end().isBefore(own.end()) ? period.end() : own.end();
      segments.add(new Segment(Period.of(at, end), OptionalInt.of(i)));
      at = end;
    }
    if (at.isBefore(own.end())) {
      segments.add(new Segment(Period.of(at, own.end()), OptionalInt.empty()));
    }
    return segments;
  }

  /** A whole over segments in time order, by their durations to the nanosecond (SPEC 3.2). */
  static List<BigInteger> split(BigInteger whole, List<Segment> segments) {
    return segments.size() == 1
        ? List.of(whole)
        : Apportionment.PREFIX.split(
            whole, segments.stream().map(Segment::nanos).toList());
  }

  /** A duration of nanoseconds may be beyond 63 bits. */
  private BigInteger nanos() {
    Duration duration = part.duration();
    return BigInteger.valueOf(duration.getSeconds())
        .multiply(NANOS)
        .add(BigInteger.valueOf(duration.getNano()));
  }
}
