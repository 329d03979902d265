package io.costledger.invariants.foreign;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.Responsible;
import io.costledger.invariants.Severity;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What holds for one allocation.
 *
 * @param feed who delivers the origins, such as {@code bill-feed:provider}
 * @param author who computed the allocation, such as {@code policy-author:dbt}
 * @param tiers whether recipients may be platforms that pass on what they get
 * @param groups whether both tables have groups
 * @param left the checks that are not made
 * @param severities what breaking a check means, where it is not what the check itself says
 * @param tolerance what is let pass with a warning; empty: nothing
 */
public record ForeignRules(
    Responsible feed,
    Responsible author,
    boolean tiers,
    boolean groups,
    Set<ForeignCheck> left,
    Map<ForeignCheck, Severity> severities,
    Optional<Tolerance> tolerance) {
  /**
   * A tolerance: part of the definition, with its reason. What it lets pass is still reported with
   * exact figures.
   *
   * @param perOrigin the largest difference of an origin or platform that is let pass, 0 or more
   * @param total the largest difference of a group or in total that is let pass, 0 or more
   * @param reason why
   */
  public record Tolerance(BigDecimal perOrigin, BigDecimal total, String reason) {
    /** Checks the amounts and that there is a reason. */
    public Tolerance {
      if (perOrigin.signum() < 0) {
        throw Invalid.argument("tolerance", perOrigin, "must be 0 or more");
      }
      if (total.signum() < 0) {
        throw Invalid.argument("tolerance", total, "must be 0 or more");
      }
      if (reason.isBlank()) {
        throw Invalid.argument("reason", "''", "a tolerance must have one");
      }
    }
  }

  /** Copies the collections. */
  public ForeignRules {
    left = Set.copyOf(left);
    severities = Map.copyOf(severities);
  }

  /**
   * Returns the strict rules of one tier.
   *
   * @param feed the id of who delivers the origins
   * @param author the id of who computed the allocation
   * @return rules without tiers, groups or tolerance
   */
  public static ForeignRules strict(String feed, String author) {
    return new ForeignRules(
        new Responsible(Responsible.Role.BILL_FEED, feed),
        new Responsible(Responsible.Role.POLICY_AUTHOR, author),
        false,
        false,
        Set.of(),
        Map.of(),
        Optional.empty());
  }

  /**
   * Returns these rules for an allocation through several tiers.
   *
   * @return with tiers
   */
  public ForeignRules withTiers() {
    return new ForeignRules(feed, author, true, groups, left, severities, tolerance);
  }

  /**
   * Returns these rules for tables with groups.
   *
   * @return with groups
   */
  public ForeignRules withGroups() {
    return new ForeignRules(feed, author, tiers, true, left, severities, tolerance);
  }

  /**
   * Returns these rules with a tolerance.
   *
   * @param let what is let pass
   * @return with it
   */
  public ForeignRules withTolerance(Tolerance let) {
    return new ForeignRules(feed, author, tiers, groups, left, severities, Optional.of(let));
  }

  /**
   * Returns these rules without some checks.
   *
   * @param checks the checks that are not made
   * @return without them
   */
  public ForeignRules without(Set<ForeignCheck> checks) {
    Set<ForeignCheck> both = EnumSet.noneOf(ForeignCheck.class);
    both.addAll(left);
    both.addAll(checks);
    return new ForeignRules(feed, author, tiers, groups, both, severities, tolerance);
  }

  /**
   * Returns the rules as bytes, for a check in another process.
   *
   * @return what {@link #ofBytes} takes, in the same version of this library
   */
  public byte[] toBytes() {
    return RulesBytes.toBytes(this);
  }

  /**
   * Reads rules.
   *
   * @param bytes what {@link #toBytes} gave
   * @return the rules
   * @throws IllegalArgumentException if the bytes are not whole
   */
  public static ForeignRules ofBytes(byte[] bytes) {
    return RulesBytes.ofBytes(bytes);
  }

  Severity severity(ForeignCheck check) {
    return severities.getOrDefault(check, check.severity());
  }

  /** Whether a check can be made: asked for, and of tables that have what it needs. */
  boolean makes(ForeignCheck check) {
    return !left.contains(check)
        && switch (check) {
          case CONSERVATION_TIER, DOUBLE_ATTRIBUTION, TIER_ORDER -> tiers;
          case CONSERVATION_GROUP, GROUP -> groups;
          default -> true;
        };
  }
}
