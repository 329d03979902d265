package io.costledger.cli;

import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Dated;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a policy looks at in a bill row: nothing else of a bill needs to be kept in memory. */
final class RuleFields {
  private final Set<RowField> fields = new HashSet<>();

  private RuleFields() {}

  static RuleFields of(Policy policy) {
    RuleFields found = new RuleFields();
    for (BillRule rule : policy.billRules()) {
      found.add(rule.when());
      found.add(rule.to());
      rule.consumer().ifPresent(found::add);
    }
    policy.platforms().stream()
        .flatMap(platform -> platform.model().stream())
        .flatMap(model -> model.versions().castToList().stream())
        .map(Dated.Version<AllocationModel>::value)
        .flatMap(model -> model.directCosts().stream())
        .forEach(found::add);
    return found;
  }

  Set<String> columns() {
    return names(false);
  }

  Set<String> tags() {
    return names(true);
  }

  private Set<String> names(boolean tags) {
    return fields.stream()
        .filter(field -> field.isTag() == tags)
        .map(RowField::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private void add(AccountNaming naming) {
    if (naming instanceof AccountNaming.FromField from) {
      fields.add(from.field());
    }
  }

  private void add(RowCondition condition) {
    if (condition instanceof RowCondition.Present present) {
      fields.add(present.field());
    } else if (condition instanceof RowCondition.In in) {
      fields.add(in.field());
    } else if (condition instanceof RowCondition.StartsWith starts) {
      fields.add(starts.field());
    } else if (condition instanceof RowCondition.EndsWith ends) {
      fields.add(ends.field());
    } else if (condition instanceof RowCondition.All all) {
      all.conditions().forEach(this::add);
    } else if (condition instanceof RowCondition.Any any) {
      any.conditions().forEach(this::add);
    } else if (condition instanceof RowCondition.Not not) {
      add(not.condition());
    }
  }
}
