package io.costledger.core.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BillRuleTest {
  private static final AccountNaming EC2 = new AccountNaming.Fixed(Account.platform("ec2"));

  @Nested
  class Build {
    @Test
    void placesEveryRowUnlessItSaysOtherwise() {
      BillRule rule = BillRule.builder().name("all").to(EC2).build();
      assertThat(rule.when()).isEqualTo(new RowCondition.Always());
      assertThat(rule.consumer()).isEmpty();
      assertThat(rule.retained()).isFalse();
    }

    @Test
    void refusesAnEmptyName() {
      assertThatThrownBy(() -> BillRule.builder().name("").to(EC2).build())
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid bill rule name: '' (must not be empty)");
    }
  }
}
