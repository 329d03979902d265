package io.costledger.allocation.batch;

import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import java.util.Comparator;

/**
 * What one platform has to pass on in one grain period, and the usage by which it does. Pools ascend
 * by period, then by platform.
 *
 * <p>Example: {@code new Pool(august, "ec2")}.
 *
 * @param period the grain period
 * @param platform the platform's id
 */
public record Pool(Period period, String platform) implements Comparable<Pool> {
  private static final Comparator<Pool> ORDER =
      Comparator.comparing(Pool::period).thenComparing(Pool::platform, CodePoints.ORDER);

  /** By period, then by platform. */
  @Override
  public int compareTo(Pool other) {
    return ORDER.compare(this, other);
  }
}
