package io.costledger.allocation.apportion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LeftUnitsTest {
  private static BigInteger[] units(long... units) {
    return Arrays.stream(units).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
  }

  @Test
  void aUnitWithoutRoomStaysLeftUntilACellIsWidened() {
    LeftUnits left =
        new LeftUnits(new BigInteger[][] {units(5)}, new int[][] {{0}}, units(1), units(1));
    left.placeAlongPaths();
    assertThat(left.isPlaced()).isFalse();
    assertThat(left.cells()).isDeepEqualTo(new BigInteger[][] {units(5)});

    left.widen(0, 0);
    left.placeAlongPaths();
    assertThat(left.isPlaced()).isTrue();
    assertThat(left.cells()).isDeepEqualTo(new BigInteger[][] {units(6)});
  }

  @Test
  void aUnitMovesAnotherThatHasRoomElsewhere() {
    // The first row takes the first column; the second row has room only there.
    LeftUnits left = new LeftUnits(
        new BigInteger[][] {units(0, 0), units(0, 0)},
        new int[][] {{1, 1}, {1, 0}},
        units(1, 1),
        units(1, 1));
    left.placeAlongPaths();
    assertThat(left.isPlaced()).isTrue();
    assertThat(left.cells()).isDeepEqualTo(new BigInteger[][] {units(0, 1), units(1, 0)});
  }

  @Test
  void everyUnitOfARowIsPlaced() {
    LeftUnits left = new LeftUnits(
        new BigInteger[][] {units(1, 1, 1)}, new int[][] {{1, 1, 1}}, units(2), units(0, 1, 1));
    left.placeAlongPaths();
    assertThat(left.isPlaced()).isTrue();
    assertThat(left.cells()).isDeepEqualTo(new BigInteger[][] {units(1, 2, 2)});
  }
}
