package io.costledger.policyfile;

import io.costledger.core.account.Account;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.policy.Bounds;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the least and the most that consumers pay. */
final class BoundsReader {
  /** The key of what holds for every consumer that isn't named. */
  private static final String DEFAULT = "default";

  private static final List<String> KEYS = List.of("min", "max");

  private final Problems problems;
  private final Values values;
  private final AccountReader accounts;

  BoundsReader(Problems problems, Values values, AccountReader accounts) {
    this.problems = problems;
    this.values = values;
    this.accounts = accounts;
  }

  Optional<Bounds> read(Node node) {
    Optional<Node.Mapping> entries = values.mapping(node, "bounds", "consumer to min and max");
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Bounds.Bound others = Bounds.Bound.NONE;
    Map<Account, Bounds.Bound> named = new HashMap<>();
    boolean ok = true;
    for (Map.Entry<String, Node> entry : entries.get().entries().entrySet()) {
      Optional<Bounds.Bound> bound = bound(entry.getValue());
      ok &= bound.isPresent();
      if (entry.getKey().equals(DEFAULT)) {
        others = bound.orElse(Bounds.Bound.NONE);
      } else {
        Optional<Account> consumer = accounts.consumerKey(entry.getKey(), entry.getValue());
        ok &= consumer.isPresent();
        consumer.ifPresent(c -> named.put(c, bound.orElse(Bounds.Bound.NONE)));
      }
    }
    return ok ? Optional.of(Bounds.of(others, named)) : Optional.empty();
  }

  private Optional<Bounds.Bound> bound(Node node) {
    Optional<Fields> fields = Fields.of(node, "bound", problems, KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    if (!fields.get().has("min") && !fields.get().has("max")) {
      problems.add(node.at(), "bound", "none", "must have min, max or both");
      return Optional.empty();
    }
    Optional<Node> min = fields.get().optional("min");
    Optional<Node> max = fields.get().optional("max");
    Optional<BigDecimal> least = min.flatMap(at -> values.parsed(at, "min", ExactNumber::parse));
    Optional<BigDecimal> most = max.flatMap(at -> values.parsed(at, "max", ExactNumber::parse));
    if (least.isPresent() != min.isPresent() || most.isPresent() != max.isPresent()) {
      return Optional.empty();
    }
    return values.tried(node.at(), () -> new Bounds.Bound(least.orElse(BigDecimal.ZERO), most));
  }
}
