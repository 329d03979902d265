package io.costledger.core.attribution;

import io.costledger.core.Invalid;
import io.costledger.core.time.Period;
import java.util.List;
import java.util.Map;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * An attribution graph without cycles, in the order in which cost flows through it. The engine
 * takes only this; only {@link AttributionGraph#resolve} makes it.
 */
public final class ResolvedAttribution {
  private final Period period;
  private final ImmutableList<String> order;
  private final Map<String, Integer> tiers;

  ResolvedAttribution(Period period, List<String> order, Map<String, Integer> tiers) {
    this.period = period;
    this.order = Lists.immutable.ofAll(order);
    this.tiers = Map.copyOf(tiers);
  }

  /**
   * Returns the grain period.
   *
   * @return the period
   */
  public Period period() {
    return period;
  }

  /**
   * Returns every platform, each after all that charge it.
   *
   * @return the ids in order
   */
  public ImmutableList<String> order() {
    return order;
  }

  /**
   * Returns a platform's depth: 0 where no platform charges it, else 1 + the deepest that does.
   *
   * @param platform the platform's id
   * @return 0 or more
   * @throws IllegalArgumentException if the graph doesn't know the platform
   */
  public int tier(String platform) {
    Integer tier = tiers.get(platform);
    if (tier == null) {
      throw Invalid.argument("platform", platform, "is not in the attribution");
    }
    return tier;
  }
}
