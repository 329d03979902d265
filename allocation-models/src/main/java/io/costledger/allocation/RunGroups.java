package io.costledger.allocation;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.attribution.AttributionGraph;
import io.costledger.core.ledger.Run;
import io.costledger.core.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The reciprocal groups of a run (SPEC 5.5), with weights computed again from its policy and inputs:
 * what lineage and explanation need to know of them. All is computed once, when first
 * asked for. Not for use by several threads at once.
 *
 * <p>Example: {@code RunGroups.of(run).routes(august, new Account(AccountKind.GROUP, "hdfs"))}.
 */
public final class RunGroups {
  private record Place(Period period, Account account) {}

  private final Run run;
  private Optional<RunPlans> plans = Optional.empty();
  private final Map<Place, GroupPlan> groups = new HashMap<>();
  private final Map<Place, GroupRoutes> routes = new HashMap<>();

  private RunGroups(Run run) {
    this.run = run;
  }

  static RunGroups of(Run run, RunPlans plans) {
    RunGroups groups = new RunGroups(run);
    groups.plans = Optional.of(plans);
    return groups;
  }

  /**
   * Returns the groups of a run.
   *
   * @param run the run
   * @return its groups
   */
  public static RunGroups of(Run run) {
    return new RunGroups(run);
  }

  /**
   * Returns how a group passes on what came into its members.
   *
   * @param period one of the run's grain periods
   * @param account the group's account
   * @return the members, the solver and where each sink's units go
   * @throws IllegalArgumentException if the platforms of the period form no such group
   */
  public GroupRoutes routes(Period period, Account account) {
    return routes.computeIfAbsent(
        new Place(period, account), place -> GroupRoutes.of(plan(period, account)));
  }

  GroupPlan plan(Period period, Account account) {
    GroupPlan known = groups.get(new Place(period, account));
    if (known != null) {
      return known;
    }
    if (plans.isEmpty()) {
      plans = Optional.of(RunPlans.of(run));
    }
    Map<String, PoolPlan> byPlatform = plans.get().in(period);
    Map<String, Set<String>> charged = new TreeMap<>();
    byPlatform.forEach((id, plan) -> charged.put(id, plan.chargedPlatforms()));
    for (List<String> members : AttributionGraph.of(period, charged).cycles()) {
      GroupPlan plan = GroupPlan.of(members, byPlatform);
      groups.put(new Place(period, plan.account()), plan);
    }
    GroupPlan found = groups.get(new Place(period, account));
    if (found == null) {
      throw Invalid.argument("group", account, "platforms form no such group in " + period);
    }
    return found;
  }
}
