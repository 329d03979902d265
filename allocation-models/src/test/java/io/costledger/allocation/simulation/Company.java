package io.costledger.allocation.simulation;

import io.costledger.allocation.Booking;
import io.costledger.allocation.BrokenChainException;
import io.costledger.allocation.Outcomes;
import io.costledger.allocation.Restatement;
import io.costledger.allocation.RunChain;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceWeights;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.simulation.Failure.Mismatch;
import io.costledger.allocation.simulation.Script.Arrival;
import io.costledger.allocation.simulation.Script.Event;
import io.costledger.allocation.simulation.Script.Step;
import io.costledger.core.LedgerException;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.received.ContradictoryDeliveriesException;
import io.costledger.core.received.Received;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditFailedException;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The books of a company. After each step every week that the step can have touched is allocated
 * again, and must be what the reference makes of it; nothing that was said before may have changed.
 */
final class Company {
  private static final Instant OPENS = Instant.parse("2026-01-05T00:00:00Z");

  private final Subject subject;
  private final Script script;
  private final Tally tally;
  private final List<ReferenceScenario> shapes = new ArrayList<>();
  private final Map<Integer, Week> weeks = new HashMap<>();
  private final Map<Integer, Map<String, RunChain>> chains = new HashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<Arrival> arrived = new ArrayList<>();
  private Received received = Received.nothing();
  private Instant now = OPENS;

  /** What happened, for whoever watches. */
  static final class Tally {
    long runs;
    long refused;
    long unclear;
    long restatements;
    long corrections;
    long definitions;

    @Override
    public String toString() {
      return runs + " runs (" + refused + " refused as they must be, " + unclear
          + " without a bill or with a contradiction), " + restatements + " differences booked, "
          + corrections
          + " corrections after closing, " + definitions + " chains";
    }
  }

  /** A week as it was allocated last. */
  private record Week(
      ReferenceScenario scenario, Optional<ClosingWeights> pinned, Optional<AuditedRun> run) {}

  /** What was answered to an as-of question. */
  private record Answer(int week, String definition, Instant asOf, Optional<String> run) {}

  Company(Subject subject, Script script, Tally tally) {
    this.subject = subject;
    this.script = script;
    this.tally = tally;
    for (int week = 0; week < script.weeks(); week++) {
      shapes.add(script.start());
    }
  }

  /**
   * Lets one thing happen, and checks.
   *
   * @throws Mismatch if something is not as it must be
   */
  void live(Step step) {
    now = now.plus(Duration.ofHours(1));
    Random random = new Random(step.salt());
    int from = 0;
    if (step.event() instanceof Event.Arrives arrives) {
      Arrival arrival = script.arrivals().get(arrives.number());
      arrived.add(arrival);
      received = guarded("receiving", () -> Arrivals.add(subject, received, arrival));
      guarded("arrival order", () -> {
        Arrivals.checkAnyOrder(subject, received, arrived, random);
        return true;
      });
    } else if (step.event() instanceof Event.Changes changes) {
      for (int week = changes.from(); week < script.weeks(); week++) {
        shapes.set(week, changes.shape());
      }
      from = changes.from();
    } else if (step.event() instanceof Event.Closes closes) {
      close(closes.week());
    }
    for (int week = from; week < script.weeks(); week++) {
      allocate(week, random);
    }
    checkAnswers();
  }

  private void close(int week) {
    Map<String, RunChain> ofWeek = chains.computeIfAbsent(week, w -> new HashMap<>());
    ofWeek.replaceAll((definition, chain) -> chain.closedAt().isEmpty() ? chain.close(now) : chain);
  }

  // ---- allocation

  private void allocate(int week, Random random) {
    Replay replay = Replay.of(arrived, Weeks.period(week));
    if (!replay.hasBill() && replay.isClear() && replay.uses().isEmpty()) {
      return;
    }
    Map<String, Map<String, BigInteger>> before = before(week);
    ReferenceScenario scenario =
        Weeks.scenario(week, shapes.get(week), replay.rows(), replay.uses(), before);
    Week last = weeks.get(week);
    boolean isAsBefore = last != null && last.scenario().equals(scenario);
    if (isAsBefore && random.nextInt(8) > 0) {
      return;
    }
    ResolvedPolicy policy = ScenarioInputs.policy(scenario).resolve();
    Optional<RunInputs> inputs = inputs(policy, replay);
    if (inputs.isEmpty()) {
      tally.unclear++;
      weeks.remove(week);
      return;
    }
    Optional<ClosingWeights> pinned = isSameBefore(last, before) ? last.pinned() : closing(week);
    RunInputs all = pinned.map(inputs.get()::withPrevious).orElse(inputs.get());
    List<String> expected = Outcomes.ofReference(scenario);
    now = now.plusSeconds(1);
    Optional<AuditedRun> run = run(policy, all, expected);
    tally.runs++;
    if (run.isPresent()) {
      RunChecks.check(subject, policy, all, run.get(), scenario, random);
      book(week, policy, last, run.get(), isAsBefore, random);
    } else {
      tally.refused++;
    }
    weeks.put(week, new Week(scenario, pinned, run));
  }

  private static boolean isSameBefore(Week last, Map<String, Map<String, BigInteger>> before) {
    return last != null && last.scenario().before().equals(before);
  }

  /** What the reference closes the week before with, if that week has a ledger. */
  private Map<String, Map<String, BigInteger>> before(int week) {
    Week before = weeks.get(week - 1);
    return before == null || before.run().isEmpty()
        ? Map.of()
        : ReferenceWeights.closing(before.scenario());
  }

  private Optional<ClosingWeights> closing(int week) {
    Week before = weeks.get(week - 1);
    return before == null ? Optional.empty() : before.run().map(r -> r.run().closingWeights());
  }

  private Optional<RunInputs> inputs(ResolvedPolicy policy, Replay replay) {
    try {
      RunInputs inputs = received.inputs(policy.declared());
      require("inputs", replay.isClear() && replay.hasBill(), () -> "nobody complains");
      Arrivals.checkInputs(inputs, replay);
      return Optional.of(inputs);
    } catch (ContradictoryDeliveriesException e) {
      require("inputs", !replay.isClear(), e::getMessage);
    } catch (IllegalArgumentException e) {
      require("inputs", replay.isClear() && !replay.hasBill(), e::toString);
    }
    return Optional.empty();
  }

  private Optional<AuditedRun> run(ResolvedPolicy policy, RunInputs inputs, List<String> expected) {
    AuditedRun run;
    try {
      run = subject.run(policy, inputs, now);
    } catch (AuditFailedException e) {
      throw new Mismatch("audit", e.getMessage(), e);
    } catch (LedgerException e) {
      require("entries", expected.equals(Outcomes.FAILS), () -> "refused: " + e.getMessage());
      return Optional.empty();
    } catch (RuntimeException e) {
      throw new Mismatch("entries", "the engine breaks: " + e, e);
    }
    List<String> lines = Outcomes.lines(run.run());
    require("entries", lines.equals(expected), () -> "of " + RunChecks.difference(lines, expected));
    return Optional.of(run);
  }

  // ---- books

  private void book(
      int week,
      ResolvedPolicy policy,
      Week last,
      AuditedRun run,
      boolean isAsBefore,
      Random random) {
    Map<String, RunChain> ofWeek = chains.computeIfAbsent(week, w -> new HashMap<>());
    RunChain old = ofWeek.get(policy.definition());
    RunChain chain = guarded("chain", () -> next(old, run, random));
    ofWeek.put(policy.definition(), chain);
    boolean wasBooked =
        old != null && old.latest().run().run().id().equals(run.run().id());
    if (isAsBefore && last.run().isPresent() && wasBooked) {
      require(
          "same inputs", chain == old, () -> "booked again: " + chain.latest().entries());
    }
    RunChecks.checkBooks(chain);
    Optional<AuditedRun> before = last == null ? Optional.empty() : last.run();
    before.ifPresent(b -> checkDifference(b, run));
    for (Instant asOf : List.of(now, now.minus(Duration.ofMinutes(random.nextInt(90_000))))) {
      answers.add(new Answer(week, policy.definition(), asOf, answer(chain, asOf)));
    }
  }

  /** Also where the policy changed, so that the chain is another one. */
  private static void checkDifference(AuditedRun before, AuditedRun run) {
    Map<String, BigInteger> books = RunChecks.sums(before.run().entries());
    Iterable<LedgerEntry> difference = Restatement.between(before, run).entries();
    RunChecks.sums(difference).forEach((key, units) -> books.merge(key, units, BigInteger::add));
    books.values().removeIf(units -> units.signum() == 0);
    Map<String, BigInteger> expected = RunChecks.sums(run.run().entries());
    require("books", books.equals(expected), () -> books + " is not " + expected);
  }

  private RunChain next(RunChain chain, AuditedRun run, Random random) {
    if (chain == null) {
      tally.definitions++;
      return RunChain.startingWith(run);
    }
    String latest = chain.latest().run().run().id();
    if (run.run().id().equals(latest)) {
      return chain.closedAt().isEmpty() ? chain.supersede(run, latest) : chain.restate(run, latest);
    }
    boolean isBack =
        chain.bookings().anySatisfy(b -> b.run().run().id().equals(run.run().id()));
    RunChain next;
    try {
      next = added(chain, run, random);
    } catch (BrokenChainException e) {
      String offence = "Invalid run: " + run.run().id() + " (is in the chain already,";
      require("chain", isBack && e.getMessage().contains(offence), e::getMessage);
      return chain;
    }
    require("chain", !isBack && next.latest().run() == run, () -> next + " after " + chain);
    return next;
  }

  private RunChain added(RunChain chain, AuditedRun run, Random random) {
    String latest = chain.latest().run().run().id();
    if (chain.closedAt().isEmpty()) {
      tally.restatements++;
      return chain.supersede(run, latest);
    }
    tally.corrections++;
    Period open = Weeks.period(script.weeks() + random.nextInt(3));
    return random.nextBoolean() ? chain.restate(run, latest) : chain.correctIn(open, run, latest);
  }

  private static Optional<String> answer(RunChain chain, Instant asOf) {
    return chain.asOf(asOf).map(Booking::run).map(run -> run.run().id());
  }

  private void checkAnswers() {
    for (Answer answer : answers) {
      RunChain chain = chains.get(answer.week()).get(answer.definition());
      Optional<String> again = answer(chain, answer.asOf());
      require("as-of", again.equals(answer.run()), () -> answer + ", now " + again);
    }
  }

  // ---- failures

  static void require(String check, boolean holds, Supplier<String> detail) {
    if (!holds) {
      throw new Mismatch(check, detail.get(), null);
    }
  }

  private static <T> T guarded(String check, Supplier<T> action) {
    try {
      return action.get();
    } catch (Mismatch e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Mismatch(check, e.toString(), e);
    }
  }
}
