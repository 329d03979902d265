package io.costledger.allocation.reciprocal;

import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Groups of a given size in which every member reaches a sink. */
record RandomGroup(List<GroupMember> members, int sinks, List<BigInteger> inflows) {
  static RandomGroup of(Random random, int size, int bits) {
    int sinks = 1 + random.nextInt(4);
    int perMember = 1 + random.nextInt(size);
    List<GroupMember> members = new ArrayList<>();
    List<BigInteger> inflows = new ArrayList<>();
    for (int p = 0; p < size; p++) {
      TreeMap<Integer, BigInteger> toMembers = new TreeMap<>();
      for (int i = 0; i < perMember; i++) {
        toMembers.put(random.nextInt(size), weight(random, bits));
      }
      // A ring, so that all reach the one who surely pays a sink.
      toMembers.put((p + 1) % size, weight(random, bits).add(BigInteger.ONE));
      toMembers.remove(p);
      TreeMap<Integer, BigInteger> toSinks = new TreeMap<>();
      if (p == 0 || random.nextInt(3) == 0) {
        toSinks.put(random.nextInt(sinks), weight(random, bits).add(BigInteger.ONE));
      }
      members.add(new GroupMember(toMembers, toSinks));
      boolean none = random.nextInt(3) == 0;
      inflows.add(none ? BigInteger.ZERO : new BigInteger(1 + random.nextInt(80), random));
    }
    return new RandomGroup(members, sinks, inflows);
  }

  private static BigInteger weight(Random random, int bits) {
    return new BigInteger(bits, random);
  }

  GroupSolution solvedBy(boolean lifted) {
    return ReciprocalGroup.by(lifted, members, sinks, Workers.caller()).solve(inflows);
  }
}
