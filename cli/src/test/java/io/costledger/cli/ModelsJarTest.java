package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.policyfile.NamedModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --models}, with jars that are made here of sources. */
class ModelsJarTest {
  private static final String FREE_TIER = """
      package mine;
      import io.costledger.core.policy.*;
      import io.costledger.policyfile.*;
      import java.math.BigDecimal;
      import java.util.*;
      public class FreeTier implements NamedModel {
        public String name() { return "free-tier"; }
        public AllocationModel create(ModelParameters parameters) {
          return new Beyond(parameters.number("free"));
        }
        record Beyond(BigDecimal free) implements AllocationModel {
          public Weights weights(PoolUsage usage) {
            Map<io.costledger.core.account.Account, BigDecimal> weights = new HashMap<>();
            usage.quantities().keySet().forEach(consumer -> weights.put(
                consumer, usage.quantity(consumer, "hours").subtract(free).max(BigDecimal.ZERO)));
            return Weights.ofDecimals(weights);
          }
        }
      }
      """;
  private static final String POLICY = """
      costledger: 1
      name: small
      currency: USD
      basis: BILLED
      scale: 4
      grain: {start: 2026-09-01T00:00:00Z, end: 2026-10-01T00:00:00Z, every: whole}
      costCenters: [ads, infra, search]
      platforms:
        ec2: {owner: infra, model: {custom: {name: free-tier, parameters: {free: 1}}}}
      bill: {rules: [{name: all, to: "platform:ec2"}]}
      """;

  @TempDir
  Path folder;

  @BeforeEach
  void writeGoodFiles() throws IOException {
    write("policy.yaml", POLICY);
    write("bill.csv", """
        BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd
        10.0000,USD,2026-09-01,2026-09-02
        """);
    write("usage.csv", """
        id,platform,consumer,quantity,unit,charge_period_start,charge_period_end
        u1,ec2,cost-center:ads,2,hours,2026-09-01,2026-09-02
        u2,ec2,cost-center:search,4,hours,2026-09-01,2026-09-02
        """);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  /** A jar of one compiled source and the services file, if any lines are to be in it. */
  private void jar(String name, String source, String services) throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    Path file = Files.writeString(
        Files.createDirectory(classes.resolve("src")).resolve(name + ".java"), source);
    assertThat(ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), "-proc:none", file.toString()))
        .isZero();
    try (OutputStream out = Files.newOutputStream(folder.resolve("my-models.jar"));
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> compiled = Files.list(classes.resolve("mine"))) {
      if (!services.isEmpty()) {
        jar.putNextEntry(new JarEntry("META-INF/services/" + NamedModel.class.getName()));
        jar.write(services.getBytes(StandardCharsets.UTF_8));
      }
      for (Path one : compiled.toList()) {
        jar.putNextEntry(new JarEntry("mine/" + one.getFileName()));
        jar.write(Files.readAllBytes(one));
      }
    }
  }

  private Program call(String command, String... more) {
    List<Object> args = new ArrayList<>(List.of(command));
    for (String name : List.of("bill.csv", "usage.csv", "policy.yaml")) {
      args.add("--" + name.substring(0, name.indexOf('.')));
      args.add(folder.resolve(name));
    }
    args.add("--models");
    args.add(folder.resolve("my-models.jar"));
    args.addAll(List.of(more));
    return Program.run(args.toArray());
  }

  private Program run() {
    return call("run", "--out", folder.resolve("out").toString(), "--overwrite");
  }

  /** What a refused call says, with the test's own folder cut out. */
  private String refusal() {
    Program program = run();
    assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    return program.err().replace(folder + "/", "");
  }

  private static String refused(String message) {
    return "my-models.jar has 1 problem\n  my-models.jar: "
        + message
        + "\npolicy.yaml has 1 problem\n  policy.yaml: Invalid policy: policy.yaml (can't be checked"
        + " before the models can be loaded)\n"
        + "bill.csv has 1 problem\n  bill.csv: Invalid bill: bill.csv (can't be checked before the"
        + " policy can be read)\nNothing was written.\n";
  }

  @Nested
  class GoodJar {
    @BeforeEach
    void make() throws IOException {
      jar("FreeTier", FREE_TIER, "mine.FreeTier\n");
    }

    @Test
    void chargesByItsModel() throws IOException {
      Program program = run();

      assertThat(program.err()).isEmpty();
      // Beyond the first hour each: 1 and 3 of 10.00.
      assertThat(Csv.rows(folder.resolve("out/statement.csv")))
          .extracting(line -> line.get("account") + " " + line.get("settled"))
          .containsExactly("cost-center:ads 2.50", "cost-center:search 7.50");
      assertThat(Csv.rows(folder.resolve("out/entries.csv")))
          .extracting(line -> line.get("model"))
          .contains("free-tier");
    }

    @Test
    void makesAnotherRunOfOtherParameters() throws IOException {
      run();
      String first = Csv.rows(folder.resolve("out/entries.csv")).get(0).get("run");
      write("policy.yaml", POLICY.replace("free: 1", "free: 0"));
      run();

      assertThat(Csv.rows(folder.resolve("out/entries.csv")).get(0).get("run"))
          .startsWith("run-")
          .isNotEqualTo(first);
    }

    @Test
    void explainsItself() {
      Program program = call("explain", "--cost-center", "search");

      assertThat(program.err()).isEmpty();
      assertThat(program.out()).contains("by the model free-tier");
    }
  }

  @Nested
  class BadJar {
    @Test
    void mustBeThere() {
      assertThat(refusal())
          .isEqualTo(refused("Invalid file: my-models.jar (must be a file that can be read)"));
    }

    @Test
    void mustBeAJar() throws IOException {
      write("my-models.jar", "no jar");
      assertThat(refusal())
          .isEqualTo(refused("Invalid file: my-models.jar (can't be read:"
              + " java.util.zip.ZipException: zip END header not found)"));
    }

    @Test
    void mustNameAModel() throws IOException {
      jar("FreeTier", FREE_TIER, "");
      assertThat(refusal())
          .isEqualTo(refused("Invalid models: my-models.jar (no class in"
              + " META-INF/services/io.costledger.policyfile.NamedModel)"));
    }

    @Test
    void mustHoldTheClassThatItNames() throws IOException {
      jar("FreeTier", FREE_TIER, "mine.Gone");
      assertThat(refusal())
          .isEqualTo(refused("Invalid models: my-models.jar (can't be loaded:"
              + " java.util.ServiceConfigurationError:"
              + " io.costledger.policyfile.NamedModel: Provider mine.Gone not found)"));
    }

    @Test
    void mustNotBreakWhileItIsLoaded() throws IOException {
      jar(
          "FreeTier",
          FREE_TIER.replace(
              "public class FreeTier implements NamedModel {",
              "public class FreeTier implements NamedModel {"
                  + " public FreeTier() { throw new ArithmeticException(\"/ by zero\"); }"),
          "mine.FreeTier");
      assertThat(refusal())
          .isEqualTo(refused("Invalid models: my-models.jar (can't be loaded:"
              + " java.lang.ArithmeticException: / by zero)"));
    }

    @Test
    void mustNotTakeANameOfTheLibrary() throws IOException {
      jar("FreeTier", FREE_TIER.replace("free-tier", "even"), "mine.FreeTier");
      assertThat(refusal())
          .isEqualTo(refused("Invalid model name: 'even' (the library has a model of this name)"));
    }
  }

  @Test
  void aModelThatBreaksRefusesTheRun() throws IOException {
    jar(
        "FreeTier",
        FREE_TIER.replace("return Weights", "if (true) throw new Error(\"no\"); return Weights"),
        "mine.FreeTier");

    Program program = run();

    assertThat(program.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(program.err())
        .isEqualTo("The run of policy small can't be made\n  Invalid model of platform:ec2 in"
            + " 2026-09-01T00:00:00Z/2026-10-01T00:00:00Z: free-tier@1[['number free'='1'],"
            + " 'custom@1'] (its weights method threw java.lang.Error: no; the model's author has to"
            + " fix it)\nNothing was written.\n");
  }
}
