package io.costledger.serialization.canonical;

import io.costledger.core.delivery.Delivery;
import java.util.Optional;

/** The canonical bytes of a {@link Delivery}, whole: equal deliveries give equal bytes. */
public final class CanonicalDelivery {
  private static final byte KIND = 3;
  private static final int VERSION = 1;

  private CanonicalDelivery() {}

  /**
   * Returns the canonical bytes of a delivery; {@link #ofBytes} reads them.
   *
   * @param delivery a delivery
   * @return version 1 of the form
   */
  public static byte[] toBytes(Delivery delivery) {
    ByteOutput out = new ByteOutput().header(KIND, VERSION);
    write(delivery, out);
    return out.toBytes();
  }

  /**
   * Reads canonical bytes.
   *
   * @param bytes what {@link #toBytes} gave
   * @return the delivery
   * @throws IllegalArgumentException if anything else than the one form of a delivery is there
   */
  public static Delivery ofBytes(byte[] bytes) {
    ByteInput in = new ByteInput(bytes).header(KIND, VERSION);
    Delivery delivery = read(in);
    in.end();
    return delivery;
  }

  static void write(Delivery delivery, ByteOutput out) {
    out.text(delivery.source()).text(delivery.id()).text(delivery.sha256());
    out.flag(delivery.covers().isPresent());
    delivery.covers().ifPresent(out::period);
    out.flag(delivery.issuedAt().isPresent());
    delivery.issuedAt().ifPresent(out::instant);
    out.flag(delivery.receivedAt().isPresent());
    delivery.receivedAt().ifPresent(out::instant);
    out.text(delivery.mode().name());
  }

  static Delivery read(ByteInput in) {
    int from = in.position();
    Delivery.Builder delivery = Delivery.builder()
        .source(in.text())
        .id(in.text())
        .sha256(in.text())
        .covers(in.flag() ? Optional.of(in.period()) : Optional.empty())
        .issuedAt(in.flag() ? Optional.of(in.instant()) : Optional.empty())
        .receivedAt(in.flag() ? Optional.of(in.instant()) : Optional.empty())
        .mode(in.named(Delivery.Mode::valueOf));
    try {
      return delivery.build();
    } catch (IllegalArgumentException e) {
      throw in.wrong(from, String.valueOf(e.getMessage()));
    }
  }
}
