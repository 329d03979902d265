package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTermsTest {
  private static void assertRefused(ThrowingCallable limit, String message) {
    assertThatThrownBy(limit)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Nested
  class Blocks {
    @Test
    void isWhatAPlatformSaysOrElseTheRun() {
      AuditTerms.Severities strict = AuditTerms.Severities.of(true, Map.of("ec2", false));
      assertThat(strict.blocks(Optional.of("ec2"))).isFalse();
      assertThat(strict.blocks(Optional.of("s3"))).isTrue();
      assertThat(strict.blocks(Optional.empty())).isTrue();
      AuditTerms.Severities lenient = AuditTerms.Severities.of(false, Map.of("ec2", true));
      assertThat(lenient.blocks(Optional.of("ec2"))).isTrue();
      assertThat(lenient.blocks(Optional.of("s3"))).isFalse();
      assertThat(lenient.blocks(Optional.empty())).isFalse();
    }

    @Test
    void isNeverTrueOfAWarning() {
      assertThat(AuditTerms.Severities.WARN.blocks(Optional.empty())).isFalse();
      assertThat(AuditTerms.Severities.WARN.blocks(Optional.of("ec2"))).isFalse();
    }

    @Test
    void doesNotSeeLaterChangesOfTheMap() {
      Map<String, Boolean> platforms = new HashMap<>(Map.of("ec2", true));
      AuditTerms.Severities severities = AuditTerms.Severities.of(false, platforms);
      platforms.clear();
      assertThat(severities.blocks(Optional.of("ec2"))).isTrue();
    }
  }

  @Nested
  class ShareLimit {
    @ParameterizedTest
    @ValueSource(strings = {"0", "1/3", "1"})
    void isZeroToOne(String most) {
      Ratio share = Ratio.parse(most);
      assertThat(new AuditTerms.ShareLimit(share, "as agreed").most()).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1/100", "101/100"})
    void isNothingElse(String most) {
      assertRefused(
          () -> new AuditTerms.ShareLimit(Ratio.parse(most), "as agreed"),
          "Invalid unallocated share: " + most + " (must be 0 to 1)");
    }
  }

  @Nested
  class DriftLimit {
    private AuditTerms.DriftLimit drift(String most, String floor) {
      return new AuditTerms.DriftLimit(Ratio.parse(most), new BigDecimal(floor), "as agreed");
    }

    @Test
    void isZeroOrMore() {
      assertThat(drift("0", "0").most()).isEqualTo(Ratio.ZERO);
      assertThat(drift("5", "100").most()).isEqualTo(Ratio.parse("5"));
      assertRefused(() -> drift("-1/5", "0"), "Invalid drift: -1/5 (must be 0 or more)");
      assertRefused(() -> drift("0", "-0.01"), "Invalid drift floor: -0.01 (must be 0 or more)");
    }

    @Test
    void isEqualForEqualFloors() {
      assertThat(drift("1/5", "0.500")).isEqualTo(drift("1/5", "0.5"));
      assertThat(drift("1/5", "0.00")).isEqualTo(drift("1/5", "0"));
      assertThat(drift("1/5", "0E+3")).isEqualTo(drift("1/5", "0"));
      assertThat(drift("1/5", "0.5")).isNotEqualTo(drift("1/5", "0.6"));
    }
  }

  @Nested
  class AgeLimit {
    @Test
    void isZeroTo3660Days() {
      Duration longest = Duration.ofDays(3660);
      assertThat(new AuditTerms.AgeLimit(longest, "as agreed").most()).isEqualTo(longest);
      assertThat(new AuditTerms.AgeLimit(Duration.ZERO, "as agreed").most()).isZero();
      assertRefused(
          () -> new AuditTerms.AgeLimit(longest.plusSeconds(1), "as agreed"),
          "Invalid freshness: PT87840H1S (must be 0 to 3660 days)");
      assertRefused(
          () -> new AuditTerms.AgeLimit(Duration.ofSeconds(-1), "as agreed"),
          "Invalid freshness: PT-1S (must be 0 to 3660 days)");
    }
  }

  @Nested
  class Reason {
    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void saysWhyOfEveryLimit(String blank) {
      String message = "Invalid reason of a threshold: '" + blank + "' (must say why)";
      assertRefused(() -> new AuditTerms.ShareLimit(Ratio.ZERO, blank), message);
      assertRefused(() -> new AuditTerms.DriftLimit(Ratio.ZERO, BigDecimal.ZERO, blank), message);
      assertRefused(() -> new AuditTerms.AgeLimit(Duration.ZERO, blank), message);
    }
  }
}
