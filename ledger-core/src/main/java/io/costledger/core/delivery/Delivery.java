package io.costledger.core.delivery;

import io.costledger.core.Invalid;
import io.costledger.core.Sha256;
import io.costledger.core.ValueStyle;
import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One arrival of data from one source: an id, the period it covers and a digest of its content.
 *
 * <p>Example: {@code Delivery.builder().id("cur-2024-09").source("focus").sha256(hex).build()}.
 */
@Value.Immutable
@ValueStyle
public interface Delivery {
  /**
   * How a delivery meets what its source issued before (SPEC 10.4). Deliveries of one source ascend
   * by {@link #issuedAt}; one that doesn't say comes before those that do.
   */
  enum Mode {
    /** Replaces each earlier delivery of its source whose whole period it covers. */
    REPLACE,
    /** Adds to its source's data; only a later {@code REPLACE} takes it away. */
    APPEND
  }

  /**
   * Returns the id, unique within the source.
   *
   * @return not empty
   */
  String id();

  /**
   * Returns where the data comes from.
   *
   * @return such as {@code focus} or {@code usage}
   */
  String source();

  /**
   * Returns the digest of the content.
   *
   * @return SHA-256 as 64 lower-case hex digits
   */
  String sha256();

  /**
   * Returns the period that the delivery covers, if it says so.
   *
   * @return the covered period; empty: all that its source has
   */
  Optional<Period> covers();

  /**
   * Returns when its source issued the delivery, if it says so. Which of two deliveries is the newer
   * one is decided by this alone, never by the order in which they arrive (SPEC 10.4).
   *
   * @return an instant, or a source's version number as one
   */
  Optional<Instant> issuedAt();

  /**
   * Returns when the delivery was received, if its reader says so; the library reads no clock.
   *
   * @return an instant; no part of what the delivery is
   */
  Optional<Instant> receivedAt();

  /**
   * Returns how the delivery meets earlier ones.
   *
   * @return {@code REPLACE} unless said otherwise
   */
  @Value.Default
  default Mode mode() {
    return Mode.REPLACE;
  }

  /**
   * Checks the ids and the digest.
   *
   * @throws IllegalArgumentException if an id is empty or the digest is not 64 hex digits
   */
  @Value.Check
  default void check() {
    Account.requireId("delivery id", id());
    Account.requireId("delivery source", source());
    if (!sha256().matches("[0-9a-f]{64}")) {
      throw Invalid.argument("delivery digest", sha256(), "must be 64 lower-case hex digits");
    }
  }

  /**
   * Returns the delivery of some content.
   *
   * @param source where it comes from, not empty
   * @param id its id, not empty
   * @param content the bytes whose digest identifies what was delivered
   * @return the delivery, with the SHA-256 of the content
   */
  static Delivery of(String source, String id, byte[] content) {
    return builder().source(source).id(id).sha256(Sha256.hex(content)).build();
  }

  /**
   * Starts a delivery.
   *
   * @return an empty builder
   */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a delivery. */
  final class Builder extends ImmutableDelivery.Builder {
    Builder() {}
  }
}
