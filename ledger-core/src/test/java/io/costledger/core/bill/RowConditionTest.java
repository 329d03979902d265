package io.costledger.core.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RowConditionTest {
  private static final RowField SERVICE = RowField.column("ServiceName");
  private static final RowField TEAM = RowField.tag("team");
  private static final BillRecord BARE = Rows.row("row 1", "1");

  private static BillRecord service(String name) {
    return Rows.column("ServiceName", name);
  }

  @Test
  void alwaysHoldsForEveryRow() {
    assertThat(new RowCondition.Always().matches(BARE)).isTrue();
  }

  @Nested
  class Present {
    @Test
    void asksWhetherTheFieldIsThere() {
      assertThat(new RowCondition.Present(SERVICE, true).matches(service("EC2")))
          .isTrue();
      assertThat(new RowCondition.Present(SERVICE, true).matches(BARE)).isFalse();
      assertThat(new RowCondition.Present(SERVICE, false).matches(service("EC2")))
          .isFalse();
      assertThat(new RowCondition.Present(SERVICE, false).matches(BARE)).isTrue();
    }

    @Test
    void takesAnEmptyTextForPresent() {
      assertThat(new RowCondition.Present(SERVICE, true).matches(service(""))).isTrue();
    }

    @Test
    void tellsColumnsFromTags() {
      RowField tag = RowField.tag("ServiceName");
      assertThat(new RowCondition.Present(tag, true).matches(service("EC2"))).isFalse();
      assertThat(new RowCondition.Present(tag, true).matches(Rows.tag("ServiceName", "x")))
          .isTrue();
    }
  }

  @Nested
  class In {
    private final RowCondition in = new RowCondition.In(SERVICE, Set.of("EC2", "S3"));

    @Test
    void wantsOneOfTheTexts() {
      assertThat(in.matches(service("EC2"))).isTrue();
      assertThat(in.matches(service("S3"))).isTrue();
      assertThat(in.matches(service("EC2 "))).isFalse();
      assertThat(in.matches(BARE)).isFalse();
    }

    @Test
    void comparesTextsAsGiven() {
      RowCondition one = new RowCondition.In(TEAM, Set.of("infra-\u00E9"));
      assertThat(one.matches(Rows.tag("team", "infra-\u00E9"))).isTrue();
      assertThat(one.matches(Rows.tag("team", "infra-e\u0301"))).isFalse();
      assertThat(one.matches(Rows.tag("team", "INFRA-\u00C9"))).isFalse();
    }

    @Test
    void doesNotSeeLaterChangesOfItsTexts() {
      Set<String> values = new LinkedHashSet<>(List.of("EC2"));
      RowCondition kept = new RowCondition.In(SERVICE, values);
      values.clear();
      assertThat(kept.matches(service("EC2"))).isTrue();
    }
  }

  @Nested
  class StartsWithAndEndsWith {
    @Test
    void wantAPrefixOrASuffix() {
      assertThat(new RowCondition.StartsWith(SERVICE, "Amazon ").matches(service("Amazon EC2")))
          .isTrue();
      assertThat(new RowCondition.StartsWith(SERVICE, "EC2").matches(service("Amazon EC2")))
          .isFalse();
      assertThat(new RowCondition.EndsWith(SERVICE, "EC2").matches(service("Amazon EC2")))
          .isTrue();
      assertThat(new RowCondition.EndsWith(SERVICE, "Amazon").matches(service("Amazon EC2")))
          .isFalse();
    }

    @Test
    void holdForNoRowWithoutTheField() {
      assertThat(new RowCondition.StartsWith(SERVICE, "").matches(BARE)).isFalse();
      assertThat(new RowCondition.EndsWith(SERVICE, "").matches(BARE)).isFalse();
    }
  }

  @Nested
  class Combined {
    private final RowCondition yes = new RowCondition.Always();
    private final RowCondition no = new RowCondition.Not(yes);

    @Test
    void followTheTruthTables() {
      assertThat(no.matches(BARE)).isFalse();
      assertThat(new RowCondition.All(List.of(yes, yes)).matches(BARE)).isTrue();
      assertThat(new RowCondition.All(List.of(yes, no)).matches(BARE)).isFalse();
      assertThat(new RowCondition.Any(List.of(no, yes)).matches(BARE)).isTrue();
      assertThat(new RowCondition.Any(List.of(no, no)).matches(BARE)).isFalse();
    }

    @Test
    void takeAllOfNothingForTrueAndAnyOfNothingForFalse() {
      assertThat(new RowCondition.All(List.of()).matches(BARE)).isTrue();
      assertThat(new RowCondition.Any(List.of()).matches(BARE)).isFalse();
    }

    @Test
    void negateAComparisonWithAMissingField() {
      RowCondition in = new RowCondition.In(SERVICE, Set.of("EC2"));
      assertThat(new RowCondition.Not(in).matches(BARE)).isTrue();
    }
  }

  @Provide
  Arbitrary<RowCondition> comparisons() {
    Arbitrary<RowField> fields =
        Arbitraries.of(RowField.column("S"), RowField.tag("S"), RowField.tag("T"));
    Arbitrary<String> texts = Arbitraries.of("", "x", "y", "xy");
    return fields.flatMap(field -> texts.flatMap(text -> Arbitraries.of(
        new RowCondition.Present(field, true),
        new RowCondition.In(field, Set.of(text, "z")),
        new RowCondition.StartsWith(field, text),
        new RowCondition.EndsWith(field, text))));
  }

  @Provide
  Arbitrary<RowCondition> conditions() {
    return comparisons()
        .list()
        .ofMaxSize(3)
        .flatMap(some -> Arbitraries.of(
            new RowCondition.All(some),
            new RowCondition.Any(some),
            new RowCondition.Not(new RowCondition.Any(some))));
  }

  @Property(tries = 1000)
  @Label("equal conditions print alike and others differently")
  void printsAsItIs(@ForAll("comparisons") RowCondition a, @ForAll("comparisons") RowCondition b) {
    assertThat(a.toString().equals(b.toString())).isEqualTo(a.equals(b));
  }

  @Test
  void fieldsPrintAsColumnsOrTags() {
    assertThat(SERVICE).hasToString("column ServiceName");
    assertThat(TEAM).hasToString("tag team");
  }

  @Property(tries = 300)
  @Label("not all are what any are not, for every row")
  void followsDeMorgan(@ForAll("conditions") RowCondition a, @ForAll("conditions") RowCondition b) {
    Stream.of(
            BARE,
            Rows.column("S", "x"),
            Rows.column("S", ""),
            Rows.tag("S", "xy"),
            Rows.of("r", "1", Map.of("S", "y"), Map.of("S", "x", "T", "z")))
        .forEach(row -> {
          RowCondition notAll = new RowCondition.Not(new RowCondition.All(List.of(a, b)));
          RowCondition anyNot =
              new RowCondition.Any(List.of(new RowCondition.Not(a), new RowCondition.Not(b)));
          assertThat(notAll.matches(row)).isEqualTo(anyNot.matches(row));
        });
  }
}
