package io.costledger.allocation;

import io.costledger.allocation.reciprocal.ReciprocalGroup;
import io.costledger.core.account.Account;
import io.costledger.core.policy.Unplaced;
import java.util.List;
import java.util.Optional;

/**
 * How a reciprocal group passes on what came into its members: the solver says how much reaches each
 * sink, and this says which account that is.
 *
 * @param members the accounts of the members, ascending; the solver knows them by index
 * @param solver the exact solution for any inflows
 * @param sinks the account of each sink of the solver; empty for the share of an unknown consumer
 * @param unknown who gets the shares of unknown consumers together: one account, or several evenly
 */
public record GroupRoutes(
    List<Account> members,
    ReciprocalGroup solver,
    List<Optional<Account>> sinks,
    List<Account> unknown) {
  /** Copies the lists. */
  public GroupRoutes {
    members = List.copyOf(members);
    sinks = List.copyOf(sinks);
    unknown = List.copyOf(unknown);
  }

  static GroupRoutes of(GroupPlan plan) {
    Unplaced choice = plan.unknownChoice();
    List<Account> unknown = choice instanceof Unplaced.Owner
        ? List.of(plan.first().owner())
        : choice instanceof Unplaced.Even even
            ? even.consumers()
            : List.of(Account.unallocated(plan.first().platform()));
    return new GroupRoutes(
        plan.members().stream().map(member -> member.terms().account()).toList(),
        ReciprocalGroup.of(plan.weights(), plan.sinks().size()),
        plan.sinks().stream()
            .map(sink ->
                plan.isUnknown(sink) ? Optional.<Account>empty() : Optional.of(sink.account()))
            .toList(),
        unknown);
  }
}
