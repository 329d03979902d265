package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ClassPathTest {
  @Test
  void aJobGetsTheseJarsByAddingUsAndNoneThatSparkHas() throws IOException {
    // Written by the build: what Maven resolves for us at compile and runtime scope. A version of
    // Jackson, Kryo, Guava, SLF4J or Scala can only change by an artifact that is here.
    List<String> brought = Files.readAllLines(Path.of("target", "brought.txt")).stream()
        .map(String::strip)
        .filter(line -> line.contains(":jar:"))
        .map(line -> line.substring(0, line.indexOf(":jar:")))
        .toList();
    assertThat(brought)
        .containsExactlyInAnyOrder(
            "io.costledger:costledger-ledger-core",
            "io.costledger:costledger-invariants",
            "io.costledger:costledger-allocation-models",
            "io.costledger:costledger-serialization",
            "de.siegmar:fastcsv",
            "org.eclipse.collections:eclipse-collections",
            "org.eclipse.collections:eclipse-collections-api",
            "org.joda:joda-money",
            "org.jspecify:jspecify");
  }

  @Test
  void theTestsRunWithTheVersionsThatSparkPins() throws IOException, URISyntaxException {
    assertThat(version(JsonFactory.class)).isEqualTo(pinned("fasterxml.jackson.version"));
    assertThat(version(ObjectMapper.class)).isEqualTo(pinned("fasterxml.jackson.version"));
    assertThat(version(LoggerFactory.class)).isEqualTo(pinned("slf4j.version"));
  }

  private static Path jar(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** In the local repository a jar lies in a folder that is named by its version. */
  private static String version(Class<?> type) throws URISyntaxException {
    return jar(type).getParent().getFileName().toString();
  }

  /** What Spark's own parent pom says, which lies in the same repository as its jars. */
  private static String pinned(String property) throws IOException, URISyntaxException {
    Path core = jar(SparkContext.class).getParent();
    String version = core.getFileName().toString();
    Path pom = core.getParent()
        .resolveSibling("spark-parent_2.13")
        .resolve(version)
        .resolve("spark-parent_2.13-" + version + ".pom");
    Matcher found = Pattern.compile("<" + Pattern.quote(property) + ">([^<$]+)<")
        .matcher(Files.readString(pom));
    assertThat(found.find()).as(property).isTrue();
    return found.group(1);
  }
}
