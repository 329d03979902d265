package io.costledger.allocation.reference;

import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** SPEC section 6: which grain periods a record belongs to, and what of it to each. */
public final class ReferencePieces {
  private ReferencePieces() {}

  /**
   * A piece of a record in time.
   *
   * @param period the index of its grain period, or -1
   * @param charge its charge period: the grain period, or its own
   * @param before which part of the record's duration lies before it
   * @param after the same with it
   */
  record Piece(int period, Period charge, Fraction before, Fraction after) {
    /** What of a whole falls into the piece, by whole steps of 1. */
    BigInteger of(BigInteger whole) {
      Fraction size = Fraction.of(whole.abs());
      BigInteger part = size.times(after).floor().subtract(size.times(before).floor());
      return whole.signum() < 0 ? part.negate() : part;
    }
  }

  static List<Piece> of(ReferenceScenario scenario, Row row) {
    return pieces(scenario, row.own(), scenario.proratedBill());
  }

  static List<Piece> of(ReferenceScenario scenario, Use use) {
    return pieces(scenario, use.own(), scenario.proratedUsage());
  }

  /** What of a usage row counts in a grain period, as no, one or more quantities. */
  public static List<Fraction> quantities(ReferenceScenario scenario, Use use, int period) {
    List<Fraction> quantities = new ArrayList<>();
    List<Piece> pieces = of(scenario, use);
    for (Piece piece : pieces) {
      if (piece.period() == period) {
        quantities.add(
            pieces.size() == 1 ? Fraction.of(use.quantity()) : steps(use.quantity(), piece));
      }
    }
    return quantities;
  }

  /** In steps of 10^-12, or of the last decimal that isn't 0. */
  private static Fraction steps(BigDecimal quantity, Piece piece) {
    int decimals = 12;
    while (quantity.movePointRight(decimals).remainder(BigDecimal.ONE).signum() != 0) {
      decimals++;
    }
    BigInteger whole = quantity.movePointRight(decimals).toBigIntegerExact();
    return new Fraction(piece.of(whole), BigInteger.TEN.pow(decimals));
  }

  private static List<Piece> pieces(ReferenceScenario scenario, Period own, boolean prorated) {
    TreeSet<Instant> cuts = new TreeSet<>(List.of(own.start(), own.end()));
    for (Period period : scenario.grain()) {
      for (Instant bound : List.of(period.start(), period.end())) {
        if (prorated && own.contains(bound)) {
          cuts.add(bound);
        }
      }
    }
    List<Piece> pieces = new ArrayList<>();
    for (Instant start : cuts.headSet(own.end())) {
      Period part = Period.of(start, cuts.higher(start));
      int period = scenario.periodOf(part);
      pieces.add(new Piece(
          period,
          period < 0 ? part : scenario.grain().get(period),
          upTo(own, part.start()),
          upTo(own, part.end())));
    }
    return pieces;
  }

  private static Fraction upTo(Period own, Instant instant) {
    return Fraction.of(
        Duration.between(own.start(), instant).toNanos(), own.duration().toNanos());
  }
}
