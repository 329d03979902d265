package io.costledger.core.attribution;

import io.costledger.core.Invalid;
import io.costledger.core.time.Period;
import java.util.List;
import java.util.Map;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * An attribution graph in the order in which cost flows through it: without cycles, or with each
 * circle taken as one group. The engine takes only this; only {@link AttributionGraph#resolve} and
 * {@link AttributionGraph#resolveGroups} make it.
 */
public final class ResolvedAttribution {
  private final Period period;
  private final ImmutableList<ImmutableList<String>> groups;
  private final Map<String, Integer> tiers;

  ResolvedAttribution(Period period, List<List<String>> groups, Map<String, Integer> tiers) {
    this.period = period;
    this.groups = Lists.immutable.ofAll(groups).collect(Lists.immutable::ofAll);
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
   * Returns every platform, each after all that charge it; those of a circle stand together.
   *
   * @return the ids in order
   */
  public ImmutableList<String> order() {
    return groups.flatCollect(group -> group);
  }

  /**
   * Returns the platforms that pass cost on together, each group after all that charge it.
   *
   * @return groups of one platform, or of those in a circle, ascending
   */
  public ImmutableList<ImmutableList<String>> groups() {
    return groups;
  }

  /**
   * Returns a platform's depth: 0 where no platform charges it, else 1 + the deepest that does. The
   * members of a group have one depth, to which those outside count alone.
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
