package io.costledger.serialization.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.money.Basis;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.money.Measure;
import io.costledger.serialization.input.InputFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The FOCUS sample data of the FinOps Foundation (1,000 rows). The file is no part of the project;
 * where it is absent, these tests say so and are skipped. The sums come with the file.
 */
class RealBillTest {
  private static final String PLACE = "shared/data/focus/focus_sample.csv";

  private Path file = Path.of("");

  @BeforeEach
  void findFile() {
    Path found = null;
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(PLACE))) {
        found = at.resolve(PLACE);
        break;
      }
    }
    assumeTrue(found != null, "The FOCUS sample is absent: " + PLACE);
    file = found;
  }

  @Test
  void sumsAreExactInEveryBasisThatHasNoNull() {
    assertThat(sum(read(Basis.BILLED))).isEqualTo("20.52022672899");
    assertThat(sum(read(Basis.EFFECTIVE))).isEqualTo("14.97651418586");
    assertThat(sum(read(Basis.LIST))).isEqualTo("20.39090575119");
  }

  @Test
  void nullContractedCostsAreNamed() {
    String problems = Stream.of(926, 927, 942, 945, 948, 949, 951)
        .map(row -> "\n  focus: row " + row
            + ", column ContractedCost: Invalid value: 'NULL' (must not be null)")
        .collect(Collectors.joining());
    assertThatThrownBy(() -> read(Basis.CONTRACTED)).hasMessage("focus has 7 problems" + problems);
  }

  @Test
  void rowsAreWhatTheFileSays() {
    Bill bill = read(Basis.BILLED);
    List<BillRecord> records = bill.records().castToList();
    assertThat(records).hasSize(1000);
    assertThat(bill.delivery().id()).isEqualTo("focus@e91e5ac7edf0");
    assertThat(bill.delivery().sha256())
        .isEqualTo("e91e5ac7edf01ed2c9d926f37ef7dc1ae2aae97956fea8da6c9ee488b1c2839e");
    assertThat(records).filteredOn(r -> r.measure() == Measure.CREDIT).hasSize(13);
    assertThat(records).filteredOn(r -> r.tags().isEmpty()).hasSize(289);
    assertThat(records).filteredOn(r -> r.tags().containsKey("business_unit")).hasSize(660);
    assertThat(records).filteredOn(r -> r.tags().containsKey(" org")).hasSize(23);
    assertThat(records)
        .filteredOn(r -> "Microsoft".equals(r.columns().get("ServiceProviderName")))
        .hasSize(51);
    BigDecimal untagged = records.stream()
        .filter(r -> r.tags().isEmpty())
        .map(BillRecord::cost)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(ExactNumber.plain(untagged)).isEqualTo("-1.7023496992");
  }

  private Bill read(Basis basis) {
    return FocusReader.of(basis, CurrencyUnit.USD, "focus")
        .read(InputFile.of("focus", () -> Files.newInputStream(file)));
  }

  private static String sum(Bill bill) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BillRecord record : bill.records()) {
      sum = sum.add(record.cost());
    }
    return ExactNumber.plain(sum);
  }
}
