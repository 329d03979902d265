package io.costledger.policyfile;

import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.policy.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads where bill rows go. */
final class BillReader {
  private static final List<String> KEYS = List.of("source", "proration", "rules");
  private static final List<String> RULE = List.of("name", "when", "to", "consumer", "retained");
  private static final List<String> KINDS = List.of("costCenter", "platform");
  private static final List<String> NAMING = List.of("tag", "column", "endsWith", "map");

  /** Stands for a target that can't be read; the whole policy has nothing to say of it. */
  private static final AccountNaming UNREADABLE = new AccountNaming.FromField(
      AccountKind.PLATFORM, RowField.column("unreadable"), List.of(), Map.of());

  private final Problems problems;
  private final Values values;
  private final AccountReader accounts;
  private final ConditionReader conditions;

  BillReader(Problems problems, Values values, AccountReader accounts, ConditionReader conditions) {
    this.problems = problems;
    this.values = values;
    this.accounts = accounts;
    this.conditions = conditions;
  }

  void read(Node node, Policy.Builder policy) {
    Optional<Fields> bill = Fields.of(node, "bill", problems, KEYS);
    if (bill.isEmpty()) {
      return;
    }
    bill.get()
        .optional("source")
        .flatMap(source -> values.id(source, "bill source"))
        .ifPresent(policy::billSource);
    bill.get().optional("proration").flatMap(values::proration).ifPresent(policy::billProration);
    Optional<Node> rules = bill.get().required("rules");
    for (Node rule : rules.flatMap(n -> values.anyItems(n, "rules")).orElse(List.of())) {
      policy.addBillRules(rule(rule));
    }
  }

  private BillRule rule(Node node) {
    BillRule.Builder rule = BillRule.builder().name("unreadable").to(UNREADABLE);
    Optional<Fields> fields = Fields.of(node, "bill rule", problems, RULE);
    if (fields.isEmpty()) {
      return rule.build();
    }
    Fields given = fields.get();
    given.required("name").flatMap(n -> values.id(n, "bill rule name")).ifPresent(rule::name);
    given.optional("when").flatMap(conditions::read).ifPresent(rule::when);
    given.required("to").flatMap(this::naming).ifPresent(rule::to);
    given.optional("consumer").flatMap(this::naming).ifPresent(rule::consumer);
    given.optional("retained").flatMap(n -> values.truth(n, "retained")).ifPresent(rule::retained);
    return rule.build();
  }

  private Optional<AccountNaming> naming(Node node) {
    if (!(node instanceof Node.Mapping)) {
      return accounts.consumer(node).map(AccountNaming.Fixed::new);
    }
    Optional<Fields> fields = Fields.of(node, "target", problems, KINDS);
    Optional<String> kind = fields.flatMap(f -> f.one(KINDS));
    return kind.flatMap(name -> fromField(
        name.equals("platform") ? AccountKind.PLATFORM : AccountKind.COST_CENTER,
        fields.get().required(name).orElseThrow()));
  }

  private Optional<AccountNaming> fromField(AccountKind kind, Node node) {
    Optional<Fields> fields = Fields.of(node, "target", problems, NAMING);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields given = fields.get();
    Optional<RowField> field =
        given.one(List.of("tag", "column")).flatMap(name -> conditions.field(given));
    Optional<List<String>> endings = optional(
        given.optional("endsWith"),
        n -> conditions.texts(n, "endsWith", item -> values.id(item, "endsWith")),
        List.of());
    Optional<Map<String, String>> table =
        optional(given.optional("map"), n -> table(kind, n), Map.of());
    if (field.isEmpty() || endings.isEmpty() || table.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new AccountNaming.FromField(kind, field.get(), endings.get(), table.get()));
  }

  /** Replacements of what stands in the row; the id that results is checked row by row. */
  private Optional<Map<String, String>> table(AccountKind kind, Node node) {
    Optional<Node.Mapping> entries = values.anyMapping(node, "map", "text to id");
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> table = new HashMap<>();
    entries
        .get()
        .entries()
        .forEach((from, to) -> values.id(to, kind.text()).ifPresent(id -> table.put(from, id)));
    return table.size() < entries.get().entries().size() ? Optional.empty() : Optional.of(table);
  }

  private static <T> Optional<T> optional(
      Optional<Node> node, Function<Node, Optional<T>> read, T absent) {
    return node.isEmpty() ? Optional.of(absent) : read.apply(node.get());
  }
}
