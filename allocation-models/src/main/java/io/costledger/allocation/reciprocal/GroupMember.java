package io.costledger.allocation.reciprocal;

import io.costledger.core.Invalid;
import io.costledger.core.money.Ratio;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * By which whole weights one member of a group passes its gross cost on: to the other members, and
 * to sinks, both by index. Only the proportions count.
 *
 * @param toMembers member to weight, each 0 or more; without the member itself
 * @param toSinks sink to weight, each 0 or more
 */
public record GroupMember(
    NavigableMap<Integer, BigInteger> toMembers, NavigableMap<Integer, BigInteger> toSinks) {
  /**
   * Copies the weights above 0, without their common factor.
   *
   * @throws IllegalArgumentException if a weight is negative
   */
  public GroupMember {
    BigInteger common = common(common(BigInteger.ZERO, toMembers), toSinks);
    toMembers = reduced(toMembers, common);
    toSinks = reduced(toSinks, common);
  }

  /**
   * Returns the member as it keeps a share of its gross cost: the share goes to a sink, the rest by
   * the weights as they are.
   *
   * <p>With total weight T and the share a/b, each weight w becomes w * (b - a) and the sink gets a
   * * T; of the new total b * T that is a/b.
   *
   * @param share what is kept, 0 to 1
   * @param sink the index of the sink that stands for it; the member has no weight there yet
   * @return the member with the weights that say so
   * @throws IllegalArgumentException if the share is not 0 to 1, or the sink has weight
   */
  public GroupMember retaining(Ratio share, int sink) {
    if (share.signum() < 0 || share.compareTo(Ratio.ONE) > 0) {
      throw Invalid.argument("retained share", share, "must be 0 to 1");
    }
    if (toSinks.containsKey(sink)) {
      throw Invalid.argument("retained sink", sink, "must have no weight yet");
    }
    BigInteger passed = share.denominator().subtract(share.numerator());
    NavigableMap<Integer, BigInteger> members = new TreeMap<>();
    toMembers.forEach((member, weight) -> members.put(member, weight.multiply(passed)));
    NavigableMap<Integer, BigInteger> sinks = new TreeMap<>();
    toSinks.forEach((other, weight) -> sinks.put(other, weight.multiply(passed)));
    sinks.put(sink, total().multiply(share.numerator()));
    return new GroupMember(members, sinks);
  }

  /**
   * Returns the total weight.
   *
   * @return 0 or more
   */
  public BigInteger total() {
    return sum(toMembers).add(sum(toSinks));
  }

  private static BigInteger sum(Map<Integer, BigInteger> weights) {
    return weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger common(BigInteger before, Map<Integer, BigInteger> weights) {
    BigInteger common = before;
    for (BigInteger weight : weights.values()) {
      if (weight.signum() < 0) {
        throw Invalid.argument("weight", weight, "must be 0 or more");
      }
      common = common.gcd(weight);
    }
    return common;
  }

  private static NavigableMap<Integer, BigInteger> reduced(
      Map<Integer, BigInteger> weights, BigInteger common) {
    NavigableMap<Integer, BigInteger> reduced = new TreeMap<>();
    weights.forEach((index, weight) -> {
      if (weight.signum() != 0) {
        reduced.put(index, weight.divide(common));
      }
    });
    return Collections.unmodifiableNavigableMap(reduced);
  }
}
