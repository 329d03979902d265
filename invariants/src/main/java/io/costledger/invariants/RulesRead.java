package io.costledger.invariants;

import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bill rules, and what of a row they read: rows that are equal there, no rule tells apart. */
final class RulesRead {
  private final List<BillRule> rules;
  private final List<RowField> fields;

  RulesRead(List<BillRule> rules) {
    Set<RowField> read = new LinkedHashSet<>();
    for (BillRule rule : rules) {
      add(rule.when(), read);
      add(rule.to(), read);
      rule.consumer().ifPresent(naming -> add(naming, read));
    }
    this.rules = List.copyOf(rules);
    this.fields = List.copyOf(read);
  }

  /** What the rules read of a row; equal for rows of which each rule says the same. */
  Object read(BillRecord row) {
    if (fields.size() == 1) {
      return fields.get(0).of(row);
    }
    List<Optional<String>> texts = new ArrayList<>(fields.size());
    for (RowField field : fields) {
      texts.add(field.of(row));
    }
    return texts;
  }

  /** The first rule that matches a row. */
  Optional<BillRule> first(BillRecord row) {
    return rules.stream().filter(rule -> rule.when().matches(row)).findFirst();
  }

  private static void add(AccountNaming naming, Set<RowField> read) {
    if (!(naming instanceof AccountNaming.Fixed)) {
      read.add(((AccountNaming.FromField) naming).field());
    }
  }

  private static void add(RowCondition condition, Set<RowField> read) {
    if (condition instanceof RowCondition.Present present) {
      read.add(present.field());
    } else if (condition instanceof RowCondition.In in) {
      read.add(in.field());
    } else if (condition instanceof RowCondition.StartsWith starts) {
      read.add(starts.field());
    } else if (condition instanceof RowCondition.EndsWith ends) {
      read.add(ends.field());
    } else if (condition instanceof RowCondition.All all) {
      all.conditions().forEach(one -> add(one, read));
    } else if (condition instanceof RowCondition.Any any) {
      any.conditions().forEach(one -> add(one, read));
    } else if (!(condition instanceof RowCondition.Always)) {
      add(((RowCondition.Not) condition).condition(), read);
    }
  }
}
