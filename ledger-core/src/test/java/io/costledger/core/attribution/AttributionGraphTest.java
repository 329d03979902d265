package io.costledger.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.costledger.core.Samples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AttributionGraphTest {
  private static AttributionGraph graph(Map<String, ? extends Iterable<String>> charged) {
    return AttributionGraph.of(Samples.SEPTEMBER, charged);
  }

  @Provide
  Arbitrary<Map<String, Set<String>>> graphs() {
    return Arbitraries.integers()
        .between(1, 8)
        .flatMap(size -> Arbitraries.integers()
            .between(0, size * size - 1)
            .set()
            .ofMaxSize(Math.min(size * size, size * 2))
            .map(edges -> edges(size, edges)));
  }

  private static Map<String, Set<String>> edges(int size, Set<Integer> edges) {
    Map<String, Set<String>> charged = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      charged.put("p" + i, new TreeSet<>());
    }
    edges.forEach(edge -> charged.get("p" + edge / size).add("p" + edge % size));
    return charged;
  }

  /** All that cost of one platform can reach, by one edge or more, leaving use of itself out. */
  private static Set<String> reached(Map<String, Set<String>> charged, String from) {
    Set<String> reached = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      String at = open.remove(open.size() - 1);
      for (String to : charged.get(at)) {
        if (!to.equals(at) && reached.add(to)) {
          open.add(to);
        }
      }
    }
    return reached;
  }

  private static int depth(Map<String, Set<String>> charged, String platform) {
    int depth = 0;
    for (Map.Entry<String, Set<String>> entry : charged.entrySet()) {
      if (entry.getValue().contains(platform) && !entry.getKey().equals(platform)) {
        depth = Math.max(depth, 1 + depth(charged, entry.getKey()));
      }
    }
    return depth;
  }

  @Property(tries = 500)
  @Label("SPEC 5.4: the cycles are the platforms that reach each other, by naive reachability")
  void namesEveryCycle(@ForAll("graphs") Map<String, Set<String>> charged) {
    Set<List<String>> expected = new HashSet<>();
    for (String p : charged.keySet()) {
      if (reached(charged, p).contains(p)) {
        expected.add(charged.keySet().stream()
            .filter(q -> q.equals(p) || reached(charged, p).contains(q))
            .filter(q -> q.equals(p) || reached(charged, q).contains(p))
            .sorted()
            .toList());
      }
    }
    List<List<String>> cycles = graph(charged).cycles();
    assertThat(new HashSet<>(cycles)).isEqualTo(expected);
    assertThat(cycles)
        .hasSameSizeAs(expected)
        .isSortedAccordingTo((a, b) -> a.get(0).compareTo(b.get(0)));
    if (!expected.isEmpty()) {
      CyclicAttributionException thrown = catchThrowableOfType(
          CyclicAttributionException.class, () -> graph(charged).resolve());
      assertThat(thrown.cycles()).isEqualTo(cycles);
    }
  }

  @Property(tries = 500)
  @Label("SPEC 1 and 5.2: topological order and tiers are those of a naive recursion")
  void ordersWhatHasNoCycle(@ForAll("graphs") Map<String, Set<String>> any) {
    Map<String, Set<String>> charged = new TreeMap<>();
    any.forEach((p, to) -> charged.put(p, new TreeSet<>(new TreeSet<>(to).tailSet(p))));
    ResolvedAttribution resolved = graph(charged).resolve();
    assertThat(resolved.period()).isEqualTo(Samples.SEPTEMBER);
    List<String> order = resolved.order().castToList();
    assertThat(order).containsExactlyInAnyOrderElementsOf(charged.keySet());
    charged.forEach((p, to) -> to.stream()
        .filter(q -> !q.equals(p))
        .forEach(q -> assertThat(order.indexOf(q)).isGreaterThan(order.indexOf(p))));
    charged.keySet().forEach(p -> assertThat(resolved.tier(p)).as(p).isEqualTo(depth(charged, p)));
  }

  @Nested
  @DisplayName("resolve (SPEC 5.2)")
  class Resolve {
    @Test
    void ordersPlatformsAfterThoseThatChargeThem() {
      ResolvedAttribution resolved = graph(Map.of(
              "ec2", List.of("compute", "spark"),
              "compute", List.of("spark"),
              "spark", List.of(),
              "s3", List.of("spark")))
          .resolve();
      assertThat(resolved.order()).containsExactly("ec2", "s3", "compute", "spark");
      assertThat(resolved.tier("ec2")).isZero();
      assertThat(resolved.tier("s3")).isZero();
      assertThat(resolved.tier("compute")).isEqualTo(1);
      assertThat(resolved.tier("spark")).isEqualTo(2);
    }

    @Test
    void takesNoPlatform() {
      assertThat(graph(Map.of()).resolve().order()).isEmpty();
    }

    @Test
    @DisplayName("SPEC 5.3: a platform's use of itself is dropped, not the platform")
    void dropsUseOfItself() {
      ResolvedAttribution resolved =
          graph(Map.of("a", List.of("a", "b"), "b", List.of("b"))).resolve();
      assertThat(resolved.order()).containsExactly("a", "b");
      assertThat(resolved.tier("a")).isZero();
      assertThat(resolved.tier("b")).isEqualTo(1);
    }

    @Test
    void ordersByCodePointsWithinATier() {
      assertThat(graph(Map.of("\uD83D\uDE00", List.of(), "\uFFFD", List.of(), "a", List.of()))
              .resolve()
              .order())
          .containsExactly("a", "\uFFFD", "\uD83D\uDE00");
    }

    @Test
    void refusesTheTierOfAnUnknownPlatform() {
      ResolvedAttribution resolved = graph(Map.of("a", List.of())).resolve();
      assertThatThrownBy(() -> resolved.tier("x"))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid platform: x (is not in the attribution)");
    }

    @Test
    void followsAChainOfAHundredThousandPlatforms() {
      ResolvedAttribution resolved = graph(chain(100_000)).resolve();
      assertThat(resolved.order()).hasSize(100_000);
      assertThat(resolved.tier("p099999")).isEqualTo(99_999);
    }

    @Test
    void namesACycleOfAHundredThousandPlatforms() {
      Map<String, List<String>> ring = chain(100_000);
      ring.put("p099999", List.of("p000000"));
      List<List<String>> cycles = graph(ring).cycles();
      assertThat(cycles).hasSize(1);
      assertThat(cycles.get(0)).hasSize(100_000);
    }

    private Map<String, List<String>> chain(int length) {
      Map<String, List<String>> charged = new TreeMap<>();
      for (int i = 0; i < length; i++) {
        List<String> to = i + 1 < length ? List.of(id(i + 1)) : List.of();
        charged.put(id(i), to);
      }
      return charged;
    }

    private String id(int i) {
      String digits = Integer.toString(i);
      return "p" + "0".repeat(6 - digits.length()) + digits;
    }
  }

  @Nested
  @DisplayName("resolve of a cycle (SPEC 5.4: an error that names its members)")
  class ResolveCycle {
    @Test
    void namesEveryCycleAndNoOtherPlatform() {
      AttributionGraph graph = graph(Map.of(
          "z", List.of("y"),
          "y", List.of("z", "w"),
          "w", List.of("b"),
          "b", List.of("c"),
          "c", List.of("d"),
          "d", List.of("b")));
      assertThatThrownBy(graph::resolve)
          .isExactlyInstanceOf(CyclicAttributionException.class)
          .hasMessage("""
              Platforms charge each other in a circle
                Invalid attribution in 2024-09-01T00:00:00Z/2024-10-01T00:00:00Z:\
               cycle of b, c, d (usage between platforms must not form a cycle)
                Invalid attribution in 2024-09-01T00:00:00Z/2024-10-01T00:00:00Z:\
               cycle of y, z (usage between platforms must not form a cycle)""");
      CyclicAttributionException thrown =
          catchThrowableOfType(CyclicAttributionException.class, graph::resolve);
      assertThat(thrown.cycles()).containsExactly(List.of("b", "c", "d"), List.of("y", "z"));
      assertThat(thrown.offences()).hasSize(2);
    }

    @Test
    void namesEachMemberOfALongCycleWhole() {
      String longest = "a-platform-whose-name-is-rather-long-".repeat(2);
      Map<String, List<String>> ring =
          Map.of(longest + "1", List.of(longest + "2"), longest + "2", List.of(longest + "1"));
      assertThatThrownBy(() -> graph(ring).resolve())
          .hasMessage(String.join(
              "\n",
              "Platforms charge each other in a circle",
              "  Invalid attribution in 2024-09-01T00:00:00Z/2024-10-01T00:00:00Z: cycle of "
                  + longest
                  + "1, "
                  + longest
                  + "2 (usage between platforms must not form a cycle)"));
    }
  }

  @Nested
  class ResolveGroups {
    @Test
    void aCircleIsOneNodeAndComesAfterAllThatChargeItsMembers() {
      // a charges d; b and d charge each other; d charges c.
      ResolvedAttribution resolved = graph(
              Map.of("a", Set.of("d"), "b", Set.of("d"), "c", Set.of(), "d", Set.of("b", "c")))
          .resolveGroups();
      assertThat(resolved.groups()).hasToString("[[a], [b, d], [c]]");
      assertThat(resolved.tier("a")).isZero();
      assertThat(resolved.tier("b")).isEqualTo(1);
      assertThat(resolved.tier("d")).isEqualTo(1);
      assertThat(resolved.tier("c")).isEqualTo(2);
    }

    @Test
    void useOfItselfMakesNoGroup() {
      assertThat(graph(Map.of("a", Set.of("a"))).resolveGroups().groups()).hasToString("[[a]]");
    }

    @Property(tries = 500)
    void twoPlatformsShareAGroupIfEachReachesTheOther(
        @ForAll("graphs") Map<String, Set<String>> charged) {
      ResolvedAttribution resolved = graph(charged).resolveGroups();
      for (String a : charged.keySet()) {
        for (String b : charged.keySet()) {
          boolean isTogether =
              resolved.groups().anySatisfy(group -> group.contains(a) && group.contains(b));
          boolean isMutual =
              reached(charged, a).contains(b) && reached(charged, b).contains(a);
          assertThat(isTogether).isEqualTo(a.equals(b) || isMutual);
        }
      }
    }

    @Property(tries = 500)
    void groupsComeAfterThoseThatChargeThemAndTheirTierIsOneMoreThanTheDeepest(
        @ForAll("graphs") Map<String, Set<String>> charged) {
      ResolvedAttribution resolved = graph(charged).resolveGroups();
      List<String> order = resolved.order().castToList();
      for (String to : charged.keySet()) {
        int deepest = -1;
        for (String from : charged.keySet()) {
          boolean isInside =
              resolved.groups().anySatisfy(group -> group.contains(from) && group.contains(to));
          if (!isInside && reached(charged, from).contains(to)) {
            deepest = Math.max(deepest, resolved.tier(from));
            assertThat(order.indexOf(from)).isLessThan(order.indexOf(to));
          }
        }
        assertThat(resolved.tier(to)).isEqualTo(deepest + 1);
      }
    }

    @Provide
    Arbitrary<Map<String, Set<String>>> graphs() {
      return AttributionGraphTest.this.graphs();
    }
  }
}
