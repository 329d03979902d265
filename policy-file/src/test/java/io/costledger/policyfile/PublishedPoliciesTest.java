package io.costledger.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The policies that the project itself publishes: each example of the reference, and the shipped
 * file.
 */
class PublishedPoliciesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TOP_LEVEL = Pattern.compile("(?m)^(?=[a-zA-Z])");

  /** Each example over the page's first, whole policy. */
  static List<String> examples() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(ROOT.resolve("docs/reference/policy.md")));
    List<String> found = new ArrayList<>();
    while (blocks.find()) {
      found.add(blocks.group(1));
    }
    return found.stream().map(block -> over(found.get(0), block)).toList();
  }

  private static String over(String whole, String block) {
    Map<String, String> parts = new LinkedHashMap<>();
    Stream.of(whole, block)
        .flatMap(TOP_LEVEL::splitAsStream)
        .forEach(part -> parts.put(part.substring(0, part.indexOf(':')), part));
    return String.join("", parts.values());
  }

  @Nested
  class Reference {
    @Test
    void hasAnExampleForEachConstruct() throws IOException {
      assertThat(examples()).hasSizeGreaterThanOrEqualTo(20);
      assertThat(String.join("\n", examples()))
          .contains(
              "proportional:", "weighted:", "even:", "fixed:", "reserved:", "byCost:", "direct:");
    }

    @ParameterizedTest
    @MethodSource("io.costledger.policyfile.PublishedPoliciesTest#examples")
    void everyExampleIsRead(String example) {
      assertThat(Corpus.problems("policy.yaml", example)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.costledger.policyfile.PublishedPoliciesTest#examples")
    void everyExampleSatisfiesTheSchema(String example) {
      assertThat(Schema.verdict("policy.yaml", example.getBytes(StandardCharsets.UTF_8)))
          .isEqualTo("accepts");
    }
  }

  @Nested
  class FocusSample {
    private static final Path FILE = ROOT.resolve("examples/focus-sample/policy.yaml");
    private static final Set<String> FUNCTIONS = Set.of(
        "AI",
        "Architecture",
        "Data",
        "Design",
        "Engineering",
        "Finance",
        "IT",
        "Procurement",
        "SRE");

    private ResolvedPolicy read() throws IOException {
      return PolicyFile.read("policy.yaml", FILE).policy().resolve();
    }

    @Test
    void satisfiesTheSchema() {
      assertThat(Schema.verdict("policy.yaml", Corpus.bytes(FILE))).isEqualTo("accepts");
    }

    @Test
    void isOnePeriodOfBilledDollarsAtScaleEleven() throws IOException {
      ResolvedPolicy policy = read();

      assertThat(policy.declared().unit()).hasToString("LedgerUnit[currency=USD, scale=11]");
      assertThat(policy.declared().basis()).hasToString("BILLED");
      assertThat(policy.billAccount()).hasToString("bill:focus");
      assertThat(policy.declared().grain().periods().toList())
          .containsExactly(Period.parse("2024-09-01T00:00:00Z/2024-10-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
      "Credit, , AWS, Amazon Elastic Compute Cloud, platform:shared-credits",
      "Credit, LisbonData, AWS, Amazon Elastic Compute Cloud, cost-center:Data",
      "Usage, New YorkAI, Microsoft, Azure Storage, cost-center:AI",
      "Usage, LisbonSRE, AWS, Elastic Load Balancing, cost-center:SRE",
      "Usage, Lisbon, AWS, Elastic Load Balancing, cost-center:Lisbon",
      "Usage, , Microsoft, Azure Storage, platform:azure-estate",
      "Usage, , AWS, Amazon Elastic Compute Cloud, platform:aws-substrate",
      "Usage, , AWS, Amazon Elastic Container Service, platform:aws-substrate",
      "Usage, , AWS, Elastic Load Balancing, platform:aws-substrate",
      "Usage, , AWS, Amazon Virtual Private Cloud, platform:aws-substrate",
      "Usage, , AWS, Amazon Simple Storage Service, platform:shared-services",
      "Tax, , Oracle, Object Storage, platform:shared-services"
    })
    void placesRowsByTheFirstRuleThatMatches(
        String category, String tag, String provider, String service, String account)
        throws IOException {
      BillRecord.Builder row = BillRecord.builder()
          .id("row 1")
          .chargePeriod(Period.parse("2024-09-01T00:00:00Z/2024-09-02T00:00:00Z"))
          .cost(BigDecimal.ONE)
          .putColumns("ChargeCategory", category)
          .putColumns("ProviderName", provider)
          .putColumns("ServiceName", service);
      Optional.ofNullable(tag).ifPresent(value -> row.putTags("business_unit", value));
      BillRecord record = row.build();

      BillRule first = read().declared().billRules().stream()
          .filter(rule -> rule.when().matches(record))
          .findFirst()
          .orElseThrow();

      assertThat(first.to().nameFor(record)).contains(Account.parse(account));
      assertThat(first.consumer()).isEmpty();
      assertThat(first.retained()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
      "shared-services, byCost, true, false",
      "shared-credits, byCost, true, false",
      "aws-substrate, byCost, false, true",
      "azure-estate, even, false, false"
    })
    void everyPlatformIsOwnedBySreAndKeepsNothing(
        String id, String model, boolean platformsToo, boolean fourServices) throws IOException {
      var terms = read().periods().get(0).platforms().get(id);
      Set<Account> consumers =
          FUNCTIONS.stream().map(Account::costCenter).collect(Collectors.toSet());
      if (platformsToo) {
        consumers.add(Account.platform("aws-substrate"));
        consumers.add(Account.platform("azure-estate"));
      }

      assertThat(terms.owner()).isEqualTo(Account.costCenter("SRE"));
      assertThat(terms.retention()).hasToString("Nothing[]");
      AllocationModel actual = terms.model().orElseThrow();
      assertThat(actual.name()).isEqualTo(model);
      assertThat(actual.listedConsumers()).isEqualTo(consumers);
      assertThat(actual.directCosts().map(String::valueOf).orElse("").contains("Load Balancing"))
          .isEqualTo(fourServices);
    }
  }
}
