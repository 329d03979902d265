package io.costledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Records beside their placements are the same whether they are looked up or lie side by side. */
class BillRowsTest {
  private static List<PlacedRecord> rows(ManyBooks books) {
    BillRows rows = BillRows.of(books.run());
    List<PlacedRecord> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      all.add(rows.get(i));
    }
    return all;
  }

  /** By the words of {@link PlacedRecord}: for each record that is placed, look at all placements. */
  private static List<PlacedRecord> slow(ManyBooks books) {
    List<PlacedRecord> placed = new ArrayList<>();
    List<String> ids =
        books.placements.stream().map(BillPlacement::record).distinct().toList();
    for (String id : ids) {
      List<BillPlacement> parts = new ArrayList<>();
      for (BillPlacement placement : books.placements) {
        if (placement.record().equals(id)
            && parts.stream().noneMatch(part -> part.part().equals(placement.part()))) {
          parts.add(placement);
        }
      }
      parts.sort(Comparator.comparing(BillPlacement::part));
      books.records.stream()
          .filter(record -> record.id().equals(id))
          .forEach(record -> placed.add(new PlacedRecord(record, parts)));
    }
    return placed;
  }

  /** Some records in parts, so that the bill is still followed. */
  private static ManyBooks cut(long seed, Random random) {
    ManyBooks books = ManyBooks.correct(seed, 30, 8, 3);
    for (int i = books.placements.size() - 1; i >= 0; i--) {
      if (random.nextBoolean()) {
        BillPlacement whole = books.placements.get(i);
        Instant noon = whole.part().start().plus(Duration.ofHours(12));
        books.placements.set(i, part(whole, Period.of(whole.part().start(), noon)));
        books.placements.add(i + 1, part(whole, Period.of(noon, whole.part().end())));
      }
    }
    return books;
  }

  private static BillPlacement part(BillPlacement whole, Period part) {
    return new BillPlacement(
        whole.record(),
        part,
        whole.chargePeriod(),
        whole.to(),
        whole.given(),
        whole.retained(),
        whole.measure(),
        whole.units(),
        whole.rounding(),
        whole.fault());
  }

  @Property(tries = 100)
  void placementsThatFollowTheBillLieSideBySide(@ForAll long seed) {
    ManyBooks books = cut(seed, new Random(seed));

    assertThat(BillRows.of(books.run()).areInOrder()).isTrue();
    assertThat(rows(books)).isEqualTo(slow(books));
  }

  @Property(tries = 300)
  void anyOthersAreLookedUp(@ForAll long seed) {
    Random random = new Random(seed);
    ManyBooks books = cut(seed, random);
    List<BillPlacement> placements = books.placements;
    int at = random.nextInt(placements.size());
    switch (random.nextInt(5)) {
      case 0 -> Collections.shuffle(placements, random);
      case 1 -> placements.add(at, placements.get(random.nextInt(placements.size())));
      case 2 -> placements.removeIf(p -> p.record().equals(placements.get(0).record()));
      case 3 -> placements.add(at, part(placements.get(at), placements.get(at).part()));
      default -> books.records.remove(random.nextInt(books.records.size()));
    }

    assertThat(rows(books)).isEqualTo(slow(books));
    if (!placements.equals(cut(seed, new Random(seed)).placements)) {
      assertThat(BillRows.of(books.run()).areInOrder()).isFalse();
    }
  }
}
