package io.costledger.serialization.input;

import java.util.List;

/**
 * A file that was read in parts.
 *
 * @param sha256 the SHA-256 of its bytes, 64 lower-case hex digits
 * @param parts what became of each part, in the file's order
 * @param <R> what becomes of a part
 */
public record FileParts<R>(String sha256, List<R> parts) {
  /** Copies the list. */
  public FileParts {
    parts = List.copyOf(parts);
  }
}
