package io.costledger.core.policy;

import io.costledger.core.ValueStyle;
import io.costledger.core.bill.BillRule;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.immutables.value.Value;

/**
 * Who pays for what, as declared: it may be wrong. {@link #resolve} turns it into what the engine
 * takes.
 */
@Value.Immutable
@ValueStyle
public interface Policy {
  /**
   * Returns the name of the policy.
   *
   * @return not empty
   */
  String name();

  /**
   * Returns the ledger's unit: currency and scale.
   *
   * @return the unit; there is no default
   */
  LedgerUnit unit();

  /**
   * Returns which cost the ledger holds.
   *
   * @return the basis; there is no default
   */
  Basis basis();

  /**
   * Returns how a cost that the scale can't hold is rounded, each record alone (SPEC 2.2).
   *
   * @return empty: such a cost is an error
   */
  Optional<RoundingMode> rounding();

  /**
   * Returns the charge periods of a run.
   *
   * @return disjoint periods
   */
  Grain grain();

  /**
   * Returns the period in whose books a run's entries stand.
   *
   * @return empty: the span of the grain
   */
  Optional<Period> posting();

  /**
   * Returns how units that don't divide evenly are placed.
   *
   * @return largest remainder unless said otherwise
   */
  @Value.Default
  default ApportionmentRule apportionment() {
    return ApportionmentRule.LARGEST_REMAINDER;
  }

  /**
   * Returns what happens where platforms charge each other in a circle.
   *
   * @return an error unless said otherwise
   */
  @Value.Default
  default Cycles cycles() {
    return new Cycles.Refused();
  }

  /**
   * Returns the source id of the bill.
   *
   * @return the id of the account {@code bill:<source>}; {@code bill} unless said otherwise
   */
  @Value.Default
  default String billSource() {
    return "bill";
  }

  /**
   * Returns what becomes of a bill row that no grain period contains.
   *
   * @return {@code NONE} unless said otherwise
   */
  @Value.Default
  default Proration billProration() {
    return Proration.NONE;
  }

  /**
   * Returns what becomes of a usage record that no grain period contains.
   *
   * @return {@code NONE} unless said otherwise
   */
  @Value.Default
  default Proration usageProration() {
    return Proration.NONE;
  }

  /**
   * Returns the rules that place bill rows, first match first.
   *
   * @return the rules in order
   */
  List<BillRule> billRules();

  /**
   * Returns the cost centers.
   *
   * @return in any order
   */
  List<CostCenter> costCenters();

  /**
   * Returns the platforms.
   *
   * @return in any order
   */
  List<Platform> platforms();

  /**
   * Returns the faults that stop a run.
   *
   * @return none unless said otherwise
   */
  Set<FaultReason> blocking();

  /**
   * Returns what the audit of a run asks beyond the laws that always hold.
   *
   * @return no thresholds unless said otherwise
   */
  @Value.Default
  default AuditTerms audit() {
    return AuditTerms.none();
  }

  /**
   * Checks everything and returns the policy that the engine takes.
   *
   * @return the resolved policy
   * @throws InvalidPolicyException with every mistake, if there is one
   */
  default ResolvedPolicy resolve() {
    return PolicyResolver.resolve(this);
  }

  /**
   * Starts a policy.
   *
   * @param name its name
   * @return a builder
   */
  static Builder builder(String name) {
    return new Builder().name(name);
  }

  /** Builds a policy. */
  final class Builder extends ImmutablePolicy.Builder {
    Builder() {}

    /**
     * Adds cost centers that are there always.
     *
     * @param ids their ids
     * @return this builder
     */
    public Builder costCenters(String... ids) {
      for (String id : ids) {
        addCostCenters(CostCenter.of(id));
      }
      return this;
    }

    /**
     * Adds a platform.
     *
     * @param id its id
     * @param declaration what to say of it
     * @return this builder
     */
    public Builder platform(String id, UnaryOperator<Platform.Builder> declaration) {
      return addPlatforms(declaration.apply(Platform.builder(id)).build());
    }
  }
}
