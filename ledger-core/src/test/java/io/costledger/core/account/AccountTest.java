package io.costledger.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
  @Provide
  Arbitrary<Account> accounts() {
    return Combinators.combine(Arbitraries.of(AccountKind.class), Samples.ids()).as(Account::new);
  }

  @Property
  @Label("SPEC 7.1: parse inverts toString")
  void parseInvertsToString(@ForAll("accounts") Account account) {
    assertThat(Account.parse(account.toString())).isEqualTo(account);
  }

  @Property(tries = 2000)
  @Label("SPEC 3.3: accounts ascend like the UTF-8 bytes of <kind>:<id>")
  void ordersLikeTheBytesOfItsText(@ForAll("accounts") Account a, @ForAll("accounts") Account b) {
    int bytes = Arrays.compareUnsigned(
        a.toString().getBytes(StandardCharsets.UTF_8),
        b.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(bytes));
  }

  @Nested
  @DisplayName("parse (SPEC 7.1: kind and id part at the first colon)")
  class Parse {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "bill:focus, BILL, focus",
      "platform:spark, PLATFORM, spark",
      "group:a, GROUP, a",
      "cost-center:search, COST_CENTER, search",
      "unallocated:bill, UNALLOCATED, bill",
      "variance:spark, VARIANCE, spark",
      "fx:eur, FX, eur",
      "platform:a:b:c, PLATFORM, a:b:c",
      "platform::, PLATFORM, :",
      "'cost-center: x ', COST_CENTER, ' x '"
    })
    void readsKindAndId(String text, AccountKind kind, String id) {
      assertThat(Account.parse(text)).isEqualTo(new Account(kind, id));
    }

    @Test
    void refusesATextWithoutColon() {
      assertThatThrownBy(() -> Account.parse("search"))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid account: 'search' (must be <kind>:<id>)");
    }

    @Test
    void refusesAnEmptyId() {
      assertThatThrownBy(() -> Account.parse("platform:"))
          .hasMessage("Invalid account id: '' (must not be empty)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Platform", "PLATFORM", "costcenter", "b\u0131ll", " bill"})
    void refusesAnUnknownKind(String kind) {
      assertThatThrownBy(() -> Account.parse(kind + ":x"))
          .hasMessage("Invalid account kind: '"
              + kind
              + "' (one of bill, platform, group, cost-center, unallocated, variance, fx)");
    }
  }

  @Nested
  class ParseConsumer {
    @Test
    void readsACostCenterOrAPlatform() {
      assertThat(Account.parseConsumer("cost-center:a")).isEqualTo(Account.costCenter("a"));
      assertThat(Account.parseConsumer("platform:a:b")).isEqualTo(Account.platform("a:b"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "a",
          "",
          ":a",
          "platform",
          "bill:a",
          "unallocated:a",
          "costcenter:a",
          "COST-CENTER:a"
        })
    void refusesEverythingElse(String text) {
      assertThatThrownBy(() -> Account.parseConsumer(text))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid consumer: '" + text + "' (must be cost-center:<id> or platform:<id>)");
    }
  }

  @Nested
  @DisplayName("requireId (SPEC 3.3: an unpaired surrogate is an error)")
  class RequireId {
    @ParameterizedTest(name = "U+{0}")
    @ValueSource(strings = {"D800", "DBFF", "DC00", "DFFF"})
    void refusesAnUnpairedSurrogate(String hex) {
      String id = "a" + (char) Integer.parseInt(hex, 16);
      assertThatThrownBy(() -> Account.costCenter(id))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid account id: 'a\\u" + hex + "' (must not hold an unpaired surrogate)");
    }

    @Test
    void namesWhatTheIdIsOf() {
      assertThatThrownBy(() -> Account.requireId("owner", ""))
          .hasMessage("Invalid owner: '' (must not be empty)");
    }

    @Test
    void returnsTheIdAsGiven() {
      assertThat(Account.requireId("owner", " \u0130 ")).isEqualTo(" \u0130 ");
    }
  }

  @Nested
  class Values {
    @Test
    void compareIdsAsGiven() {
      assertThat(Account.costCenter("\u00E9")).isNotEqualTo(Account.costCenter("e\u0301"));
      assertThat(Account.costCenter("I")).isNotEqualTo(Account.costCenter("i"));
    }

    @ParameterizedTest
    @CsvSource({
      "BILL, false",
      "PLATFORM, true",
      "GROUP, false",
      "COST_CENTER, true",
      "UNALLOCATED, false",
      "VARIANCE, false",
      "FX, false"
    })
    @DisplayName("SPEC 1: a consumer is a platform or a cost center")
    void knowWhoIsAConsumer(AccountKind kind, boolean consumer) {
      assertThat(new Account(kind, "x").isConsumer()).isEqualTo(consumer);
    }

    @ParameterizedTest
    @CsvSource({
      "BILL, false",
      "PLATFORM, false",
      "GROUP, false",
      "COST_CENTER, true",
      "UNALLOCATED, true",
      "VARIANCE, true",
      "FX, true"
    })
    @DisplayName("SPEC 7.3: platforms and groups end at 0; what is booked elsewhere stays there")
    void knowWhereCostComesToRest(AccountKind kind, boolean bearsCost) {
      assertThat(new Account(kind, "x").bearsCost()).isEqualTo(bearsCost);
    }

    @Test
    void haveAFactoryPerKind() {
      assertThat(Account.costCenter("x")).hasToString("cost-center:x");
      assertThat(Account.platform("x")).hasToString("platform:x");
      assertThat(Account.unallocated("x")).hasToString("unallocated:x");
      assertThat(Account.bill("x")).hasToString("bill:x");
    }
  }
}
