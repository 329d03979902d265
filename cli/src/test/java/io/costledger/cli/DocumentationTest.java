package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.invariants.StandardInvariants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles and runs every Java sample of the README and the recipes, and compares what it prints with
 * the text block that follows it. Links between documents must lead somewhere.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SAMPLE =
      Pattern.compile("```java\n(.*?)```(?:(?:(?!```).)*?```text\n(.*?)```)?", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  /** A test class, or a law's code, in a table. */
  private static final Pattern LAW_ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

  private static final Pattern NAMED = Pattern.compile("`([A-Za-z]+Test|[A-Z]+_[A-Z_]+)`");

  /** What a sample may use without saying so. */
  private static final String IMPORTS = """
      import io.costledger.allocation.*;
      import io.costledger.allocation.model.*;
      import io.costledger.core.account.*;
      import io.costledger.core.bill.*;
      import io.costledger.core.delivery.*;
      import io.costledger.core.ledger.*;
      import io.costledger.core.money.*;
      import io.costledger.core.policy.*;
      import io.costledger.core.time.*;
      import io.costledger.core.usage.*;
      import io.costledger.invariants.*;
      import java.nio.file.*;
      import java.time.Instant;
      import java.util.*;
      import org.joda.money.CurrencyUnit;
      """;

  @TempDir
  Path classes;

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  @TestFactory
  List<DynamicTest> everySampleRunsAsPrinted() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents()) {
      Matcher sample = SAMPLE.matcher(Files.readString(document));
      for (int i = 1; sample.find(); i++) {
        String code = sample.group(1);
        String printed = sample.group(2) == null ? "" : sample.group(2);
        String name = "Sample" + tests.size();
        tests.add(DynamicTest.dynamicTest(
            ROOT.relativize(document) + ", sample " + i,
            () -> assertThat(run(name, code)).isEqualTo(printed)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  @Test
  void theFirstResultTakesTwentyLinesAtMost() throws IOException {
    Matcher sample = SAMPLE.matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(sample.find()).isTrue();
    assertThat(sample.group(1).lines()).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void aModelOfOnesOwnTakesLessThanFortyLines() throws IOException {
    Matcher sample = SAMPLE.matcher(Files.readString(ROOT.resolve("docs/recipes/own-model.md")));
    assertThat(sample.find()).isTrue();
    assertThat(sample.group(1).lines()).hasSizeLessThan(40);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        Path parent = document.getParent();
        if (parent != null && !Files.exists(parent.resolve(link.group(1)))) {
          broken.add(ROOT.relativize(document) + " -> " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyTestAndLawThatIsNamedExists() throws IOException {
    Set<String> known = new HashSet<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith("Test.java"))
          .forEach(file -> known.add(file.substring(0, file.length() - ".java".length())));
    }
    StandardInvariants.all().forEach(law -> known.add(law.code()));
    // The laws that need more than a run have no constant; the reference's own test has their rows.
    Matcher row = LAW_ROW.matcher(Files.readString(ROOT.resolve("docs/reference/invariants.md")));
    while (row.find()) {
      known.add(row.group(1));
    }
    Set<String> named = new TreeSet<>();
    for (Path document : List.of(ROOT.resolve("README.md"), ROOT.resolve("docs/spec/laws.md"))) {
      Matcher name = NAMED.matcher(Files.readString(document));
      while (name.find()) {
        named.add(name.group(1));
      }
    }
    assertThat(named).isNotEmpty();
    assertThat(known).containsAll(named);
  }

  private String run(String name, String code) throws Exception {
    StringBuilder imports = new StringBuilder(IMPORTS);
    StringBuilder body = new StringBuilder();
    code.lines()
        .forEach(l -> (l.startsWith("import ") ? imports : body).append(l).append('\n'));
    String source = imports
        + "public class "
        + name
        + " { public static void main(String[] args) throws Exception {\n"
        + body
        + "}}";
    compile(name, source);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void compile(String name, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    StringWriter messages = new StringWriter();
    boolean compiled = compiler
        .getTask(
            messages,
            compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8),
            null,
            List.of("-d", classes.toString(), "-proc:none"),
            null,
            List.of(file))
        .call();
    assertThat(compiled).as("%s%n%s", messages, source).isTrue();
  }
}
