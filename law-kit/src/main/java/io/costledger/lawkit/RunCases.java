package io.costledger.lawkit;

import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Policy;
import io.costledger.lawkit.Graphs.Graph;
import io.costledger.lawkit.laws.RunCase;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generators of whole cases, for jqwik: a policy, a bill, and usage as it arrives. */
public final class RunCases {
  private RunCases() {}

  /**
   * Returns cases of generated policies.
   *
   * @param own models of your own that the policies use beside the built-in ones; may be empty
   * @return an arbitrary of cases
   */
  public static Arbitrary<RunCase> of(List<AllocationModel> own) {
    return Combinators.combine(
            Organisations.any(),
            Graphs.any(),
            Policies.drafts(own),
            Bills.drafts(),
            Usages.drafts(),
            Deliveries.drafts())
        .as((organisation, graph, policies, rows, uses, deliveries) -> {
          Policy policy = policies.in(organisation, graph);
          return RunCase.of(
              policy,
              Bills.in(policy, Bills.kinds(policy), rows),
              deliveries.in(Usages.in(policy, graph, uses)));
        });
  }

  /**
   * Returns cases of one policy.
   *
   * @param policy your policy
   * @param kinds the columns of a row of each kind that its bill rules tell apart
   * @return an arbitrary of cases
   */
  public static Arbitrary<RunCase> of(Policy policy, List<Map<String, String>> kinds) {
    Graph graph = Graphs.of(policy);
    return Combinators.combine(Bills.drafts(), Usages.drafts(), Deliveries.drafts())
        .as((rows, uses, deliveries) -> RunCase.of(
            policy, Bills.in(policy, kinds, rows), deliveries.in(Usages.in(policy, graph, uses))));
  }
}
