package io.costledger.serialization;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;

/** The wire forms as they were written by hand, or by an independent program. */
public final class Golden {
  private Golden() {}

  public static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] hex(String name) {
    return HexFormat.of().parseHex(text(name).replace("\n", ""));
  }
}
