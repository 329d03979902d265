package io.costledger.serialization.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to read: the name by which problems call it, and where its bytes come from.
 *
 * <p>Example: {@code InputFile.of(Path.of("usage.csv"))}.
 *
 * @param name the name in messages, as the caller gave it
 * @param source where the bytes come from
 */
public record InputFile(String name, ByteSource source) {
  /** Opens the bytes of a file. */
  @FunctionalInterface
  public interface ByteSource {
    /**
     * Opens the bytes; the reader closes them.
     *
     * @return the bytes from the first on
     * @throws IOException if they can't be read
     */
    InputStream open() throws IOException;

    /**
     * Returns whether the bytes can be opened again, so that a reader may try a way that doesn't
     * always lead to the end.
     *
     * @return true if each time brings the same bytes from the first on; false unless it is known
     */
    default boolean opensAgain() {
      return false;
    }
  }

  /** A file that is somewhere; a pipe that has a path gives its bytes once. */
  private record AtPath(Path path) implements ByteSource {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }

    @Override
    public boolean opensAgain() {
      return Files.isRegularFile(path);
    }
  }

  /**
   * Returns the file at a path.
   *
   * @param path where it is
   * @return the file, named by the path's text
   */
  public static InputFile of(Path path) {
    return new InputFile(path.toString(), new AtPath(path));
  }

  /**
   * Returns a file whose bytes come from somewhere else.
   *
   * @param name the name in messages
   * @param source opens the bytes
   * @return the file
   */
  public static InputFile of(String name, ByteSource source) {
    return new InputFile(name, source);
  }
}
