package io.costledger.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The judge is tried on results that are wrong, or it would find nothing in a contender's either. */
class VerdictTest {
  private static final int RECORDS = 4_000;

  @Nested
  class OfRecords {
    private final Work work = Work.of(RECORDS);
    private final Outcome right = Reference.of(Task.W1_REMAINDER, work);

    @Test
    void theRightResultIsExact() {
      assertThat(judged(right.units().clone()).isExact()).isTrue();
    }

    @Test
    void aUnitThatMovedInsideAPoolIsFoundThoughThePoolSums() {
      long[] units = right.units().clone();
      int other = 1;
      while (work.pool(other) != work.pool(0)) {
        other++;
      }
      units[0]++;
      units[other]--;
      assertThat(judged(units))
          .isEqualTo(new Verdict(2, BigInteger.ONE, BigInteger.ZERO, BigInteger.TWO, 0, 0));
    }

    @Test
    void unitsThatVanishAreCountedPerPool() {
      long[] units = right.units().clone();
      units[0] -= 5;
      assertThat(judged(units))
          .isEqualTo(new Verdict(
              1, BigInteger.valueOf(5), BigInteger.valueOf(-5), BigInteger.valueOf(5), 1, 0));
    }

    private Verdict judged(long[] units) {
      return Verdict.of(Task.W1_REMAINDER, work, right, Outcome.of(units));
    }
  }

  @Nested
  class OfALineage {
    private final Work work = Work.tiers(RECORDS);

    @Test
    void oneUnitFromAnotherRootBreaksTwoRows() {
      Outcome made = made();
      int cell = someCell(made);
      made.lineage()[cell]--;
      made.lineage()[cell + work.centerCount + 1]++;
      assertThat(new LineageLaws(work, made).offences()).isEqualTo(2);
    }

    @Test
    void aSquareOfUnitsThatKeepsAllSumsIsFoundIfItIsLarge() {
      Outcome made = made();
      int row = work.centerCount + 1;
      int first = someCell(made);
      int second = work.lineageCell(0, 0, work.centerCount);
      made.lineage()[first] -= 100;
      made.lineage()[first + row] += 100;
      made.lineage()[second] += 100;
      made.lineage()[second + row] -= 100;
      assertThat(new LineageLaws(work, made).offences()).isEqualTo(4);
    }

    @Test
    void aMissingLineageIsAllWrong() {
      Outcome made = new Outcome(made().units(), new long[0]);
      assertThat(new LineageLaws(work, made).offences()).isEqualTo(work.lineageCount());
    }

    private Outcome made() {
      try (Contender kernel = new TierKernel(work, 1)) {
        kernel.run();
        Outcome made = kernel.outcome();
        assertThat(new LineageLaws(work, made).offences()).isZero();
        return made;
      }
    }

    /** A cost center that bears some of the first two roots on the first day. */
    private int someCell(Outcome made) {
      for (int bearer = 0; bearer < work.centerCount; bearer++) {
        int cell = work.lineageCell(0, 0, bearer);
        if (made.lineage()[cell] > 1000 && made.lineage()[cell + work.centerCount + 1] > 1000) {
          return cell;
        }
      }
      throw new IllegalStateException("Nobody bears two roots");
    }
  }
}
