package io.costledger.allocation.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import java.math.BigInteger;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class GroupWordsTest {
  /** Between two cents, a charge is over the cent nearer to zero, and a credit under it. */
  @Test
  void aCreditIsUnderWhatAChargeWouldBeOver() {
    assertThat(words("32801/3")).contains("cost a little over USD 109.33 with");
    assertThat(words("-32801/3")).contains("cost a little under USD -109.33 with");
    assertThat(words("-10933")).contains("cost USD -109.33 with");
  }

  private static String words(String gross) {
    GroupExplanation.Member member = new GroupExplanation.Member(
        Account.platform("s1"),
        BigInteger.valueOf(100),
        Ratio.parse(gross),
        BigInteger.TEN,
        Ratio.ONE);
    GroupExplanation group =
        new GroupExplanation(Account.parse("group:s1"), BigInteger.valueOf(100), List.of(member));
    return new GroupWords(LedgerUnit.of(CurrencyUnit.USD, 2)).group(group);
  }
}
