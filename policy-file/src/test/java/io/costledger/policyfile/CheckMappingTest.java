package io.costledger.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.delivery.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckMappingTest {
  private static final String TABLES = """
      check: 1
      origin: {id: [account, line], amount: cost}
      allocated: {id: [account, line], amount: cost, recipient: team}
      """;

  private static CheckMapping read(String yaml) {
    return CheckMapping.read("check.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void saysWhichColumnsMeanWhat() {
    CheckMapping mapping = read(TABLES);
    assertThat(mapping.allocated().id()).isEqualTo(List.of("account", "line"));
    assertThat(mapping.allocated().recipient()).isEqualTo(List.of("team"));
    assertThat(mapping.isPairs()).isFalse();
    assertThat(mapping.rules().tiers()).isFalse();
    assertThat(mapping.tolerance()).isEmpty();
  }

  @Test
  void refusesAToleranceWithoutAReason() {
    assertThatThrownBy(() -> read(TABLES + "tolerance: {perOrigin: \"0.01\"}\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Invalid tolerance: no reason (reason must be given)");
  }

  @Test
  void refusesACurrencyInOneTableOnly() {
    assertThatThrownBy(
            () -> read(TABLES.replace("recipient: team", "recipient: team, currency: c")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "Invalid currency: only in allocated (must be mapped in both tables or in none)");
  }

  @Test
  void namesTheColumnsThatComeFromFloatingPoint() {
    assertThat(read(TABLES).inexact()).isEmpty();
    assertThat(read(TABLES + "inexact: cost\n").inexact()).containsExactly("cost");
    assertThat(read(TABLES + "inexact: [cost, line]\n").inexact())
        .containsExactlyInAnyOrder("cost", "line");
  }

  @Test
  void refusesAnInexactColumnThatMeansNothing() {
    assertThatThrownBy(() -> read(TABLES + "inexact: [cost, price]\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Invalid inexact: 'price' (must be a column that is mapped)");
  }
}
