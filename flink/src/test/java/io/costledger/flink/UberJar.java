package io.costledger.flink;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A user's job as one jar: what our module brings at run time, file by file as it is, and the job's
 * classes. Signatures are left out: they are of other jars.
 */
final class UberJar {
  /** Of one of the jars that went in: the job's jar is another. */
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]*\\.(SF|RSA|DSA)");

  private final Map<String, byte[]> files = new TreeMap<>();

  /** Files that two of the jars have and that a class can be asked for. */
  private final List<String> twice = new ArrayList<>();

  private UberJar() {}

  /** The places that our module brings, its own classes among them. */
  static List<String> ours() throws IOException {
    List<String> ours = new ArrayList<>(List.of(Path.of("target", "classes").toString()));
    ours.addAll(List.of(
        Files.readString(Path.of("target", "ours.txt")).strip().split(File.pathSeparator, -1)));
    return ours;
  }

  /** A jar with some top-level classes of these tests, and what is nested in them. */
  static UberJar of(Class<?>... jobClasses) throws IOException {
    UberJar jar = new UberJar();
    for (String place : ours()) {
      if (Files.isDirectory(Path.of(place))) {
        jar.addFolder(Path.of(place), file -> true);
      } else {
        jar.addJar(place);
      }
    }
    for (Class<?> one : jobClasses) {
      String name = one.getName().replace('.', '/');
      jar.addFolder(
          Path.of("target", "test-classes"),
          file -> file.equals(name + ".class") || file.startsWith(name + "$"));
    }
    return jar;
  }

  private void addFolder(Path folder, Predicate<String> kept) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        if (kept.test(name)) {
          add(name, Files.readAllBytes(file));
        }
      }
    }
  }

  private void addJar(String place) throws IOException {
    boolean verify = false; // It would take half a minute for Eclipse Collections.
    try (JarFile jar = new JarFile(new File(place), verify)) {
      for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        add(entry.getName(), jar.getInputStream(entry).readAllBytes());
      }
    }
  }

  private void add(String name, byte[] content) {
    if (SIGNATURE.matcher(name).matches()) {
      return;
    }
    boolean isDescription = name.indexOf('/') < 0
        || (name.startsWith("META-INF/") && !name.startsWith("META-INF/services/"));
    if (files.put(name, content) != null && !isDescription) {
      twice.add(name);
    }
  }

  List<String> twice() {
    return twice;
  }

  /** Writes the jar. */
  Path write(Path file, Class<?> main) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
    files.remove(JarFile.MANIFEST_NAME);
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> one : files.entrySet()) {
        jar.putNextEntry(new JarEntry(one.getKey()));
        jar.write(one.getValue());
        jar.closeEntry();
      }
    }
    return file;
  }
}
