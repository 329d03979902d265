package io.costledger.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a job gets from us changes no class that Flink, or another library of the job, sees: our jars
 * hold other packages than Flink's, and neither Jackson's databind, Kryo, Guava, SLF4J nor Scala.
 */
class ClassPathTest {
  /** The packages that a job gets, up to three names deep. */
  private static final Set<String> OURS = Set.of(
      "com/fasterxml/jackson/core",
      "de/siegmar/fastcsv",
      "io/costledger",
      "org/eclipse/collections",
      "org/joda/money",
      "org/jspecify/annotations");

  private static List<String> ours() throws Exception {
    return List.of(
        Files.readString(Path.of("target", "ours.txt")).strip().split(File.pathSeparator, -1));
  }

  private static Set<String> packages(String place) throws Exception {
    try (Stream<String> classes = Files.isDirectory(Path.of(place))
        ? Files.walk(Path.of(place)).map(file -> Path.of(place).relativize(file).toString())
        : new JarFile(place).stream().map(Object::toString)) {
      return classes
          .map(name ->
              name.replace(File.separatorChar, '/').replaceFirst("^META-INF/versions/\\d+/", ""))
          .filter(name -> name.endsWith(".class") && name.indexOf('/') > 0)
          .map(name -> name.substring(0, name.lastIndexOf('/')))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void ourPackagesAreTheseAndNoOthers() throws Exception {
    for (String place : ours()) {
      assertThat(packages(place))
          .as(place)
          .isNotEmpty()
          .allMatch(name ->
              OURS.stream().anyMatch(own -> name.equals(own) || name.startsWith(own + "/")));
    }
  }

  @Test
  void noJarOfTheEngineHasOneOfThem() throws Exception {
    Set<String> ours = Set.copyOf(ours());
    Set<String> own = new TreeSet<>();
    for (String place : ours) {
      own.addAll(packages(place));
    }
    int engines = 0;
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String name = new File(place).getName();
      if (name.endsWith(".jar") && !ours.contains(place) && name.startsWith("flink-")) {
        engines++;
        assertThat(packages(place)).as(place).doesNotContainAnyElementsOf(own);
      }
    }
    assertThat(engines).isGreaterThan(10);
  }
}
