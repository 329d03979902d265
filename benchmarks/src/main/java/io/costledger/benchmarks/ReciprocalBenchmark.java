package io.costledger.benchmarks;

import io.costledger.allocation.reciprocal.GroupMember;
import io.costledger.allocation.reciprocal.GroupSolution;
import io.costledger.allocation.reciprocal.ReciprocalGroup;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Platforms that charge each other, solved exactly: everything from the weights on, and right-hand
 * sides one by one as a lineage asks for them. {@link #check} puts the gross costs into the
 * equations before anything is timed, and fails the run if they don't solve them.
 *
 * <p>Run: {@code ./costledger-bench Reciprocal -prof io.costledger.benchmarks.ThreadCpu}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(1)
public class ReciprocalBenchmark {
  private static final int SINKS = 20;
  private static final int FEW = 8;
  private static final int ROOTS = 8;

  /** A group of 1,000 is solved twice before anything is timed, a smaller one more often. */
  private static final int SOLVED_BEFORE = 2_000;

  /** How many platforms are in the circle. */
  @Param({"100", "1000"})
  public int members;

  /** {@code sparse}: each charges 8 others; {@code dense}: each charges all others. */
  @Param({"sparse", "dense"})
  public String shape = "";

  /** The size of a weight. */
  @Param({"10", "60"})
  public int bits;

  /** How many threads share the work. */
  @Param({"1", "2"})
  public int threads;

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private Workers workers = Workers.caller();
  private final List<GroupMember> weights = new ArrayList<>();
  private List<BigInteger> inflows = List.of();
  private final List<List<BigInteger>> roots = new ArrayList<>();

  /** Makes the group, from a fixed seed, and checks a solution of it. */
  @Setup
  public void check() {
    workers = Workers.of(threads, executor);
    SplittableRandom random = new SplittableRandom(20260901);
    for (int p = 0; p < members; p++) {
      NavigableMap<Integer, BigInteger> toMembers = new TreeMap<>();
      for (int i = 1; i <= (shape.equals("dense") ? members - 1 : FEW); i++) {
        boolean isNext = i == 1 || shape.equals("dense");
        toMembers.put(isNext ? (p + i) % members : random.nextInt(members), weight(random));
      }
      toMembers.remove(p);
      NavigableMap<Integer, BigInteger> toSinks = new TreeMap<>();
      toSinks.put(random.nextInt(SINKS), weight(random));
      weights.add(new GroupMember(toMembers, toSinks));
    }
    List<BigInteger> all = new ArrayList<>();
    for (int p = 0; p < members; p++) {
      all.add(BigInteger.valueOf(random.nextLong(1L << 50)));
    }
    inflows = all;
    for (int r = 0; r < ROOTS; r++) {
      List<BigInteger> root = new ArrayList<>(Collections.nCopies(members, BigInteger.ZERO));
      root.set(r * members / ROOTS, BigInteger.ONE);
      roots.add(root);
    }
    for (int round = 0; round < SOLVED_BEFORE / members; round++) {
      requireSolved(oneShot());
    }
  }

  /** Ends the other threads. */
  @TearDown
  public void end() {
    executor.shutdown();
  }

  /** Begins to count the thread's processor time. */
  @Setup(Level.Invocation)
  public void start() {
    ThreadCpu.start();
  }

  /** Stops counting. */
  @TearDown(Level.Invocation)
  public void stop() {
    ThreadCpu.stop();
  }

  private BigInteger weight(SplittableRandom random) {
    return BigInteger.valueOf(random.nextLong(1, 1L << bits));
  }

  /** x_p = inflow_p + the sum over q of x_q * w_qp / T_q, times the denominator. */
  private void requireSolved(GroupSolution solution) {
    List<BigInteger> passed = new ArrayList<>();
    inflows.forEach(inflow -> passed.add(inflow.multiply(solution.denominator())));
    for (int q = 0; q < members; q++) {
      GroupMember member = weights.get(q);
      BigInteger[] price = solution.gross().get(q).divideAndRemainder(member.total());
      if (price[1].signum() != 0) {
        throw new IllegalStateException("The gross cost of " + q + " has no whole price");
      }
      member
          .toMembers()
          .forEach((p, weight) -> passed.set(p, passed.get(p).add(price[0].multiply(weight))));
    }
    if (!passed.equals(solution.gross())) {
      throw new IllegalStateException("The gross costs don't solve the equations");
    }
  }

  /**
   * From the weights to the outflows of one measure.
   *
   * @return the solution
   */
  @Benchmark
  public GroupSolution oneShot() {
    return ReciprocalGroup.of(weights, SINKS, workers).solve(inflows);
  }

  /**
   * From the weights to where a unit that enters at each of eight members ends.
   *
   * @return the solutions
   */
  @Benchmark
  public List<GroupSolution> eightRightHandSides() {
    ReciprocalGroup group = ReciprocalGroup.of(weights, SINKS, workers);
    return roots.stream().map(group::solve).toList();
  }
}
