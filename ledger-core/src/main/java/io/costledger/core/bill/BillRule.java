package io.costledger.core.bill;

import io.costledger.core.ValueStyle;
import io.costledger.core.account.Account;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Places the bill rows that satisfy a condition. Rules are tried in order; the first that matches
 * places the row.
 */
@Value.Immutable
@ValueStyle
public interface BillRule {
  /**
   * Returns the rule's name, for explanations.
   *
   * @return not empty
   */
  String name();

  /**
   * Returns which rows the rule places.
   *
   * @return the condition; every row unless said otherwise
   */
  @Value.Default
  default RowCondition when() {
    return new RowCondition.Always();
  }

  /**
   * Returns where the cost goes: a platform, or a cost center.
   *
   * @return how the target is named
   */
  AccountNaming to();

  /**
   * Returns who is named by a charge of a platform: a given charge goes to its consumer whole (SPEC
   * 4.1).
   *
   * @return how the consumer is named; only where the target is a platform
   */
  Optional<AccountNaming> consumer();

  /**
   * Returns whether the platform keeps these charges for itself, borne by its owner (SPEC 4.1).
   *
   * @return false unless said otherwise
   */
  @Value.Default
  default boolean retained() {
    return false;
  }

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  @Value.Check
  default void check() {
    Account.requireId("bill rule name", name());
  }

  /**
   * Starts a rule.
   *
   * @return an empty builder
   */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a rule. */
  final class Builder extends ImmutableBillRule.Builder {
    Builder() {}
  }
}
