package io.costledger.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedModelsTest {
  private static final Account INFRA = Account.costCenter("infra");
  private static final PoolUsage USAGE = new PoolUsage(
      "p",
      Period.parse("2024-09-01T00:00:00Z/2024-10-01T00:00:00Z"),
      new TreeMap<>(Map.of(INFRA, new TreeMap<>(Map.of("h", new BigDecimal("12.5"))))),
      new TreeMap<>());

  private static PolicyFile file(String custom, NamedModels models) {
    String text =
        HostileBytesTest.GOOD + "platforms: {p: {owner: infra, model: {custom: " + custom + "}}}";
    return PolicyFile.read("p.yaml", text.getBytes(StandardCharsets.UTF_8), models);
  }

  private static AllocationModel model(String custom, NamedModels models) {
    return file(custom, models)
        .policy()
        .resolve()
        .periods()
        .get(0)
        .platforms()
        .get("p")
        .model()
        .orElseThrow();
  }

  private static String definition(String custom) {
    return file(custom, OwnModels.ALL).policy().resolve().definition();
  }

  private static String freeTier(String unit, String free) {
    return "{name: free-tier, parameters: {unit: " + unit + ", free: " + free + "}}";
  }

  @Nested
  class Naming {
    @Test
    void takesANameOnce() {
      assertThatThrownBy(() -> OwnModels.ALL.and("flat", p -> usage -> Weights.ofWhole(Map.of())))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid model name: 'flat' (is taken twice)");
      assertThatThrownBy(() -> NamedModels.of(List.of(new Named("a"), new Named("a"))))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid model name: 'a' (is taken twice)");
    }

    @ParameterizedTest
    @CsvSource({"even", "rateCard", "custom"})
    void leavesTheLibrarysNamesToTheLibrary(String name) {
      assertThatThrownBy(() -> NamedModels.of(List.of(new Named(name))))
          .hasMessage("Invalid model name: '" + name + "' (the library has a model of this name)");
    }

    @Test
    void takesNoEmptyName() {
      assertThatThrownBy(() -> NamedModels.of("", p -> usage -> Weights.ofWhole(Map.of())))
          .hasMessage("Invalid model name: '' (must not be empty)");
    }

    @Test
    void changesNoRegistry() {
      NamedModels one = NamedModels.of(List.of(new Named("a")));
      one.and("b", new Named("b")::create);

      assertThat(one.names()).containsExactly("a");
      assertThat(NamedModels.none().names()).isEmpty();
    }

    @Test
    void isOfNoUseWhereNoModelsCame() {
      assertThatThrownBy(() -> file("{name: flat}", NamedModels.none()))
          .hasMessageEndingWith("platforms.p.model.custom.name (line 9): Invalid model name: 'flat'"
              + " (not known; no models of your own came with the policy)");
    }
  }

  private record Named(String name) implements NamedModel {
    @Override
    public AllocationModel create(ModelParameters parameters) {
      return usage -> Weights.ofWhole(Map.of());
    }
  }

  @Nested
  class Definition {
    @Test
    void holdsNameVersionAndParameters() {
      assertThat(definition(freeTier("h", "1.50")))
          .contains("free-tier@1[['number free'='1.5', 'text unit'='h'], 'custom@1']");
    }

    @ParameterizedTest
    @CsvSource({"h, 2", "g, 1", "'\"h'', ''x\"', 1"})
    void isAnotherForOtherParameters(String unit, String free) {
      assertThat(definition(freeTier(unit, free))).isNotEqualTo(definition(freeTier("h", "1")));
    }

    @ParameterizedTest
    @CsvSource({"1.0", "1e0", "'\"1\"'"})
    void isTheSameForTheSameNumber(String free) {
      assertThat(definition(freeTier("h", free))).isEqualTo(definition(freeTier("h", "1")));
    }

    @Test
    void holdsListsAndMappingsByValue() {
      String custom = "{name: all-kinds, parameters: {texts: [b, a], numbers: [1.0, 2e1],"
          + " names: {y: '1', x: it's}, sizes: {s: 0.50}}}";

      assertThat(definition(custom))
          .contains("all-kinds@1[['numbers numbers'=['1', '20'], 'numbersByKey sizes'=['s'='0.5'],"
              + " 'texts texts'=['b', 'a'], 'textsByKey names'=['x'='it\\'s', 'y'='1']],"
              + " 'custom@1']");
    }
  }

  @Nested
  class Use {
    private static final String KINDS = "{\"name\": \"all-kinds\", \"parameters\": {"
        + "\"texts\": [\"a\"], \"numbers\": [1, \"2.5\"], \"names\": {\"x\": \"y\"},"
        + " \"sizes\": {\"s\": 3}, \"free\": 4}}";

    @ParameterizedTest
    @CsvSource({"p.yaml", "p.json"})
    void isTheSameInYamlAndJsonAndAcceptedByTheSchema(String name) {
      byte[] json = """
          {"costledger": 1, "name": "small", "currency": "USD", "basis": "BILLED", "scale": 2,
           "grain": {"start": "2024-09-01T00:00:00Z", "end": "2024-10-01T00:00:00Z",
                     "every": "whole"},
           "costCenters": ["infra"],
           "bill": {"rules": [{"name": "all", "to": "cost-center:infra"}]},
           "platforms": {"p": {"owner": "infra", "model": {"custom": %s}}}}
          """.formatted(KINDS).getBytes(StandardCharsets.UTF_8);

      assertThat(PolicyFile.read(name, json, OwnModels.ALL).policy().resolve().definition())
          .isEqualTo(definition("{name: all-kinds, parameters: {texts: [a], numbers: ['1', 2.5],"
              + " names: {x: y}, sizes: {s: 3}, free: 4}}"));
      assertThat(Schema.verdict(name, json)).isEqualTo("accepts");
    }

    @Test
    void weighsAsTheModelDoes() {
      AllocationModel model = model(freeTier("h", "10.5"), OwnModels.ALL);

      assertThat(model.name()).isEqualTo("free-tier");
      assertThat(model.weights(USAGE)).isEqualTo(Weights.ofWhole(Map.of(INFRA, BigInteger.TWO)));
    }

    @Test
    void keepsWhatTheModelSaysOfItself() {
      AllocationModel model = model("{name: rates}", NamedModels.of("rates", p -> new Hourly()));

      assertThat(model).isInstanceOfSatisfying(RateModel.class, rates -> {
        assertThat(rates.charges(USAGE)).isEqualTo(Map.of(INFRA, Ratio.parse("12.5")));
        assertThat(rates.isTruedUp()).isTrue();
      });
      assertThat(model.version()).isEqualTo("7");
      assertThat(model.units()).isEqualTo(UnitsRead.only(Set.of("h")));
      assertThat(model.listedConsumers()).containsExactly(INFRA);
      assertThat(model.isAdditive()).isTrue();
      assertThat(model.directCosts()).isEmpty();
      assertThat(model.weights(USAGE))
          .isEqualTo(Weights.ofRatios(Map.of(INFRA, Ratio.parse("25/2"))));
    }

    @Test
    void readsParametersOnlyWhileTheModelIsMade() {
      AllocationModel late = model("{name: late}", NamedModels.of("late", p -> usage -> {
        p.text("unit");
        return Weights.ofWhole(Map.of());
      }));

      assertThatThrownBy(() -> late.weights(USAGE))
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessage("parameters are read while the model is made, not later: unit");
    }

    @Test
    void mayLeaveParametersOut() {
      assertThatCode(() -> file("{name: flat, parameters: {}}", OwnModels.ALL))
          .doesNotThrowAnyException();
    }
  }

  private static final class Hourly implements RateModel {
    @Override
    public NavigableMap<Account, Ratio> charges(PoolUsage usage) {
      NavigableMap<Account, Ratio> charges = new TreeMap<>();
      usage
          .quantities()
          .keySet()
          .forEach(consumer -> charges.put(consumer, Ratio.of(usage.quantity(consumer, "h"))));
      return charges;
    }

    @Override
    public boolean isTruedUp() {
      return true;
    }

    @Override
    public String version() {
      return "7";
    }

    @Override
    public UnitsRead units() {
      return UnitsRead.only(Set.of("h"));
    }

    @Override
    public Set<Account> listedConsumers() {
      return Set.of(INFRA);
    }

    @Override
    public boolean isAdditive() {
      return true;
    }
  }
}
