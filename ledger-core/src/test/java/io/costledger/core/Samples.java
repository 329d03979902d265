package io.costledger.core;

import io.costledger.core.account.Account;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Values that many tests of this module need, and generators of them. */
public final class Samples {
  /** September 2024 in UTC. */
  public static final Period SEPTEMBER = Period.parse("2024-09-01T00:00:00Z/2024-10-01T00:00:00Z");

  /** October 2024 in UTC. */
  public static final Period OCTOBER = Period.parse("2024-10-01T00:00:00Z/2024-11-01T00:00:00Z");

  private static final Instant EPOCH = Instant.parse("2024-09-01T00:00:00Z");

  private Samples() {}

  /** The day of September 2024 that is {@code n} days after its first. */
  public static Period day(int n) {
    return Period.of(EPOCH.plusSeconds(86_400L * n), EPOCH.plusSeconds(86_400L * (n + 1)));
  }

  public static Instant at(String text) {
    return Instant.parse(text);
  }

  public static Delivery delivery(String source) {
    return Delivery.builder()
        .id(source + "-1")
        .source(source)
        .sha256("0".repeat(64))
        .build();
  }

  /**
   * Well-formed texts, possibly empty, over characters whose order in UTF-16 and in UTF-8 differ:
   * those of U+E000 to U+FFFF stand above the surrogates in UTF-16 and below astral ones in UTF-8.
   */
  public static Arbitrary<String> texts() {
    return Arbitraries.of(
            0x61, 0x62, 0x49, 0x69, 0x3A, 0x2F, 0x20, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000,
            0xFB03, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0xFFFFF, 0x10FFFF, 0x130, 0x131, 0x301)
        .list()
        .ofMaxSize(6)
        .map(codePoints -> {
          StringBuilder text = new StringBuilder();
          codePoints.forEach(text::appendCodePoint);
          return text.toString();
        });
  }

  /** Ids: texts that are not empty. */
  public static Arbitrary<String> ids() {
    return texts().filter(text -> !text.isEmpty());
  }

  /** Cost centers and platforms out of a few, so that they meet each other. */
  public static Arbitrary<Account> consumers() {
    return Arbitraries.of(
        Account.costCenter("ads"),
        Account.costCenter("search"),
        Account.costCenter("\uFFFD"),
        Account.costCenter("\uD83D\uDE00"),
        Account.platform("compute"),
        Account.platform("ads"));
  }

  /** Exact decimals of either sign, narrow, wide, and of far scales. */
  public static Arbitrary<BigDecimal> decimals() {
    Arbitrary<BigInteger> narrow = Arbitraries.bigIntegers().between(of(-1000), of(1000));
    Arbitrary<BigInteger> wide =
        Arbitraries.bigIntegers().between(BigInteger.TEN.pow(38).negate(), BigInteger.TEN.pow(38));
    Arbitrary<BigInteger> edges = Arbitraries.of(
        of(Long.MAX_VALUE),
        of(Long.MIN_VALUE),
        of(Long.MAX_VALUE).negate(),
        of(Long.MAX_VALUE).add(BigInteger.ONE),
        BigInteger.ZERO);
    return Arbitraries.oneOf(narrow, wide, edges)
        .flatMap(unscaled ->
            Arbitraries.integers().between(-38, 38).map(scale -> new BigDecimal(unscaled, scale)));
  }

  private static BigInteger of(long value) {
    return BigInteger.valueOf(value);
  }
}
