package io.costledger.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Maven repository with this project's modules, as {@code install} would fill one. */
final class InstalledModules {
  private static final String GROUP = "io.costledger";

  private InstalledModules() {}

  /** Puts the modules into a folder, from their classes and poms. */
  static void into(Path repository, String... modules) throws IOException {
    Path parent = artifact(repository, "costledger-parent", "pom");
    Files.copy(Path.of("..", "pom.xml"), parent);
    for (String module : modules) {
      Path home = Path.of("..", module);
      Files.copy(home.resolve("pom.xml"), artifact(repository, "costledger-" + module, "pom"));
      jar(
          home.resolve("target").resolve("classes"),
          "",
          artifact(repository, "costledger-" + module, "jar"));
    }
  }

  /** The version of all modules. */
  static String version() throws IOException {
    Matcher found = Pattern.compile(
            "<artifactId>costledger-parent</artifactId>\\s*<version>([^<]+)<")
        .matcher(Files.readString(Path.of("..", "pom.xml")));
    if (!found.find()) {
      throw new IllegalStateException("No version in the parent's pom");
    }
    return found.group(1);
  }

  /** Makes a jar of the files of a class folder whose names begin so. */
  static void jar(Path classes, String prefix, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : files) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (name.startsWith(prefix)) {
          entries.putNextEntry(new JarEntry(name));
          Files.copy(file, entries);
          entries.closeEntry();
        }
      }
    }
  }

  private static Path artifact(Path repository, String id, String type) throws IOException {
    Path folder = repository;
    for (String part : GROUP.split("\\.", -1)) {
      folder = folder.resolve(part);
    }
    folder = Files.createDirectories(folder.resolve(id).resolve(version()));
    return folder.resolve(id + "-" + version() + "." + type);
  }
}
