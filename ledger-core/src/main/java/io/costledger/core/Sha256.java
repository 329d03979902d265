package io.costledger.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one digest of the library: SHA-256, shown as 64 lower-case hex digits. */
public final class Sha256 {
  private Sha256() {}

  /**
   * Returns the digest of some bytes.
   *
   * @param content the bytes
   * @return 64 lower-case hex digits
   */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  /**
   * Ends a digest that was fed piece by piece.
   *
   * @param digest what was fed
   * @return 64 lower-case hex digits
   */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Returns a digest to feed piece by piece.
   *
   * @return a fresh SHA-256
   */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
