package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Period;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("who belongs to whom (SPEC 10.6, 13)")
class HierarchyTest {
  /** Search and ads are of web, and web of the company; from October on ads is of mobile. */
  private static final Hierarchy HIERARCHY = Hierarchy.of(Map.of(
      "search", Dated.always("web"),
      "ads", Policies.changing("web", "2024-10-01T00:00:00Z", "mobile"),
      "web", Dated.always("company")));

  private static final Period BOTH = Period.of(Samples.SEPTEMBER.start(), Samples.OCTOBER.end());

  @Nested
  class Of {
    @Test
    void doesNotSeeLaterChangesOfTheMap() {
      Map<String, Dated<String>> parents = new HashMap<>(Map.of("ads", Dated.always("web")));
      Hierarchy hierarchy = Hierarchy.of(parents);
      parents.clear();
      assertThat(hierarchy.parent("ads", Samples.SEPTEMBER)).contains("web");
    }

    /** U+FFFD comes before U+1F600, though its UTF-16 form comes after. */
    @Test
    void keepsNodesInTheOrderOfKeysAndUnmodifiable() {
      Dated<String> web = Dated.always("web");
      Hierarchy hierarchy = Hierarchy.of(Map.of("\uD83D\uDE00", web, "\uFFFD", web, "a", web));
      assertThat(hierarchy.parents().keySet()).containsExactly("a", "\uFFFD", "\uD83D\uDE00");
      assertThatThrownBy(() -> hierarchy.parents().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Parent {
    @Test
    void isTheOneThatHoldsInThePeriod() {
      assertThat(HIERARCHY.parent("ads", Samples.SEPTEMBER)).contains("web");
      assertThat(HIERARCHY.parent("ads", Samples.OCTOBER)).contains("mobile");
    }

    @Test
    void isNoneOfARoot() {
      assertThat(HIERARCHY.parent("company", Samples.SEPTEMBER)).isEmpty();
      assertThat(Hierarchy.none().parent("ads", Samples.SEPTEMBER)).isEmpty();
    }

    @Test
    void mustNotChangeInsideThePeriod() {
      assertThatThrownBy(() -> HIERARCHY.parent("ads", BOTH))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid effective dates: 2024-09-01T00:00:00Z/2024-11-01T00:00:00Z"
              + " (must not change inside a grain period)");
    }
  }

  @Nested
  class Root {
    @Test
    void isTheTopmostAncestor() {
      assertThat(HIERARCHY.root("ads", Samples.SEPTEMBER)).isEqualTo("company");
      assertThat(HIERARCHY.root("ads", Samples.OCTOBER)).isEqualTo("mobile");
      assertThat(HIERARCHY.root("search", BOTH)).isEqualTo("company");
    }

    @Test
    void isTheNodeItselfWithoutAParent() {
      assertThat(HIERARCHY.root("company", Samples.SEPTEMBER)).isEqualTo("company");
      assertThat(Hierarchy.none().root("ads", Samples.SEPTEMBER)).isEqualTo("ads");
    }

    @Test
    void refusesANodeThatIsItsOwnAncestor() {
      Hierarchy circle = Hierarchy.of(
          Map.of("a", Dated.always("b"), "b", Dated.always("c"), "c", Dated.always("b")));
      assertThatThrownBy(() -> circle.root("a", Samples.SEPTEMBER))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid hierarchy: [a, b, c] (must not form a cycle)");
      Hierarchy itself = Hierarchy.of(Map.of("a", Dated.always("a")));
      assertThatThrownBy(() -> itself.root("a", Samples.SEPTEMBER))
          .hasMessage("Invalid hierarchy: [a] (must not form a cycle)");
    }
  }
}
