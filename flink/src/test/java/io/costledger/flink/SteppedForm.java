package io.costledger.flink;

import io.costledger.core.usage.UsageSummary;
import io.costledger.serialization.canonical.CanonicalUsageSummary;

/** A form that went through a step: version 2 has a byte in front that version 1 had not. */
public final class SteppedForm implements CanonicalForm<UsageSummary> {
  private static final long serialVersionUID = 1L;

  /** The version of the library that runs: tests take the step here. */
  static int library = 2;

  /** For the snapshot. */
  public SteppedForm() {}

  @Override
  public Class<UsageSummary> type() {
    return UsageSummary.class;
  }

  @Override
  public int version() {
    return library;
  }

  @Override
  public byte[] toBytes(UsageSummary value) {
    byte[] bytes = CanonicalUsageSummary.toBytes(value);
    if (library == 1) {
      return bytes;
    }
    byte[] longer = new byte[bytes.length + 1];
    longer[0] = 2;
    System.arraycopy(bytes, 0, longer, 1, bytes.length);
    return longer;
  }

  @Override
  public UsageSummary ofBytes(int version, byte[] bytes) {
    if (version == 1) {
      return CanonicalUsageSummary.ofBytes(bytes);
    }
    if (bytes[0] != 2) {
      throw new IllegalArgumentException("Not of version 2");
    }
    byte[] shorter = new byte[bytes.length - 1];
    System.arraycopy(bytes, 1, shorter, 0, shorter.length);
    return CanonicalUsageSummary.ofBytes(shorter);
  }
}
