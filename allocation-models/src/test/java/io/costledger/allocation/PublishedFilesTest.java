package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.reference.ReferenceApportionment;
import java.io.IOException;
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
 * A published apportionment as a file, where it lies beside the repository; the same table is typed
 * into another test, so that nothing is lost where it doesn't.
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
