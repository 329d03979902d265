package io.costledger.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.AuditTerms;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.CostCenter;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Proration;
import io.costledger.core.policy.Retention;
import io.costledger.core.policy.SoftLaw;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyFileTest {
  private static final Instant SEPTEMBER_15 = Instant.parse("2024-09-15T00:00:00Z");
  private static final Account SEARCH = Account.costCenter("search");
  private static final Account ADS = Account.costCenter("ads");

  static List<Path> accepted() {
    return Corpus.of("accepted");
  }

  private static Policy full() {
    CurrencyUnit eur = CurrencyUnit.of("EUR");
    return Policy.builder("full")
        .unit(LedgerUnit.of(eur, 6))
        .basis(Basis.EFFECTIVE)
        .rounding(RoundingMode.HALF_EVEN)
        .apportionment(ApportionmentRule.PREFIX)
        .cycles(new Cycles.StepDown(List.of("ec2", "store", "spark", "kafka", "quota")))
        .grain(Grain.every(
            Period.parse("2024-08-31T22:00:00Z/2024-09-30T22:00:00Z"),
            ChronoUnit.DAYS,
            ZoneId.of("Europe/Berlin")))
        .posting(Period.parse("2024-10-01T00:00:00Z/2024-11-01T00:00:00Z"))
        .costCenters("search")
        .addCostCenters(new CostCenter(
            "ads",
            Optional.of(Instant.parse("2024-01-01T00:00:00Z")),
            Optional.of(Instant.parse("2025-01-01T00:00:00Z"))))
        .costCenters("404")
        .addPlatforms(ec2(), spark(), kafka(), store(), quota())
        .billSource("cur")
        .billProration(Proration.BY_DURATION)
        .usageProration(Proration.BY_DURATION)
        .addAllBillRules(rules())
        .addBlocking(FaultReason.UNKNOWN_UNIT, FaultReason.NO_RULE)
        .audit(AuditTerms.builder()
            .putSeverity(
                SoftLaw.UNALLOCATED_SHARE, AuditTerms.Severities.of(false, Map.of("spark", true)))
            .putSeverity(SoftLaw.PERIOD_COVERAGE, AuditTerms.Severities.of(true, Map.of()))
            .unallocatedShare(new AuditTerms.ShareLimit(Ratio.parse("1/100"), "tags come late"))
            .drift(new AuditTerms.DriftLimit(
                Ratio.parse("0.2"), BigDecimal.valueOf(100), "a month is like a month"))
            .freshness(new AuditTerms.AgeLimit(Duration.ofHours(36), "the feed takes a night"))
            .build())
        .build();
  }

  private static Platform ec2() {
    return Platform.builder("ec2")
        .owner(Dated.of(List.of(
            new Dated.Version<>(
                Optional.empty(), Optional.of(Instant.parse("2024-09-14T22:00:00Z")), "search"),
            new Dated.Version<>(
                Optional.of(Instant.parse("2024-09-14T22:00:00Z")), Optional.empty(), "ads"))))
        .model(AllocationModels.proportional("vcpu-hours"))
        .build();
  }

  private static Platform spark() {
    return Platform.builder("spark")
        .owner("search")
        .retain("0.15")
        .model(AllocationModels.weighted(
            Map.of("vcore-hours", Ratio.parse("0.04"), "gb-hours", Ratio.parse("1/200"))))
        .putUnplaced(FaultReason.NO_USAGE, new Unplaced.Owner())
        .putUnplaced(FaultReason.NO_MODEL, new Unplaced.Fail())
        .putUnplaced(
            FaultReason.UNKNOWN_CONSUMER,
            new Unplaced.Even(List.of(SEARCH, Account.platform("ec2"))))
        .build();
  }

  private static Platform kafka() {
    return Platform.builder("kafka")
        .owner("ads")
        .retention(Dated.always(new Retention.Amount(new BigDecimal("12.50"))))
        .model(AllocationModels.direct(
            AllocationModels.fixed(Map.of(SEARCH, Ratio.parse("1/3")), ADS)))
        .build();
  }

  private static Platform store() {
    return Platform.builder("store")
        .owner("ads")
        .model(AllocationModels.byCost(
            List.of(SEARCH, ADS, Account.costCenter("404"), Account.platform("ec2")),
            new RowCondition.StartsWith(RowField.column("ServiceName"), "Amazon")))
        .build();
  }

  private static Platform quota() {
    return Platform.builder("quota")
        .owner("ads")
        .model(AllocationModels.reserved(
            "slots", Map.of(SEARCH, BigDecimal.TEN, Account.platform("ec2"), BigDecimal.ZERO)))
        .putUnplaced(FaultReason.NO_USAGE, new Unplaced.PreviousPeriod())
        .bounds(Bounds.of(
            Bounds.Bound.atMost("100.50"), Map.of(SEARCH, Bounds.Bound.between("1.00", "5"))))
        .build();
  }

  private static List<BillRule> rules() {
    RowField tag = RowField.tag("team");
    return List.of(
        BillRule.builder()
            .name("credits")
            .when(new RowCondition.All(List.of(
                new RowCondition.In(RowField.column("ChargeCategory"), Set.of("Credit")),
                new RowCondition.Any(List.of(
                    new RowCondition.Present(tag, false),
                    new RowCondition.Not(new RowCondition.EndsWith(tag, "-ops")))))))
            .to(new AccountNaming.Fixed(Account.platform("store")))
            .consumer(new AccountNaming.Fixed(SEARCH))
            .build(),
        BillRule.builder()
            .name("kept")
            .when(new RowCondition.In(tag, Set.of("a", "b")))
            .to(new AccountNaming.FromField(
                AccountKind.PLATFORM,
                RowField.column("SubAccountId"),
                List.of(),
                Map.of("17", "kafka")))
            .retained(true)
            .build(),
        BillRule.builder()
            .name("rest")
            .to(new AccountNaming.FromField(
                AccountKind.COST_CENTER, tag, List.of("search", "ads"), Map.of()))
            .build());
  }

  @Nested
  class Reading {
    @ParameterizedTest
    @MethodSource("io.costledger.policyfile.PolicyFileTest#accepted")
    void everyConstructMeansWhatItsTypesSay(Path file) throws IOException {
      PolicyFile read = PolicyFile.read(file.getFileName().toString(), file);

      assertThat(read.policy().resolve().definition())
          .isEqualTo(full().resolve().definition());
      assertThat(read.policy().costCenters()).isEqualTo(full().costCenters());
      assertThat(read.policy().blocking()).isEqualTo(full().blocking());
      assertThat(read.policy().audit()).isEqualTo(full().audit());
    }

    @ParameterizedTest
    @MethodSource("io.costledger.policyfile.PolicyFileTest#accepted")
    void theHierarchyIsReadToo(Path file) throws IOException {
      PolicyFile read = PolicyFile.read(file.getFileName().toString(), file);

      assertThat(read.hierarchy().parents().keySet()).containsExactly("ads", "product", "search");
      assertThat(read.hierarchy().parents().get("ads").at(SEPTEMBER_15)).contains("growth");
      assertThat(read.hierarchy().parents().get("ads").at(SEPTEMBER_15.minusSeconds(86_400)))
          .contains("product");
    }

    @ParameterizedTest
    @MethodSource("io.costledger.policyfile.PolicyFileTest#accepted")
    void theSchemaAcceptsWhatTheReaderAccepts(Path file) {
      assertThat(Schema.verdict(file.getFileName().toString(), Corpus.bytes(file)))
          .isEqualTo("accepts");
    }

    @Test
    void theDigestIsThatOfTheBytes() throws GeneralSecurityException {
      byte[] bytes = HostileBytesTest.GOOD.getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);

      assertThat(PolicyFile.read("p.yaml", bytes).sha256())
          .isEqualTo(String.format("%064x", new BigInteger(1, digest)));
    }

    @Test
    void emptyListsSayThatThereIsNone() {
      Policy read = read("""
              costledger: 1
              name: nothing shared yet
              currency: EUR
              basis: EFFECTIVE
              scale: 2
              grain: {start: 2024-09-01T00:00:00Z, end: 2024-10-01T00:00:00Z, every: whole}
              costCenters: []
              platforms: {}
              hierarchy: {}
              bill: {rules: []}
              faults: {block: []}
              """).policy();

      assertThat(read)
          .isEqualTo(Policy.builder("nothing shared yet")
              .unit(LedgerUnit.of(CurrencyUnit.EUR, 2))
              .basis(Basis.EFFECTIVE)
              .grain(Grain.of(Period.parse("2024-09-01T00:00:00Z/2024-10-01T00:00:00Z")))
              .build());
    }

    @Test
    void theWordAllCostCentersStandsForEachDeclaredOne() {
      PolicyFile read = read(HostileBytesTest.GOOD.replace("[infra]", "[infra, a, NO, 1e3]")
          + "platforms: {p: {owner: NO, model: {even: [all-cost-centers]}}}");

      assertThat(read.policy()
              .resolve()
              .periods()
              .get(0)
              .platforms()
              .get("p")
              .model()
              .orElseThrow())
          .extracting(model -> model.listedConsumers())
          .isEqualTo(Set.of(
              Account.costCenter("infra"),
              Account.costCenter("a"),
              Account.costCenter("NO"),
              Account.costCenter("1e3")));
    }

    private PolicyFile read(String text) {
      return PolicyFile.read("p.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
