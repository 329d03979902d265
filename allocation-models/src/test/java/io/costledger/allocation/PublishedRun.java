package io.costledger.allocation;

import io.costledger.allocation.reference.Fraction;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One printed result: a table of {@code published/service-departments} under one method.
 *
 * @param name the file, the method and what the file says beside it
 * @param currency the printed currency
 * @param scale decimals of the printed unit
 * @param cost department to its own cost
 * @param use service to department to its use
 * @param method {@code direct}, {@code stepDown} or {@code reciprocal}
 * @param order of a step-down, the services
 * @param passes service to department to the printed share, as far as it is printed
 * @param printed department to its printed total, as far as it is printed
 * @param gross service to its printed gross cost, as far as it is printed
 * @param exact department to its total in exact fractions
 * @param differs what we have where it isn't the printed figure: {@code <department>} or {@code
 *     <service> -> <department>}
 */
record PublishedRun(
    String name,
    String currency,
    int scale,
    Map<String, BigDecimal> cost,
    Map<String, Map<String, BigDecimal>> use,
    String method,
    List<String> order,
    Map<String, Map<String, BigDecimal>> passes,
    Map<String, BigDecimal> printed,
    Map<String, BigDecimal> gross,
    Map<String, Fraction> exact,
    Map<String, BigDecimal> differs) {

  /** All of all files, in the order of their names. */
  static List<PublishedRun> all() {
    List<PublishedRun> runs = new ArrayList<>();
    try (Stream<Path> files = Files.list(resource("/published/service-departments"))) {
      for (Path file : files.sorted().toList()) {
        Map<?, ?> table = (Map<?, ?>) read(file);
        for (Object run : (List<?>) Objects.requireNonNull(table.get("runs"))) {
          runs.add(of(file.getFileName().toString(), table, (Map<?, ?>) run));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return runs;
  }

  static Path resource(String path) {
    try {
      return Path.of(
          Objects.requireNonNull(PublishedRun.class.getResource(path)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A JSON document as maps, lists and texts. */
  static Object read(Path file) throws IOException {
    return new Load(LoadSettings.builder().build())
        .loadFromString(Files.readString(file, StandardCharsets.UTF_8));
  }

  private static PublishedRun of(String file, Map<?, ?> table, Map<?, ?> run) {
    Map<?, ?> use = (Map<?, ?>) (run.containsKey("use") ? run.get("use") : table.get("use"));
    Object scale = run.containsKey("scale") ? run.get("scale") : table.get("scale");
    Object order = run.containsKey("order") ? run.get("order") : List.of();
    String method = String.valueOf(run.get("method"));
    return new PublishedRun(
        String.join(" ", file, method, order.toString(), String.valueOf(run.get("by"))),
        String.valueOf(table.get("currency")),
        Integer.parseInt(String.valueOf(scale)),
        members(table.get("cost"), BigDecimal::new),
        rows(use),
        method,
        ((List<?>) order).stream().map(String::valueOf).toList(),
        rows(run.get("passes")),
        members(run.get("printed"), BigDecimal::new),
        members(run.get("gross"), BigDecimal::new),
        members(run.get("exact"), PublishedRun::fraction),
        members(run.get("differs"), BigDecimal::new));
  }

  private static Map<String, Map<String, BigDecimal>> rows(Object json) {
    Map<String, Map<String, BigDecimal>> rows = new LinkedHashMap<>();
    if (json instanceof Map<?, ?> map) {
      map.forEach((name, row) -> rows.put(name.toString(), members(row, BigDecimal::new)));
    }
    return rows;
  }

  private static <T> Map<String, T> members(Object json, Function<String, T> of) {
    Map<String, T> members = new LinkedHashMap<>();
    if (json instanceof Map<?, ?> map) {
      map.forEach((name, value) -> members.put(name.toString(), of.apply(value.toString())));
    }
    return members;
  }

  private static Fraction fraction(String text) {
    List<String> parts = List.of(text.split("/", -1));
    BigInteger d = parts.size() == 1 ? BigInteger.ONE : new BigInteger(parts.get(1));
    return new Fraction(new BigInteger(parts.get(0)), d);
  }

  @Override
  public String toString() {
    return name;
  }
}
