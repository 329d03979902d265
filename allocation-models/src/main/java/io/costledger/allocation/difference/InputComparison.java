package io.costledger.allocation.difference;

import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * What two runs were made of, and whether it is the same: by digests, so that a file under another
 * name is the same input. A what-if is another policy on the same bill and usage.
 *
 * @param samePolicy whether the definitions have one digest; the grain and the bill's source are
 *     part of it
 * @param sameGrain whether the number of charge periods and their span are equal
 * @param sameBillSource whether the bill's account has one name
 * @param sameBill whether the bills have one digest
 * @param usageBefore the deliveries of usage that only the run before has
 * @param usageAfter the deliveries of usage that only the run after has
 * @param samePrevious whether estimates may rest on the same weights of a run before, or on none
 */
public record InputComparison(
    boolean samePolicy,
    boolean sameGrain,
    boolean sameBillSource,
    boolean sameBill,
    ImmutableList<Delivery> usageBefore,
    ImmutableList<Delivery> usageAfter,
    boolean samePrevious) {
  static InputComparison of(RunFacts before, RunFacts after) {
    return new InputComparison(
        before.definition().equals(after.definition()),
        before.periods() == after.periods() && before.span().equals(after.span()),
        before.bill().source().equals(after.bill().source()),
        before.bill().sha256().equals(after.bill().sha256()),
        only(before.usage(), after.usage()),
        only(after.usage(), before.usage()),
        before.previous().equals(after.previous()));
  }

  /** Content that comes twice on one side has to come twice on the other. */
  private static ImmutableList<Delivery> only(List<Delivery> own, List<Delivery> others) {
    Map<String, Integer> left = new TreeMap<>();
    others.forEach(delivery -> left.merge(delivery.sha256(), 1, Integer::sum));
    List<Delivery> only = new ArrayList<>();
    for (Delivery delivery : own) {
      if (left.merge(delivery.sha256(), -1, Integer::sum) < 0) {
        only.add(delivery);
      }
    }
    return Lists.immutable.ofAll(only);
  }

  /**
   * Returns whether the deliveries of usage have the same digests.
   *
   * @return true if no run has one that the other lacks
   */
  public boolean sameUsage() {
    return usageBefore.isEmpty() && usageAfter.isEmpty();
  }

  /**
   * Returns whether only the policy differs.
   *
   * @return true for another policy on the same bill and usage
   */
  public boolean isWhatIf() {
    return !samePolicy && sameBill && sameUsage() && samePrevious;
  }

  /**
   * Returns the comparison in words.
   *
   * @return one line, such as {@code A what-if: another policy on the same bill and the same usage.}
   */
  public String sentence() {
    if (isWhatIf()) {
      return "A what-if: another policy on the same bill and the same usage" + within() + ".";
    }
    if (samePolicy && sameBill && sameUsage() && samePrevious) {
      return "The same policy, bill and usage.";
    }
    return "Not a what-if, for the inputs differ: "
        + (samePolicy ? "the same" : "another")
        + " policy"
        + within()
        + ", "
        + (sameBill ? "the same" : "another")
        + " bill, "
        + usage()
        + (samePrevious ? "" : ", other closing weights of the run before")
        + ".";
  }

  private String within() {
    List<String> other = new ArrayList<>();
    if (!sameGrain) {
      other.add("with other charge periods");
    }
    if (!sameBillSource) {
      other.add("with another name for the bill's source");
    }
    return other.isEmpty() ? "" : " (" + String.join(", ", other) + ")";
  }

  private String usage() {
    return sameUsage()
        ? "the same usage"
        : "other usage (" + usageBefore.size() + " of its deliveries only before, "
            + usageAfter.size() + " only after)";
  }
}
