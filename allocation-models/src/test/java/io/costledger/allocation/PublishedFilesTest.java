package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.ReferenceApportionment;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The published tables as files, where they lie beside the repository; the same tables are typed
 * into the other tests, so that nothing is lost where they don't.
 */
class PublishedFilesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("costledger.shared", "../../shared"), "data", "published");

  @Test
  void theVetoedApportionmentBillOf1792() throws IOException {
    String file = read("us-house-1791.json");
    Map<String, BigInteger> weights = new TreeMap<>(ReferenceApportionment.KEYS);
    object(file, "weights").forEach((state, text) -> weights.put(state, new BigInteger(text)));
    Map<String, BigInteger> seats = new TreeMap<>(ReferenceApportionment.KEYS);
    object(file, "expected").forEach((state, text) -> seats.put(state, new BigInteger(text)));
    assertThat(seats).hasSize(15);
    assertThat(Apportionment.LARGEST_REMAINDER.split(
            BigInteger.valueOf(120), List.copyOf(weights.values())))
        .containsExactlyElementsOf(seats.values());
  }

  /** The direct method in exact fractions, then the total in cents. */
  @Test
  void kaplansDirectMethod() throws IOException {
    String file = read("kaplan-ba2.json");
    Map<String, String> cost = object(file, "cost");
    Map<String, Fraction> exact = new TreeMap<>(ReferenceApportionment.KEYS);
    for (String operating : List.of("P1", "P2")) {
      Fraction sum = decimal(cost.get(operating));
      for (String service : List.of("S1", "S2")) {
        Map<String, String> use = object(file, service);
        Fraction total = decimal(use.get("P1")).plus(decimal(use.get("P2")));
        Fraction part = decimal(use.get(operating)).over(total);
        sum = sum.plus(decimal(cost.get(service)).times(part));
      }
      exact.put(operating, sum);
    }
    Map<String, String> published = object(file, "exactDirect");
    exact.forEach(
        (operating, sum) -> assertThat(sum.toString()).isEqualTo(published.get(operating)));
    BigInteger common = exact.get("P1").d().multiply(exact.get("P2").d());
    List<BigInteger> weights = exact.values().stream()
        .map(sum -> sum.times(Fraction.of(common)).floor())
        .toList();
    assertThat(Apportionment.LARGEST_REMAINDER.split(BigInteger.valueOf(39_100_000), weights))
        .containsExactlyElementsOf(new TreeMap<>(object(file, "centsDirect"))
            .values().stream().map(BigInteger::new).toList());
  }

  private static Fraction decimal(String text) {
    return Fraction.of(new BigDecimal(text));
  }

  private static String read(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    assumeTrue(Files.exists(file), () -> "no published tables at " + file + ": skipped");
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** The texts of the first object of a name that holds nothing but texts. */
  private static Map<String, String> object(String json, String name) {
    Matcher object = Pattern.compile("\"" + name + "\"\\s*:\\s*\\{([^{}]*)\\}").matcher(json);
    assertThat(object.find()).as("object %s", name).isTrue();
    Matcher member = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"([^\"]*)\"").matcher(object.group(1));
    Map<String, String> members = new TreeMap<>();
    while (member.find()) {
      members.put(member.group(1), member.group(2));
    }
    return members;
  }
}
