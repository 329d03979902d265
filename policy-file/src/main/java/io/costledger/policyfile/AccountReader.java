package io.costledger.policyfile;

import io.costledger.core.account.Account;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads names of cost centers and platforms, and remembers where they stand. */
final class AccountReader {
  /** In a list of consumers: every declared cost center. */
  static final String ALL_COST_CENTERS = "all-cost-centers";

  private final Problems problems;
  private final Values values;
  private final Mentions mentions;
  private final Set<Account> costCenters = new LinkedHashSet<>();

  AccountReader(Problems problems, Values values, Mentions mentions) {
    this.problems = problems;
    this.values = values;
    this.mentions = mentions;
  }

  /** Adds a declared cost center, for {@link #ALL_COST_CENTERS}. */
  void declare(Account costCenter) {
    costCenters.add(costCenter);
  }

  /** The id of a cost center. */
  Optional<String> owner(Node node) {
    Optional<String> id = values.id(node, "owner");
    id.ifPresent(text -> mentions.add(Account.costCenter(text), node.at()));
    return id;
  }

  /** {@code cost-center:<id>} or {@code platform:<id>}. */
  Optional<Account> consumer(Node node) {
    return parse(node, node);
  }

  /** A consumer that is the key of an entry. */
  Optional<Account> consumerKey(String key, Node value) {
    return parse(new Node.Text(value.at(), key, true), value);
  }

  private Optional<Account> parse(Node text, Node at) {
    Optional<Account> account = values.parsed(text, "consumer", Account::parseConsumer);
    account.ifPresent(parsed -> mentions.add(parsed, at.at()));
    return account;
  }

  /** A list of consumers, each once; empty after a problem. */
  Optional<List<Account>> consumers(Node node) {
    Optional<List<Node>> items = values.items(node, "consumers");
    if (items.isEmpty()) {
      return Optional.empty();
    }
    Set<Account> consumers = new LinkedHashSet<>();
    boolean ok = true;
    for (Node item : items.get()) {
      if (item instanceof Node.Text text && text.text().equals(ALL_COST_CENTERS)) {
        for (Account costCenter : costCenters) {
          mentions.add(costCenter, item.at());
          ok &= once(consumers, costCenter, item);
        }
      } else {
        Optional<Account> consumer = consumer(item);
        ok &= consumer.isPresent() && once(consumers, consumer.get(), item);
      }
    }
    return ok && !consumers.isEmpty() ? Optional.of(List.copyOf(consumers)) : Optional.empty();
  }

  private boolean once(Set<Account> consumers, Account consumer, Node at) {
    boolean isNew = consumers.add(consumer);
    if (!isNew) {
      problems.add(at.at(), "consumer", consumer, "must be listed once");
    }
    return isNew;
  }
}
