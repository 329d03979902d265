package io.costledger.serialization.ledger;

import io.costledger.core.Invalid;
import io.costledger.core.work.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Writes a directory of files all at once or not at all: into a new directory beside the target,
 * which then takes the target's name. A directory that is there is left alone, unless the caller
 * asks to replace it; then it steps aside first, so a crash leaves the old one or the new one whole
 * (if it comes between the two renames, both stand beside the target's name), and never half of
 * one. Only a directory that holds nothing but files of the same names is replaced.
 *
 * <p>Example: {@code new DirectoryPublisher().file("a.txt", out -> out.write(bytes)).publish(dir,
 * IfPresent.REFUSE)}.
 */
public final class DirectoryPublisher {
  private final Map<String, Content> files = new LinkedHashMap<>();

  /** Starts without a file. */
  public DirectoryPublisher() {}

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the content.
     *
     * @param out where to; the caller closes it
     * @throws IOException if it can't be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** What to do with a target that is there already. */
  public enum IfPresent {
    /** Leave it as it is; publishing fails. */
    REFUSE,
    /** Put the new directory in its place. */
    REPLACE
  }

  /**
   * Adds a file.
   *
   * @param name the file's name, without a folder
   * @param content writes its content
   * @return this publisher
   * @throws IllegalArgumentException if the name is no plain file name
   */
  public DirectoryPublisher file(String name, Content content) {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw Invalid.argument("file name", "'" + name + "'", "must be a plain name");
    }
    files.put(name, content);
    return this;
  }

  /**
   * Writes all files and gives the directory its name.
   *
   * @param target the directory; its parent is made where it is missing
   * @param ifPresent what to do if the target is there
   * @throws FileAlreadyExistsException if the target is there and must not be replaced
   * @throws IOException if something can't be written; nothing is left behind then
   */
  public void publish(Path target, IfPresent ifPresent) throws IOException {
    publish(target, ifPresent, Workers.caller());
  }

  /**
   * Does the same by some threads, which write files at the same time.
   *
   * @param target the directory; its parent is made where it is missing
   * @param ifPresent what to do if the target is there
   * @param workers whose threads
   * @throws FileAlreadyExistsException if the target is there and must not be replaced
   * @throws IOException if something can't be written; nothing is left behind then
   */
  public void publish(Path target, IfPresent ifPresent, Workers workers) throws IOException {
    Path whole = target.toAbsolutePath().normalize();
    Path parent = whole.getParent();
    if (parent == null) {
      throw new FileAlreadyExistsException(target.toString(), null, "the root of a file system");
    }
    requireFree(whole, ifPresent);
    Files.createDirectories(parent);
    Path fresh = sibling(whole, "new");
    Files.createDirectory(fresh);
    try {
      List<String> names = List.copyOf(files.keySet());
      workers.run(names.size(), file -> write(fresh, names.get(file)));
      requireFree(whole, ifPresent);
      if (isThere(whole)) {
        swap(whole, fresh);
      } else {
        rename(fresh, whole);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      // After a success nothing is there any more under this name.
      delete(fresh);
    }
  }

  private void write(Path directory, String name) {
    Content content = Objects.requireNonNull(files.get(name));
    try (OutputStream out =
        Files.newOutputStream(directory.resolve(name), StandardOpenOption.CREATE_NEW)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void swap(Path target, Path fresh) throws IOException {
    Path old = sibling(target, "old");
    rename(target, old);
    try {
      rename(fresh, target);
    } catch (IOException e) {
      rename(old, target);
      throw e;
    }
    delete(old);
  }

  private void requireFree(Path target, IfPresent ifPresent) throws IOException {
    if (!isThere(target)) {
      return;
    }
    if (ifPresent == IfPresent.REFUSE) {
      throw new FileAlreadyExistsException(
          target.toString(), null, "it is there already; ask to replace it");
    }
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString(), null, "it is no directory");
    }
    try (Stream<Path> entries = Files.list(target)) {
      for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
        if (!files.containsKey(String.valueOf(entry.getFileName()))
            || !Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          throw new FileAlreadyExistsException(
              target.toString(), null, "it holds what was not published: " + entry.getFileName());
        }
      }
    }
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** A free name beside the target, which a reader of directories doesn't see. */
  private static Path sibling(Path target, String word) {
    for (int i = 1; ; i++) {
      Path candidate = target.resolveSibling("." + target.getFileName() + "." + word + "-" + i);
      if (!isThere(candidate)) {
        return candidate;
      }
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!isThere(directory)) {
      return;
    }
    Files.walkFileTree(directory, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path dir, java.io.IOException e)
          throws IOException {
        Files.delete(dir);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
