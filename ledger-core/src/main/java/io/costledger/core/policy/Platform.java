package io.costledger.core.policy;

import io.costledger.core.ValueStyle;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.time.Dated;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A shared service whose cost is passed on to its consumers, as a policy declares it. */
@Value.Immutable
@ValueStyle
public interface Platform {
  /**
   * Returns the id.
   *
   * @return not empty
   */
  String id();

  /**
   * Returns the cost center that owns the platform and bears what it keeps.
   *
   * @return the id of a cost center, effective-dated
   */
  Dated<String> owner();

  /**
   * Returns what the platform keeps of its pool.
   *
   * @return nothing unless said otherwise
   */
  @Value.Default
  default Dated<Retention> retention() {
    return Dated.always(new Retention.Nothing());
  }

  /**
   * Returns how the rest becomes weights over consumers.
   *
   * @return the model; empty: the pool is {@code NO_MODEL}
   */
  Optional<Dated<AllocationModel>> model();

  /**
   * Returns the least and the most that consumers pay of what the model passes on.
   *
   * @return no bounds unless said otherwise
   */
  @Value.Default
  default Dated<Bounds> bounds() {
    return Dated.always(Bounds.NONE);
  }

  /**
   * Returns what happens to cost that can't be placed, by reason.
   *
   * @return reasons that are not named: {@code unallocated}
   */
  Map<FaultReason, Unplaced> unplaced();

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it is empty
   */
  @Value.Check
  default void check() {
    Account.requireId("platform id", id());
  }

  /**
   * Starts a platform.
   *
   * @param id the id, not empty
   * @return a builder
   */
  static Builder builder(String id) {
    return new Builder().id(id);
  }

  /** Builds a platform. */
  final class Builder extends ImmutablePlatform.Builder {
    Builder() {}

    /**
     * Sets an owner that never changes.
     *
     * @param costCenter the id of a cost center
     * @return this builder
     */
    public Builder owner(String costCenter) {
      return owner(Dated.always(costCenter));
    }

    /**
     * Keeps a share of the pool.
     *
     * @param share a decimal or a ratio, 0 to 1, such as {@code "0.15"}
     * @return this builder
     */
    public Builder retain(String share) {
      return retention(
          Dated.always(new Retention.Share(io.costledger.core.money.Ratio.parse(share))));
    }

    /**
     * Sets a model that never changes.
     *
     * @param model the model
     * @return this builder
     */
    public Builder model(AllocationModel model) {
      return model(Dated.always(model));
    }

    /**
     * Sets bounds that never change.
     *
     * @param bounds the least and the most that consumers pay
     * @return this builder
     */
    public Builder bounds(Bounds bounds) {
      return bounds(Dated.always(bounds));
    }
  }
}
