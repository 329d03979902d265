package io.costledger.core.bill;

import java.util.List;
import java.util.Set;

/**
 * A condition on a bill row. Texts are compared as given. A row without the field satisfies no
 * comparison, only {@code present: false} and {@code not}. Equal conditions print alike and others
 * differently, since the text is part of a policy's definition.
 */
public sealed interface RowCondition {
  /**
   * Returns whether a row satisfies the condition.
   *
   * @param row the row
   * @return true if it does
   */
  boolean matches(BillRecord row);

  /** True for every row. */
  record Always() implements RowCondition {
    @Override
    public boolean matches(BillRecord row) {
      return true;
    }
  }

  /**
   * The field is there, or is not.
   *
   * @param field where to look
   * @param present whether it must be there
   */
  record Present(RowField field, boolean present) implements RowCondition {
    @Override
    public boolean matches(BillRecord row) {
      return field.of(row).isPresent() == present;
    }

    @Override
    public String toString() {
      return "Present[field=" + Quoted.field(field) + ", present=" + present + "]";
    }
  }

  /**
   * The field's text is one of some.
   *
   * @param field where to look
   * @param values the texts
   */
  record In(RowField field, Set<String> values) implements RowCondition {
    /** Copies the texts. */
    public In {
      values = Set.copyOf(values);
    }

    @Override
    public boolean matches(BillRecord row) {
      return field.of(row).filter(values::contains).isPresent();
    }

    /** The texts in the order of keys, so that equal conditions print alike. */
    @Override
    public String toString() {
      return "In[field=" + Quoted.field(field) + ", values=" + Quoted.sorted(values) + "]";
    }
  }

  /**
   * The field's text starts with a prefix.
   *
   * @param field where to look
   * @param prefix the prefix
   */
  record StartsWith(RowField field, String prefix) implements RowCondition {
    @Override
    public boolean matches(BillRecord row) {
      return field.of(row).filter(text -> text.startsWith(prefix)).isPresent();
    }

    @Override
    public String toString() {
      return "StartsWith[field=" + Quoted.field(field) + ", prefix=" + Quoted.text(prefix) + "]";
    }
  }

  /**
   * The field's text ends with a suffix.
   *
   * @param field where to look
   * @param suffix the suffix
   */
  record EndsWith(RowField field, String suffix) implements RowCondition {
    @Override
    public boolean matches(BillRecord row) {
      return field.of(row).filter(text -> text.endsWith(suffix)).isPresent();
    }

    @Override
    public String toString() {
      return "EndsWith[field=" + Quoted.field(field) + ", suffix=" + Quoted.text(suffix) + "]";
    }
  }

  /**
   * All of some conditions hold.
   *
   * @param conditions the conditions
   */
  record All(List<RowCondition> conditions) implements RowCondition {
    /** Copies the conditions. */
    public All {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean matches(BillRecord row) {
      return conditions.stream().allMatch(condition -> condition.matches(row));
    }
  }

  /**
   * At least one of some conditions holds.
   *
   * @param conditions the conditions
   */
  record Any(List<RowCondition> conditions) implements RowCondition {
    /** Copies the conditions. */
    public Any {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean matches(BillRecord row) {
      return conditions.stream().anyMatch(condition -> condition.matches(row));
    }
  }

  /**
   * A condition doesn't hold.
   *
   * @param condition the condition
   */
  record Not(RowCondition condition) implements RowCondition {
    @Override
    public boolean matches(BillRecord row) {
      return !condition.matches(row);
    }
  }
}
