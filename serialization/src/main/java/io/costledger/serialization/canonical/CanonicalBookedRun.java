package io.costledger.serialization.canonical;

import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.RunFacts;
import java.time.Instant;

/**
 * The canonical bytes of a {@link BookedRun}: its facts and its entries, so that a later run can be
 * compared with what is in the books. When the run was recorded is part of them.
 */
public final class CanonicalBookedRun {
  private static final byte KIND = 5;
  private static final int VERSION = 1;

  private CanonicalBookedRun() {}

  /**
   * Returns the canonical bytes of what a run booked; {@link #ofBytes} reads them.
   *
   * @param booked what a run booked
   * @return version 1 of the form
   */
  public static byte[] toBytes(BookedRun booked) {
    RunFacts facts = booked.facts();
    ByteOutput out = new ByteOutput().header(KIND, VERSION);
    out.instant(facts.recordedAt()).text(facts.policy()).text(facts.definition());
    out.number(facts.periods()).period(facts.span());
    CanonicalDelivery.write(facts.bill(), out);
    out.number(facts.usage().size());
    facts.usage().forEach(delivery -> CanonicalDelivery.write(delivery, out));
    out.text(facts.previous());
    return out.block(new CanonicalLedger(facts.run(), facts.unit(), facts.basis(), booked.entries())
            .toBytes())
        .toBytes();
  }

  /**
   * Reads canonical bytes.
   *
   * @param bytes what {@link #toBytes} gave
   * @return what the run booked
   * @throws IllegalArgumentException if anything else than the one form of it is there
   */
  public static BookedRun ofBytes(byte[] bytes) {
    ByteInput in = new ByteInput(bytes).header(KIND, VERSION);
    Instant recordedAt = in.instant();
    RunFacts.Builder facts = RunFacts.builder()
        .recordedAt(recordedAt)
        .policy(in.text())
        .definition(in.text())
        .periods(in.number(Integer.MAX_VALUE, "period count"))
        .span(in.period())
        .bill(CanonicalDelivery.read(in));
    int deliveries = in.count("delivery count");
    for (int i = 0; i < deliveries; i++) {
      Delivery delivery = CanonicalDelivery.read(in);
      facts.addUsage(delivery);
    }
    facts.previous(in.optionalText());
    CanonicalLedger ledger = CanonicalLedger.ofBytes(in.block());
    in.end();
    return new BookedRun(
        facts.run(ledger.run()).unit(ledger.unit()).basis(ledger.basis()).build(),
        ledger.entries());
  }
}
