package io.costledger.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.money.Basis;
import io.costledger.serialization.focus.FocusReader;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.usage.UsageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken file stands beside the whole message that it must give. */
class BrokenFilesTest {
  static List<Path> bills() {
    return files("bill");
  }

  static List<Path> usage() {
    return files("usage");
  }

  @ParameterizedTest
  @MethodSource("bills")
  void billIsRefusedWithAllItsProblems(Path file) throws IOException {
    FocusReader reader = FocusReader.of(Basis.BILLED, CurrencyUnit.USD, "focus");
    assertMessage(file, () -> reader.read(input(file)));
  }

  @ParameterizedTest
  @MethodSource("usage")
  void usageFileIsRefusedWithAllItsProblems(Path file) throws IOException {
    UsageReader reader = UsageReader.of("usage");
    assertMessage(file, () -> reader.read(input(file)));
  }

  private static void assertMessage(
      Path file, org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) throws IOException {
    InvalidInputException thrown = catchThrowableOfType(InvalidInputException.class, reading);
    String expected = Files.readString(Path.of(file.toString().replace(".csv", ".expected")));
    assertThat(thrown).as("%s", file).isNotNull();
    assertThat(thrown.getMessage() + "\n").isEqualTo(expected);
  }

  private static InputFile input(Path file) {
    return InputFile.of(file.getFileName().toString(), () -> Files.newInputStream(file));
  }

  private static List<Path> files(String kind) {
    try (Stream<Path> files = Files.list(
        Path.of(Objects.requireNonNull(BrokenFilesTest.class.getResource("/broken/" + kind))
            .toURI()))) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
