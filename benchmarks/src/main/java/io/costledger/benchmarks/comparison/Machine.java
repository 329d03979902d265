package io.costledger.benchmarks.comparison;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a comparison ran; without names of hosts, users or folders. Public for the engines' modules.
 */
public final class Machine {
  private Machine() {}

  static List<String> lines(double loadBefore, Instant start, List<String> options)
      throws IOException {
    Instant end = Clock.systemUTC().instant();
    List<String> lines = new ArrayList<>(List.of("what,value"));
    here().forEach((what, value) -> lines.add(what + "," + value));
    lines.addAll(List.of(
        "duckdb," + duckdb(),
        String.format(Locale.ROOT, "load_before,%.2f", loadBefore),
        String.format(Locale.ROOT, "load_after,%.2f", load()),
        "started," + start.truncatedTo(ChronoUnit.SECONDS),
        "seconds," + ChronoUnit.SECONDS.between(start, end),
        "options," + shown(options)));
    return lines;
  }

  /**
   * Returns what this machine is.
   *
   * @return processor, cores, system, JDK and the most that the heap may be, in this order
   * @throws IOException if the system's own description can't be read
   */
  public static Map<String, String> here() throws IOException {
    Map<String, String> here = new LinkedHashMap<>();
    here.put("processor", processor());
    here.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    here.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    here.put(
        "jdk",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    here.put("heap_bytes", Long.toString(Runtime.getRuntime().maxMemory()));
    return here;
  }

  /** Without the folder that the results go to, which is nobody else's matter. */
  private static String shown(List<String> options) {
    List<String> shown = new ArrayList<>();
    for (int at = 0; at < options.size(); at++) {
      if (options.get(at).equals("--out") || options.get(at).equals("--folder")) {
        at++;
      } else {
        shown.add(options.get(at).replace(',', ';'));
      }
    }
    return String.join(" ", shown);
  }

  /**
   * Returns the load of the last minute.
   *
   * @return how many processes ran or wanted to, on average
   */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return "unknown";
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip().replace(',', ' '))
        .findFirst()
        .orElse("unknown");
  }

  private static String duckdb() {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
