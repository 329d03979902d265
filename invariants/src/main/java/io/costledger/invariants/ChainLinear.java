package io.costledger.invariants;

import io.costledger.core.ledger.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link StandardInvariants#chainLinear}. */
final class ChainLinear extends Law {
  private final List<RunLink> chain;

  ChainLinear(List<RunLink> chain) {
    super(
        "CHAIN_LINEAR",
        "The runs of one definition and period form one chain: one first run, each later one"
            + " supersedes the one recorded before it, and none is superseded twice.");
    this.chain = List.copyOf(chain);
  }

  @Override
  void find(Run run, Findings findings) {
    Map<String, RunLink> byId = new HashMap<>();
    for (RunLink link : chain) {
      if (byId.putIfAbsent(link.id(), link) != null) {
        broken(findings, "run", link.id(), "stands in the chain twice", link.id());
      }
    }
    RunLink own = RunLink.of(run, Optional.empty());
    if (!byId.containsKey(run.id())) {
      broken(findings, "run", run.id(), "is not in its chain", run.id());
    }
    Map<String, String> next = new HashMap<>();
    Optional<String> first = Optional.empty();
    for (RunLink link : chain) {
      if (!link.definition().equals(own.definition()) || !link.period().equals(own.period())) {
        broken(
            findings, "run of a chain", link.id(), "is of another definition or period", link.id());
      }
      if (link.supersedes().isPresent()) {
        supersedes(link, link.supersedes().get(), byId, next, findings);
      } else if (first.isPresent()) {
        broken(findings, "first run", link.id(), "so is " + first.get(), first.get(), link.id());
      } else {
        first = Optional.of(link.id());
      }
    }
  }

  private static void supersedes(
      RunLink link,
      String id,
      Map<String, RunLink> byId,
      Map<String, String> next,
      Findings findings) {
    RunLink before = byId.get(id);
    String fork = next.putIfAbsent(id, link.id());
    if (before == null) {
      broken(findings, "superseded run", id, "is not in the chain of " + link.id(), link.id());
    } else if (!before.recordedAt().isBefore(link.recordedAt())) {
      broken(
          findings,
          "instant of run " + link.id(),
          link.recordedAt().toString(),
          "must be after that of " + id + ", " + before.recordedAt(),
          id,
          link.id());
    }
    if (fork != null) {
      broken(
          findings,
          "chain",
          "a fork at " + id,
          "superseded by " + fork + " and " + link.id(),
          fork,
          link.id());
    }
  }

  private static void broken(
      Findings findings, String what, String value, String rule, String... runs) {
    Offenders offenders = Offenders.none();
    for (String run : runs) {
      offenders.add("run:" + run);
    }
    findings.fact(offenders, what, value, rule);
  }
}
