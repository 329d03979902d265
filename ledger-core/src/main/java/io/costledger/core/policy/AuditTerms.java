package io.costledger.core.policy;

import io.costledger.core.Invalid;
import io.costledger.core.ValueStyle;
import io.costledger.core.account.CodePoints;
import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.immutables.value.Value;

/**
 * What a policy asks of the audit of its runs: thresholds, each with its reason, and which of the
 * soft laws stop a run from being published. It moves no unit, so it is no part of a run's
 * identity: the same run may be audited again under other terms.
 */
@Value.Immutable
@ValueStyle
public interface AuditTerms {
  /**
   * Returns what breaking a soft law means.
   *
   * @return law to severity; a law that isn't named only warns
   */
  Map<SoftLaw, Severities> severity();

  /**
   * Returns how much of the charges may have no home.
   *
   * @return empty: the law isn't asked for
   */
  Optional<ShareLimit> unallocatedShare();

  /**
   * Returns how much may change against another run, which the caller names.
   *
   * @return empty: the policy has no opinion
   */
  Optional<DriftLimit> drift();

  /**
   * Returns how long before the end of the grain a source's last delivery may have been received.
   *
   * @return empty: the law isn't asked for
   */
  Optional<AgeLimit> freshness();

  /**
   * Whether breaking a law stops a run from being published.
   *
   * @param blocks what holds for the run, and for platforms that aren't named
   * @param platforms platform id to whether it blocks there, ascending
   */
  record Severities(boolean blocks, NavigableMap<String, Boolean> platforms) {
    /** It never blocks. */
    public static final Severities WARN = of(false, Map.of());

    /** Copies the map. */
    public Severities {
      NavigableMap<String, Boolean> copy = new TreeMap<>(CodePoints.ORDER);
      copy.putAll(platforms);
      platforms = Collections.unmodifiableNavigableMap(copy);
    }

    /**
     * Returns severities.
     *
     * @param blocks what holds for the run, and for platforms that aren't named
     * @param platforms platform id to whether it blocks there
     * @return the severities
     */
    public static Severities of(boolean blocks, Map<String, Boolean> platforms) {
      NavigableMap<String, Boolean> sorted = new TreeMap<>(CodePoints.ORDER);
      sorted.putAll(platforms);
      return new Severities(blocks, sorted);
    }

    /**
     * Returns whether a violation blocks.
     *
     * @param platform the platform that it concerns; empty: the run
     * @return true if the run must not be published
     */
    public boolean blocks(Optional<String> platform) {
      return platform.map(id -> platforms.getOrDefault(id, blocks)).orElse(blocks);
    }
  }

  /**
   * How much of the charges may have no home, of the run and of each platform.
   *
   * @param most 0 to 1
   * @param reason why so much, in words; part of the definition of the law
   */
  record ShareLimit(Ratio most, String reason) {
    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is not 0 to 1, or the reason is blank
     */
    public ShareLimit {
      if (most.signum() < 0 || most.compareTo(Ratio.ONE) > 0) {
        throw Invalid.argument("unallocated share", most, "must be 0 to 1");
      }
      requireReason(reason);
    }
  }

  /**
   * How much a figure may change, up as well as down.
   *
   * @param most the part of the other figure that it may change by, 0 or more: 1/5 is 20 percent
   * @param floor the amount in the ledger's currency up to which any change is small, 0 or more;
   *     kept without trailing zeros, so equal amounts are equal
   * @param reason why so much, in words
   */
  record DriftLimit(Ratio most, BigDecimal floor, String reason) {
    /**
     * Checks the limits, and drops the floor's trailing zeros.
     *
     * @throws IllegalArgumentException if one is below 0, or the reason is blank
     */
    public DriftLimit {
      if (most.signum() < 0) {
        throw Invalid.argument("drift", most, "must be 0 or more");
      }
      if (floor.signum() < 0) {
        throw Invalid.argument("drift floor", floor.toPlainString(), "must be 0 or more");
      }
      floor = floor.stripTrailingZeros();
      requireReason(reason);
    }
  }

  /**
   * How long before the end of the grain a source's last delivery may have been received.
   *
   * @param most 0 to 3,660 days
   * @param reason why so long, in words
   */
  record AgeLimit(Duration most, String reason) {
    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is out of range, or the reason is blank
     */
    public AgeLimit {
      if (most.isNegative() || most.compareTo(Duration.ofDays(3660)) > 0) {
        throw Invalid.argument("freshness", most, "must be 0 to 3660 days");
      }
      requireReason(reason);
    }
  }

  private static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw Invalid.argument("reason of a threshold", "'" + reason + "'", "must say why");
    }
  }

  /**
   * Returns the terms of a policy that says nothing of its audits.
   *
   * @return no threshold, and soft laws warn
   */
  static AuditTerms none() {
    return builder().build();
  }

  /**
   * Starts terms.
   *
   * @return an empty builder
   */
  static Builder builder() {
    return new Builder();
  }

  /** Builds terms. */
  final class Builder extends ImmutableAuditTerms.Builder {
    Builder() {}
  }
}
