package io.costledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that some rule could tell apart are never taken for alike. */
class RulesReadTest {
  private static final RowField FIELD = RowField.column("a");
  private static final RowField OTHER = RowField.tag("b");

  static List<RowCondition> conditions() {
    RowCondition in = new RowCondition.In(FIELD, Set.of("x"));
    return List.of(
        in,
        new RowCondition.Present(FIELD, true),
        new RowCondition.StartsWith(FIELD, "x"),
        new RowCondition.EndsWith(FIELD, "x"),
        new RowCondition.Not(in),
        new RowCondition.All(List.of(new RowCondition.Always(), in)),
        new RowCondition.Any(List.of(new RowCondition.Not(new RowCondition.Always()), in)));
  }

  private static BillRecord row(Map<String, String> columns, Map<String, String> tags) {
    return BillRecord.builder()
        .copyOf(BillRecord.of("r", Books.DAY_1, "1", columns))
        .tags(tags)
        .build();
  }

  private static BillRule.Builder rule(AccountNaming to) {
    return BillRule.builder().name("rule").to(to);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aFieldOfAConditionIsRead(RowCondition condition) {
    RulesRead rules = new RulesRead(
        List.of(rule(AccountNaming.always(Books.EC2)).when(condition).build()));
    BillRecord x = row(Map.of("a", "x"), Map.of());
    BillRecord none = row(Map.of(), Map.of("a", "x"));

    assertThat(rules.first(x)).isNotEqualTo(rules.first(none));
    assertThat(rules.read(x)).isNotEqualTo(rules.read(none));
    assertThat(rules.read(x)).isEqualTo(rules.read(row(Map.of("a", "x", "c", "y"), Map.of())));
  }

  @Test
  void theFieldsThatNameAccountsAreRead() {
    RulesRead rules = new RulesRead(List.of(
        rule(AccountNaming.from(AccountKind.PLATFORM, FIELD))
            .consumer(AccountNaming.from(AccountKind.COST_CENTER, OTHER))
            .build(),
        rule(AccountNaming.always(Account.platform("c"))).build()));

    assertThat(List.of(
            rules.read(row(Map.of("a", "x"), Map.of("b", "y"))),
            rules.read(row(Map.of("a", "x"), Map.of())),
            rules.read(row(Map.of(), Map.of("b", "y"))),
            rules.read(row(Map.of("a", "y"), Map.of("b", "x")))))
        .doesNotHaveDuplicates();
  }
}
