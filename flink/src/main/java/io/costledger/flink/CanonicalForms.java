package io.costledger.flink;

import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.usage.UsageSummary;
import io.costledger.serialization.canonical.CanonicalBill;
import io.costledger.serialization.canonical.CanonicalBookedRun;
import io.costledger.serialization.canonical.CanonicalDelivery;
import io.costledger.serialization.canonical.CanonicalUsageSummary;

/**
 * The forms of what a ledger's state is made of. The version of each is the one that its canonical
 * bytes name themselves.
 */
final class CanonicalForms {
  static final CanonicalTypeInfo<Delivery> DELIVERY = CanonicalTypeInfo.of(new OfDelivery());
  static final CanonicalTypeInfo<UsageSummary> USAGE = CanonicalTypeInfo.of(new OfUsage());
  static final CanonicalTypeInfo<Bill> BILL = CanonicalTypeInfo.of(new OfBill());
  static final CanonicalTypeInfo<BookedRun> BOOKED_RUN = CanonicalTypeInfo.of(new OfBookedRun());

  private CanonicalForms() {}

  /** {@link CanonicalDelivery}. */
  public static final class OfDelivery implements CanonicalForm<Delivery> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<Delivery> type() {
      return Delivery.class;
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public byte[] toBytes(Delivery value) {
      return CanonicalDelivery.toBytes(value);
    }

    @Override
    public Delivery ofBytes(int version, byte[] bytes) {
      return CanonicalDelivery.ofBytes(bytes);
    }
  }

  /** {@link CanonicalUsageSummary}. */
  public static final class OfUsage implements CanonicalForm<UsageSummary> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<UsageSummary> type() {
      return UsageSummary.class;
    }

    @Override
    public int version() {
      return 2;
    }

    /** No release wrote version 1. */
    @Override
    public int oldest() {
      return 2;
    }

    @Override
    public byte[] toBytes(UsageSummary value) {
      return CanonicalUsageSummary.toBytes(value);
    }

    @Override
    public UsageSummary ofBytes(int version, byte[] bytes) {
      return CanonicalUsageSummary.ofBytes(bytes);
    }
  }

  /** {@link CanonicalBill}. */
  public static final class OfBill implements CanonicalForm<Bill> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<Bill> type() {
      return Bill.class;
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public byte[] toBytes(Bill value) {
      return CanonicalBill.toBytes(value);
    }

    @Override
    public Bill ofBytes(int version, byte[] bytes) {
      return CanonicalBill.ofBytes(bytes);
    }
  }

  /** {@link CanonicalBookedRun}. */
  public static final class OfBookedRun implements CanonicalForm<BookedRun> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<BookedRun> type() {
      return BookedRun.class;
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public byte[] toBytes(BookedRun value) {
      return CanonicalBookedRun.toBytes(value);
    }

    @Override
    public BookedRun ofBytes(int version, byte[] bytes) {
      return CanonicalBookedRun.ofBytes(bytes);
    }
  }
}
