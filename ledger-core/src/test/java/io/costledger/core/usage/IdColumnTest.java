package io.costledger.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.CodePoints;
import io.costledger.core.work.Workers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IdColumnTest {
  private static final Workers THREE = Workers.of(3, ForkJoinPool.commonPool());

  @Provide
  Arbitrary<List<String>> ids() {
    return Arbitraries.of(
            "", "a", "ab", "b", "\u0080", "\u07FF", "\uFFFD", "\uD83D\uDE00", "\uD7FF")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join("", parts))
        .list()
        .ofMaxSize(20);
  }

  private static IdColumn column(List<String> ids) {
    IdColumn.Builder builder = new IdColumn.Builder();
    for (String id : ids) {
      byte[] bytes = ("<" + id + ">").getBytes(StandardCharsets.UTF_8);
      if (id.length() % 2 == 0) {
        builder.add(bytes, 1, bytes.length - 2);
      } else {
        builder.add(id);
      }
    }
    assertThat(builder.ascend())
        .isEqualTo(IntStream.range(1, ids.size())
            .allMatch(i -> CodePoints.compare(ids.get(i - 1), ids.get(i)) < 0));
    return builder.build();
  }

  @Property(tries = 200)
  @Label("ids come back, and compare as their code points do")
  void ids(@ForAll("ids") List<String> ids) {
    IdColumn column = column(ids);
    for (int a = 0; a < ids.size(); a++) {
      assertThat(column.id(a)).isEqualTo(ids.get(a));
      for (int b = 0; b < ids.size(); b++) {
        assertThat(Integer.signum(column.compare(a, b)))
            .isEqualTo(Integer.signum(CodePoints.compare(ids.get(a), ids.get(b))));
        if (ids.get(a).equals(ids.get(b))) {
          assertThat(column.hash(a)).isEqualTo(column.hash(b));
        }
      }
    }
  }

  /** Around the number of ids that share an array, on both sides of a join. */
  @Test
  void manyArraysAreJoined() {
    List<String> all = new ArrayList<>();
    List<IdColumn> columns = new ArrayList<>();
    int sharing = IdColumn.SHARING;
    for (int size :
        new int[] {0, 1, sharing - 1, sharing, sharing + 1, 0, 7, 3 * sharing + 5, 40 * sharing, 2
        }) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        ids.add("x".repeat(i % 5) + "\u00E4" + columns.size() + "-" + i);
      }
      all.addAll(ids);
      columns.add(column(ids));
    }
    for (Workers workers : List.of(Workers.caller(), THREE)) {
      IdColumn joined = IdColumn.joined(columns, workers);
      assertThat(IntStream.range(0, all.size()).mapToObj(joined::id).toList()).isEqualTo(all);
    }
  }

  @Test
  void whatIsBuiltDoesNotSeeWhatIsAddedLater() {
    IdColumn.Builder builder = new IdColumn.Builder();
    builder.add("a");
    IdColumn early = builder.build();
    builder.add("b");
    assertThat(early.id(0)).isEqualTo("a");
    assertThat(builder.build().id(1)).isEqualTo("b");
  }

  /** "Aa" and "BB" have the same hash, and so have all texts of as many of them. */
  @Test
  void equalIdsAreFoundAmongThoseThatMeetInATable() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1 << 11; i++) {
      StringBuilder id = new StringBuilder();
      for (int bit = 0; bit < 11; bit++) {
        id.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      ids.add(id.toString());
    }
    assertThat(ids.stream().map(String::hashCode).distinct()).hasSize(1);
    assertThat(EqualIds.areIn(column(ids), ids.size())).isFalse();
    for (int again : new int[] {0, 1, 499, 500, 501, 2047}) {
      List<String> twice = new ArrayList<>(ids);
      twice.add(ids.get(again));
      assertThat(EqualIds.areIn(column(twice), twice.size())).isTrue();
      assertThat(EqualIds.areIn(twice::get, twice.size())).isTrue();
    }
    assertThat(EqualIds.areIn(column(List.of()), 0)).isFalse();
  }
}
