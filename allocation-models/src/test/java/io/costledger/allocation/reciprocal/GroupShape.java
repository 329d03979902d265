package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Kinds of groups that are hard for a solver each in its own way; every member reaches a sink. */
enum GroupShape {
  /** Each passes all on to the next, and the first a part to a sink. */
  RING(4, 0, false, 60),
  /** A ring with a few shortcuts and sinks. */
  SPARSE(4, 2, false, 40),
  /** All pass on to all. */
  DENSE(4, 100, false, 24),
  /** A ring with shortcuts that keeps all but 10^-18 of what the first passes on. */
  NEARLY_CLOSED(4, 2, true, 40),
  /** All pass on to all, and all but 10^-18 of what the first passes on stays. */
  DENSE_AND_NEARLY_CLOSED(2, 100, true, 24),
  /** A few shortcuts, with weights that fill 60 bits. */
  WIDE(60, 2, false, 20),
  /** All pass on to all, with weights that fill 60 bits. */
  DENSE_AND_WIDE(60, 100, false, 14),
  /** All pass on to all, with weights that no word holds. */
  BEYOND_WORDS(150, 100, false, 8),
  /** All pass on to all, with powers of 2: the determinant has a large one. */
  DENSE_AND_EVEN(60, 100, false, 14) {
    @Override
    BigInteger weight(Random random) {
      return BigInteger.ONE.shiftLeft(random.nextInt(60));
    }
  },
  /** A ring with shortcuts, and powers of 2. */
  SPARSE_AND_EVEN(60, 2, false, 14) {
    @Override
    BigInteger weight(Random random) {
      return BigInteger.ONE.shiftLeft(random.nextInt(60));
    }
  };

  static final BigInteger LARGE = BigInteger.TEN.pow(18);
  private static final int SINKS = 3;

  private final int bits;
  private final int shortcuts;
  private final boolean isNearlyClosed;
  private final int quick;

  GroupShape(int bits, int shortcuts, boolean isNearlyClosed, int quick) {
    this.bits = bits;
    this.shortcuts = shortcuts;
    this.isNearlyClosed = isNearlyClosed;
    this.quick = quick;
  }

  RandomGroup of(Random random, int size) {
    List<GroupMember> members = new ArrayList<>();
    for (int p = 0; p < size; p++) {
      TreeMap<Integer, BigInteger> toMembers = new TreeMap<>();
      for (int i = 0; i < Math.min(shortcuts, size); i++) {
        toMembers.put(shortcuts < size ? random.nextInt(size) : i, weight(random));
      }
      toMembers.put((p + 1) % size, weight(random));
      toMembers.remove(p);
      TreeMap<Integer, BigInteger> toSinks = new TreeMap<>();
      if (p == 0 && isNearlyClosed) {
        BigInteger others = toMembers.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger rest = LARGE.subtract(BigInteger.ONE).subtract(others);
        toMembers.merge(1, rest, BigInteger::add);
        toSinks.put(0, BigInteger.ONE);
      } else if (p == 0 || (this != RING && !isNearlyClosed && random.nextInt(3) == 0)) {
        toSinks.put(random.nextInt(SINKS), weight(random));
      }
      members.add(new GroupMember(toMembers, toSinks));
    }
    return new RandomGroup(members, SINKS, inflows(random, size));
  }

  /** Whether plain fractions are quick enough: at every size up to one's own, and at a few above. */
  boolean isEliminatedAt(int size) {
    return size <= quick || (bits < 60 && size % 20 == 0);
  }

  /** Large ones, and many zeros. */
  static List<BigInteger> inflows(Random random, int size) {
    List<BigInteger> inflows = new ArrayList<>();
    for (int p = 0; p < size; p++) {
      boolean none = random.nextInt(3) == 0;
      inflows.add(none ? BigInteger.ZERO : new BigInteger(1 + random.nextInt(80), random));
    }
    return inflows;
  }

  BigInteger weight(Random random) {
    return new BigInteger(bits, random).setBit(bits - 1);
  }
}
