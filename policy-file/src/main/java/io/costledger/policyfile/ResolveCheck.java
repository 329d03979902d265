package io.costledger.policyfile;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.policy.InvalidPolicyException;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.PolicyMistake;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds what only the whole policy can show: undeclared ids, dates that don't fit the grain. */
final class ResolveCheck {
  /** Stands for a grain that can't be read: a period that no file can name. */
  static final Grain UNKNOWN_GRAIN =
      Grain.of(Period.parse("0000-01-01T00:00:00Z/0000-01-01T00:00:00.000000001Z"));

  private static final String NOT_DECLARED = "(is not declared)";

  /** The resolver speaks of nothing deeper than {@code platforms.spark.unplaced.NO_USAGE}. */
  private static final int LEVELS = 4;

  private final Node root;
  private final Map<String, Place> byPath = new HashMap<>();
  private final Problems problems;
  private final Mentions mentions;
  private final Map<String, Account> byMessage = new HashMap<>();

  ResolveCheck(Node root, Problems problems, Mentions mentions) {
    this.root = root;
    this.problems = problems;
    this.mentions = mentions;
    for (Account account : mentions.accounts()) {
      byMessage.put(subject(Invalid.message("account", account, "")), account);
    }
  }

  void check(Policy policy) {
    try {
      policy.resolve();
    } catch (InvalidPolicyException e) {
      index(root, LEVELS);
      e.mistakes().stream().filter(ResolveCheck::isOfTheFile).forEach(this::add);
    }
  }

  private static boolean isOfTheFile(PolicyMistake mistake) {
    return !mistake.message().contains(UNKNOWN_GRAIN.span().toString());
  }

  private void add(PolicyMistake mistake) {
    Place at = place(mistake.path());
    Optional<Account> account = Optional.ofNullable(byMessage.get(subject(mistake.message())));
    List<Place> named = account.map(a -> mentions.within(a, at)).orElse(List.of());
    // Of an account that isn't declared each mention is wrong; else one of several may be right.
    // A user's own model may list accounts that the file doesn't name as such.
    if (named.size() == 1 || (!named.isEmpty() && mistake.message().endsWith(NOT_DECLARED))) {
      named.forEach(place -> problems.add(place, mistake.message()));
    } else {
      problems.add(at, mistake.message());
    }
  }

  /** What a message says something of: all up to its rule. */
  private static String subject(String message) {
    return message.substring(0, Math.max(0, message.lastIndexOf(" (")));
  }

  /** Where a path leads, or the last place on the way that the file has. */
  private Place place(String path) {
    for (String at = path; !at.isEmpty(); ) {
      Optional<Place> found = Optional.ofNullable(byPath.get(at));
      if (found.isPresent()) {
        return found.get();
      }
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
    return root.at();
  }

  private void index(Node node, int levels) {
    if (levels > 0 && node instanceof Node.Mapping mapping) {
      mapping.entries().values().forEach(child -> add(child, levels));
    } else if (levels > 0 && node instanceof Node.Listing list) {
      list.items().forEach(child -> add(child, levels));
    }
  }

  private void add(Node node, int levels) {
    byPath.putIfAbsent(node.at().path(), node.at());
    index(node, levels - 1);
  }
}
