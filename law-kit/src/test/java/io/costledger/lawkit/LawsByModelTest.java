package io.costledger.lawkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.policy.RateModel;
import io.costledger.invariants.StandardInvariants;
import io.costledger.lawkit.laws.ModelLaw;
import io.costledger.lawkit.laws.RunLaw;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Group;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables of docs/reference/laws-by-model.md are those that the contracts of the models give. */
class LawsByModelTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "laws-by-model.md");
  private static final List<ModelLaw> LAWS = List.of(ModelLaw.values());

  /** Name of the model to its contract, in the order of the names. */
  private static final Map<String, AllocationModelContract> CONTRACTS = new TreeMap<>();

  @BeforeAll
  static void theContracts() throws ReflectiveOperationException {
    BuiltInModelsTest outer = new BuiltInModelsTest();
    for (Class<?> each : BuiltInModelsTest.class.getDeclaredClasses()) {
      if (each.isAnnotationPresent(Group.class)) {
        Constructor<?> constructor = each.getDeclaredConstructor(BuiltInModelsTest.class);
        CONTRACTS.put(
            each.getSimpleName().replaceAll("(?<!^)([A-Z])", " $1").toLowerCase(Locale.ROOT),
            (AllocationModelContract) constructor.newInstance(outer));
      }
    }
  }

  @Test
  void thePageNamesEveryLaw() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("law", "of", "statement"));
    LAWS.forEach(
        law -> rows.add(List.of("`" + law.code() + "`", law.rule(), cell(law.statement()))));
    assertThat(Files.readString(PAGE)).contains(table(rows));
  }

  @Test
  void thePageSaysWhichModelKeepsWhichLaw() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("law"));
    head.addAll(CONTRACTS.keySet());
    rows.add(head);
    for (ModelLaw law : LAWS) {
      List<String> row = new ArrayList<>(List.of("`" + law.code() + "`"));
      CONTRACTS.values().forEach(contract -> row.add(kept(contract, law)));
      rows.add(row);
    }
    assertThat(Files.readString(PAGE)).contains(table(rows));
  }

  @Test
  void thePageNamesEveryLawOfRuns() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("law", "of", "statement"));
    for (RunLaw law : RunLaw.values()) {
      rows.add(List.of("`" + law.code() + "`", law.rule(), cell(law.statement())));
    }
    assertThat(Files.readString(PAGE)).contains(table(rows));
  }

  @Test
  void everyLawThatThePageNamesExists() throws IOException {
    Set<String> known = new TreeSet<>(Set.of("LINEAGE_MARGINS"));
    LAWS.forEach(law -> known.add(law.code()));
    Stream.of(RunLaw.values()).forEach(law -> known.add(law.code()));
    StandardInvariants.all().forEach(law -> known.add(law.code()));
    Matcher named = Pattern.compile("`([A-Z_]+)`").matcher(Files.readString(PAGE));
    while (named.find()) {
      assertThat(known).contains(named.group(1));
    }
  }

  private static String kept(AllocationModelContract contract, ModelLaw law) {
    if (contract.declined().containsKey(law)) {
      return "**no**";
    }
    boolean isSilent = law == ModelLaw.RATE_IDENTITY
        ? !(contract.model() instanceof RateModel)
        : law == ModelLaw.UNITS_READ && contract.model().units().all();
    return isSilent ? "." : "yes";
  }

  @Test
  void thePageGivesEachDeclinedLawWithItsCase() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("model", "law", "why", "case"));
    CONTRACTS.forEach((model, contract) -> contract.declined().entrySet().stream()
        .sorted(Comparator.comparing(each -> LAWS.indexOf(each.getKey())))
        .forEach(each -> rows.add(List.of(
            model,
            "`" + each.getKey().code() + "`",
            cell(each.getValue().reason()),
            cell(each.getValue().counterexample().toString().replace("\n", "; "))))));
    assertThat(Files.readString(PAGE)).contains(table(rows));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** Markdown of a table whose first row is its head. */
  private static String table(List<List<String>> rows) {
    StringBuilder table = new StringBuilder("\n");
    for (List<String> row : rows) {
      table.append("| ").append(String.join(" | ", row)).append(" |\n");
      if (row == rows.get(0)) {
        String[] rule = new String[row.size()];
        Arrays.fill(rule, "---");
        table.append("|").append(String.join("|", rule)).append("|\n");
      }
    }
    return table.append("\n").toString();
  }
}
