package io.costledger.invariants;

import io.costledger.core.policy.Proration;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the parts of a record lie in time, and what each is of the whole (SPEC section 6, 3.2). */
final class Parts {
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000L);

  private Parts() {}

  /** The first part that doesn't start where the one before ended, or ends outside. */
  static Optional<Period> strayed(Period own, List<Period> parts) {
    Instant at = own.start();
    for (Period part : parts) {
      if (!part.start().equals(at) || part.end().isAfter(own.end())) {
        return Optional.of(part);
      }
      at = part.end();
    }
    return at.equals(own.end()) ? Optional.empty() : Optional.of(Period.of(at, own.end()));
  }

  /** Why a record's part must not be what it is; empty if it may be. */
  static Optional<String> wrongCut(Grain grain, Proration proration, Period own, Period part) {
    if (part.equals(own) && proration == Proration.NONE) {
      return Optional.empty();
    }
    if (proration == Proration.NONE) {
      return Optional.of("the policy prorates no such record");
    }
    if (grain.containing(part).isEmpty() && touches(grain, part)) {
      return Optional.of("must lie inside a grain period or outside all");
    }
    boolean isCutRight = (part.start().equals(own.start()) || isBound(grain, part.start()))
        && (part.end().equals(own.end()) || isBound(grain, part.end()));
    return isCutRight
        ? Optional.empty()
        : Optional.of("must be cut only where a grain period starts or ends");
  }

  /** The part of a whole that falls into a part of a period: floor to its end less to its start. */
  static BigInteger share(BigInteger whole, Period own, Period part) {
    BigInteger size = whole.abs();
    BigInteger share = upTo(size, own, part.end()).subtract(upTo(size, own, part.start()));
    return whole.signum() < 0 ? share.negate() : share;
  }

  private static BigInteger upTo(BigInteger size, Period own, Instant instant) {
    return size.multiply(nanos(own.start(), instant)).divide(nanos(own.start(), own.end()));
  }

  private static BigInteger nanos(Instant from, Instant to) {
    Duration duration = Duration.between(from, to);
    return BigInteger.valueOf(duration.getSeconds())
        .multiply(NANOS)
        .add(BigInteger.valueOf(duration.getNano()));
  }

  private static boolean touches(Grain grain, Period part) {
    int next = grain.indexEndingAfter(part.start());
    return next < grain.periods().size() && grain.periods().get(next).overlaps(part);
  }

  private static boolean isBound(Grain grain, Instant instant) {
    int next = grain.indexEndingAfter(instant);
    return (next < grain.periods().size() && grain.periods().get(next).start().equals(instant))
        || (next > 0 && grain.periods().get(next - 1).end().equals(instant));
  }
}
