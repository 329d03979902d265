package io.costledger.core.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountNamingTest {
  private static final RowField TEAM = RowField.tag("team");
  private static final BillRecord BARE = Rows.row("row 1", "1");

  private static AccountNaming team(List<String> endings, Map<String, String> table) {
    return new AccountNaming.FromField(AccountKind.COST_CENTER, TEAM, endings, table);
  }

  @Test
  void fixedNamesOneAccountForEveryRow() {
    Account ec2 = Account.platform("ec2");
    assertThat(new AccountNaming.Fixed(ec2).nameFor(BARE)).contains(ec2);
  }

  @Nested
  class FromField {
    @Test
    void takesTheWholeTextAsGiven() {
      assertThat(team(List.of(), Map.of()).nameFor(Rows.tag("team", " Search:1 ")))
          .contains(Account.costCenter(" Search:1 "));
    }

    @Test
    void namesAPlatformOfItsKind() {
      AccountNaming naming = new AccountNaming.FromField(
          AccountKind.PLATFORM, RowField.column("ServiceName"), List.of(), Map.of());
      assertThat(naming.nameFor(Rows.column("ServiceName", "spark")))
          .contains(Account.platform("spark"));
    }

    @Test
    void namesNobodyWithoutTheField() {
      assertThat(team(List.of(), Map.of("", "rest")).nameFor(BARE)).isEmpty();
      assertThat(team(List.of(), Map.of()).nameFor(Rows.column("team", "search")))
          .isEmpty();
    }

    @Test
    void namesNobodyForAnEmptyText() {
      assertThat(team(List.of(), Map.of()).nameFor(Rows.tag("team", ""))).isEmpty();
      assertThat(team(List.of(), Map.of("ads", "")).nameFor(Rows.tag("team", "ads")))
          .isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
      "prod-ads, ads",
      "prod-mobile-ads, mobile-ads",
      "ads, ads",
      "prod-search, prod-search",
      "prod-ads-1, prod-ads-1",
      "ADS, ADS"
    })
    void takesTheLongestEnding(String text, String id) {
      for (List<String> endings :
          List.of(List.of("ads", "mobile-ads"), List.of("mobile-ads", "ads"))) {
        assertThat(team(endings, Map.of()).nameFor(Rows.tag("team", text)))
            .contains(Account.costCenter(id));
      }
    }

    @Test
    void replacesWhatWasTakenByTheTable() {
      AccountNaming naming = team(List.of("ads"), Map.of("ads", "advertising", "x-ads", "wrong"));
      assertThat(naming.nameFor(Rows.tag("team", "x-ads")))
          .contains(Account.costCenter("advertising"));
      assertThat(naming.nameFor(Rows.tag("team", "search"))).contains(Account.costCenter("search"));
    }

    @Test
    void replacesAnEmptyTextByTheTable() {
      assertThat(team(List.of(), Map.of("", "rest")).nameFor(Rows.tag("team", "")))
          .contains(Account.costCenter("rest"));
    }

    @Test
    void replacesOnce() {
      AccountNaming naming = team(List.of(), Map.of("a", "b", "b", "c"));
      assertThat(naming.nameFor(Rows.tag("team", "a"))).contains(Account.costCenter("b"));
    }

    @Test
    void refusesAnUnpairedSurrogate() {
      assertThatThrownBy(() -> team(List.of(), Map.of()).nameFor(Rows.tag("team", "\uD83D")))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid account id: '\\uD83D' (must not hold an unpaired surrogate)");
    }

    @Test
    void doesNotSeeLaterChanges() {
      List<String> endings = new ArrayList<>(List.of("ads"));
      Map<String, String> table = new HashMap<>(Map.of("ads", "advertising"));
      AccountNaming naming = team(endings, table);
      endings.clear();
      table.clear();
      assertThat(naming.nameFor(Rows.tag("team", "x-ads")))
          .contains(Account.costCenter("advertising"));
    }
  }
}
