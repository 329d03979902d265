package io.costledger.lawkit;

import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Where in a grain the charge period of a record lies. */
record Span(Where where, int pick) {
  private static final Duration HALF = Duration.ofHours(12);
  private static final Duration HOUR = Duration.ofHours(1);

  enum Where {
    /** A charge period of the grain. */
    WHOLE,
    /** An hour of one. */
    INSIDE,
    /** Half a day on either side of the end of one. */
    ACROSS,
    /** After the last one. */
    OUTSIDE
  }

  /** Mostly in the first charge period, so that records meet. */
  static Arbitrary<Span> any() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(12, Where.WHOLE),
                Tuple.of(2, Where.INSIDE),
                Tuple.of(3, Where.ACROSS),
                Tuple.of(1, Where.OUTSIDE)),
            Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(0)), Tuple.of(1, Picks.one())))
        .as(Span::new);
  }

  Period in(Grain grain) {
    Period period = Picks.from(grain.periods().castToList(), pick);
    return switch (where) {
      case WHOLE -> period;
      case INSIDE -> Period.of(period.start(), period.start().plus(HOUR));
      case ACROSS -> Period.of(period.end().minus(HALF), period.end().plus(HALF));
      case OUTSIDE -> Period.of(grain.span().end(), grain.span().end().plus(HOUR));
    };
  }
}
