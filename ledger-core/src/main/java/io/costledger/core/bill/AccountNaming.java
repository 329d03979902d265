package io.costledger.core.bill;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a rule names a platform or a cost center for a row: always one, or read from the row. */
public sealed interface AccountNaming {
  /**
   * Returns the account that a row is for.
   *
   * @param row the row
   * @return the account, declared or not; empty if the row names none
   */
  Optional<Account> nameFor(BillRecord row);

  /**
   * Returns the kind of account that is named.
   *
   * @return {@code PLATFORM} or {@code COST_CENTER}
   */
  AccountKind kind();

  /**
   * Names the same account for every row.
   *
   * @param account a platform or a cost center
   * @return the naming
   */
  static AccountNaming always(Account account) {
    return new Fixed(account);
  }

  /**
   * Reads the id from a field of the row, as it stands there.
   *
   * @param kind {@code PLATFORM} or {@code COST_CENTER}
   * @param field where the id stands
   * @return the naming
   */
  static AccountNaming from(AccountKind kind, RowField field) {
    return new FromField(kind, field, List.of(), Map.of());
  }

  /**
   * The same account for every row.
   *
   * @param account a platform or a cost center
   */
  record Fixed(Account account) implements AccountNaming {
    @Override
    public Optional<Account> nameFor(BillRecord row) {
      return Optional.of(account);
    }

    @Override
    public AccountKind kind() {
      return account.kind();
    }
  }

  /**
   * The id stands in the row: the field's text; or the longest of given endings with which it ends;
   * then replaced as a table says, if it is in the table.
   *
   * @param kind {@code PLATFORM} or {@code COST_CENTER}
   * @param field where the id stands
   * @param endings the texts of which one ends the field's text; empty: the whole text is taken. A
   *     text that ends with none of them is taken whole
   * @param table replacements of what was taken; what is not in it stays
   */
  record FromField(
      AccountKind kind, RowField field, List<String> endings, Map<String, String> table)
      implements AccountNaming {
    /** Copies the endings and the table. */
    public FromField {
      endings = List.copyOf(endings);
      table = Map.copyOf(table);
    }

    @Override
    public Optional<Account> nameFor(BillRecord row) {
      return field
          .of(row)
          .map(this::taken)
          .map(text -> table.getOrDefault(text, text))
          .filter(text -> !text.isEmpty())
          .map(id -> new Account(kind, id));
    }

    /** Texts quoted, the table in the order of keys, so that equal namings print alike. */
    @Override
    public String toString() {
      return "FromField[kind="
          + kind
          + ", field="
          + Quoted.field(field)
          + ", endings="
          + Quoted.sorted(endings)
          + ", table="
          + Quoted.sorted(table)
          + "]";
    }

    private String taken(String text) {
      String longest = "";
      for (String ending : endings) {
        if (text.endsWith(ending) && ending.length() > longest.length()) {
          longest = ending;
        }
      }
      return longest.isEmpty() ? text : longest;
    }
  }
}
