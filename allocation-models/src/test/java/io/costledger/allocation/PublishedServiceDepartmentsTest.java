package io.costledger.allocation;

import static io.costledger.allocation.Departments.borne;
import static io.costledger.allocation.Departments.moved;
import static io.costledger.core.account.Account.costCenter;
import static io.costledger.core.account.Account.platform;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.Fraction;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.policy.Cycles;
import io.costledger.invariants.AuditedRun;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Printed tables of service departments, each with its source in its file, under the policies
 * {@code direct}, step-down and {@code reciprocal}: to the printed unit, and to the exact fraction.
 */
class PublishedServiceDepartmentsTest {
  static List<PublishedRun> runs() {
    return PublishedRun.all();
  }

  /** The run under its policy, with amounts of so many decimals. */
  private static AuditedRun run(PublishedRun table, int scale) {
    Cycles cycles = switch (table.method()) {
      case "direct" -> new Cycles.Direct();
      case "stepDown" -> new Cycles.StepDown(table.order());
      default -> new Cycles.Reciprocal();
    };
    Departments departments = new Departments(CurrencyUnit.of(table.currency()), scale, cycles);
    Set<String> services = table.use().keySet();
    for (String department : table.exact().keySet()) {
      BigDecimal cost = table.cost().getOrDefault(department, BigDecimal.ZERO);
      departments.production(department, cost.toPlainString());
    }
    for (String service : services) {
      departments.service(service, table.cost().get(service).toPlainString());
      table.use().get(service).forEach((department, share) -> {
        Account consumer =
            services.contains(department) ? platform(department) : costCenter(department);
        departments.use(service, consumer, share.toPlainString());
      });
    }
    return departments.run();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theExactFiguresAreThoseOfTheTextbooksMethod(PublishedRun table) {
    assertThat(TextbookMethods.of(table).bears()).isEqualTo(table.exact());
  }

  /** And where it isn't ours, the file says what ours is, and why. */
  @ParameterizedTest
  @MethodSource("runs")
  void everyPrintedFigureIsOurs(PublishedRun table) {
    AuditedRun run = run(table, table.scale());
    Map<String, BigDecimal> printed = new TreeMap<>(table.printed());
    Map<String, BigDecimal> ours = new TreeMap<>();
    table.printed().keySet().forEach(to -> ours.put(to, borne(run, to)));
    table
        .passes()
        .forEach((from, row) -> row.forEach((to, share) -> {
          printed.put(from + " -> " + to, share);
          ours.put(from + " -> " + to, passed(table, run, from, to));
        }));
    Map<String, BigDecimal> differs = new TreeMap<>(ours);
    differs.keySet().removeIf(cell -> printed.get(cell).compareTo(ours.get(cell)) == 0);
    assertThat(differs).isEqualTo(table.differs());
  }

  private static BigDecimal passed(PublishedRun table, AuditedRun run, String from, String to) {
    boolean isService = table.use().containsKey(to);
    return moved(run, platform(from), isService ? platform(to) : costCenter(to));
  }

  /** Where the book's own arithmetic is exact to the printed unit. */
  @ParameterizedTest
  @MethodSource("runs")
  void theExactFigureRoundsToThePrintedOne(PublishedRun table) {
    TextbookMethods exact = TextbookMethods.of(table);
    table
        .gross()
        .forEach((service, cost) ->
            assertThat(rounded(exact.gross().get(service), table.scale())).isEqualTo(cost));
    table.printed().forEach((department, total) -> {
      if (!table.differs().containsKey(department)) {
        assertThat(rounded(exact.bears().get(department), table.scale())).isEqualTo(total);
      }
    });
    table
        .passes()
        .forEach((from, row) -> row.forEach((to, share) -> {
          if (!table.differs().containsKey(from + " -> " + to)) {
            assertThat(rounded(exact.passes().get(from).get(to), table.scale())).isEqualTo(share);
          }
        }));
  }

  private static BigDecimal rounded(Fraction exact, int scale) {
    Fraction units = exact.times(Fraction.of(BigDecimal.ONE.scaleByPowerOfTen(scale)));
    return new BigDecimal(units.roundHalfEven(), scale);
  }

  /** An error of less than a unit for each figure that is rounded on the way. */
  @ParameterizedTest
  @MethodSource("runs")
  void allOfItLandsAndEachFigureIsTheExactOneToTheUnit(PublishedRun table) {
    for (int scale : List.of(table.scale(), table.scale() + 9)) {
      AuditedRun run = run(table, scale);
      int rounded = table.method().equals("reciprocal")
          ? 1
          : table.use().values().stream().mapToInt(Map::size).sum();
      Fraction most = Fraction.of(new BigDecimal(rounded).movePointLeft(scale));
      Fraction total = Fraction.ZERO;
      for (Map.Entry<String, Fraction> bears : table.exact().entrySet()) {
        Fraction ours = Fraction.of(borne(run, bears.getKey()));
        total = total.plus(ours);
        assertThat(ours.minus(bears.getValue())).isBetween(Fraction.ZERO.minus(most), most);
      }
      assertThat(total)
          .isEqualTo(
              Fraction.of(table.cost().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
    }
  }

  /**
   * Two printed rows don't sum to what there was to pass on: 0.12 + 0.16 + 3.79 of 4.08, and three
   * times 26,667 of 80,000. Ours do, and differ by that unit and in one place only.
   */
  @Test
  void whereAPrintedRowLosesOrGainsAUnitOursDoesNot() {
    Map<String, BigDecimal> wrong = new HashMap<>();
    for (PublishedRun table : runs()) {
      AuditedRun run = run(table, table.scale());
      printedInflows(table).forEach((service, inflow) -> {
        BigDecimal sum = sum(table.passes().get(service));
        if (sum.compareTo(inflow) != 0) {
          String row = table.name() + ": " + service;
          wrong.put(row, sum.subtract(inflow));
          Map<String, BigDecimal> ours = new HashMap<>(table.passes().get(service));
          ours.replaceAll((to, share) -> passed(table, run, service, to).subtract(share));
          ours.values().removeIf(difference -> difference.signum() == 0);
          assertThat(ours.values()).as(row).containsExactly(inflow.subtract(sum));
        }
      });
    }
    assertThat(wrong)
        .isEqualTo(Map.of(
            "hospital.json stepDown [Building Services, Food Service] with the book's per cent:"
                + " Food Service",
            new BigDecimal("-0.01"),
            "steel-and-iron.json stepDown [Electricity, Water] the first department, in dollars:"
                + " Electricity",
            new BigDecimal("1")));
  }

  /** By the printed figures: what each service has to pass on whose row is printed in full. */
  private static Map<String, BigDecimal> printedInflows(PublishedRun table) {
    boolean isDirect = table.method().equals("direct");
    Set<String> closed = new HashSet<>(isDirect ? table.use().keySet() : Set.of());
    Map<String, BigDecimal> inflows = new HashMap<>();
    Map<String, BigDecimal> costs = new HashMap<>(table.cost());
    for (String service : isDirect ? table.use().keySet() : table.order()) {
      closed.add(service);
      Set<String> open = new HashSet<>(table.use().get(service).keySet());
      open.removeAll(closed);
      Map<String, BigDecimal> row = table.passes().getOrDefault(service, Map.of());
      if (row.keySet().equals(open) && costs.containsKey(service)) {
        inflows.put(service, costs.get(service));
      }
      for (String to : open) {
        costs.computeIfPresent(
            to, (known, cost) -> row.containsKey(to) ? cost.add(row.get(to)) : null);
      }
    }
    return inflows;
  }

  private static BigDecimal sum(Map<String, BigDecimal> row) {
    return row.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void everyMethodAndBothOrdersAreOfThreeSourcesOrMore() {
    Map<String, Set<String>> files = new HashMap<>();
    Map<String, Set<List<String>>> orders = new HashMap<>();
    for (PublishedRun table : runs()) {
      if (!table.printed().isEmpty()
          || !table.passes().isEmpty()
          || !table.gross().isEmpty()) {
        String file = table.name().substring(0, table.name().indexOf(' '));
        files.computeIfAbsent(table.method(), method -> new HashSet<>()).add(file);
        orders.computeIfAbsent(file, f -> new HashSet<>()).add(table.order());
      }
    }
    assertThat(files).containsOnlyKeys("direct", "stepDown", "reciprocal");
    assertThat(files.values()).allSatisfy(sources -> assertThat(sources).hasSizeGreaterThan(2));
    orders.values().forEach(printed -> printed.remove(List.<String>of()));
    orders.values().removeIf(printed -> printed.size() < 2);
    assertThat(orders).hasSizeGreaterThan(2);
  }

  /** S1's gross cost is 21750/0.995 and S2's 17100/0.995; they go to P1 and P2 out of a group. */
  @Test
  void kaplansServicesPassOnAsAGroup() {
    PublishedRun kaplan = runs().stream()
        .filter(run -> run.name().startsWith("kaplan-ba2.json reciprocal"))
        .findFirst()
        .orElseThrow();
    AuditedRun run = run(kaplan, 11);
    Account group = new Account(AccountKind.GROUP, "S1");
    assertThat(moved(run, platform("S1"), group)).isEqualByComparingTo("21000");
    assertThat(moved(run, platform("S2"), group)).isEqualByComparingTo("15000");
    // 17092.5/0.995 = 17178.39195979899|4.., 18727.5/0.995 = 18821.60804020100|5..
    assertThat(moved(run, group, costCenter("P1"))).isEqualByComparingTo("17178.39195979899");
    assertThat(moved(run, group, costCenter("P2"))).isEqualByComparingTo("18821.60804020101");
  }
}
