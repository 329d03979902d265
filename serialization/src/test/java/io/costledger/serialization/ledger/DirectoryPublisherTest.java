package io.costledger.serialization.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.serialization.ledger.DirectoryPublisher.IfPresent;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryPublisherTest {
  @TempDir
  Path folder;

  @Test
  void nothingIsLeftBehindWhereAFileFails() {
    DirectoryPublisher publisher = of("a.txt", "1").file("b.txt", out -> {
      throw new IOException("disk full");
    });
    assertThatThrownBy(() -> publisher.publish(folder.resolve("out"), IfPresent.REFUSE))
        .hasMessage("disk full");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void missingParentsAreMade() throws IOException {
    of("a.txt", "1").publish(folder.resolve("x/y/out"), IfPresent.REFUSE);
    assertThat(folder.resolve("x/y/out/a.txt")).hasContent("1");
  }

  @Test
  void directoryThatIsThereIsRefused() throws IOException {
    Path out = folder.resolve("out");
    of("a.txt", "1").publish(out, IfPresent.REFUSE);
    assertThatThrownBy(() -> of("a.txt", "2").publish(out, IfPresent.REFUSE))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(out + ": it is there already; ask to replace it");
    assertThat(out.resolve("a.txt")).hasContent("1");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void directoryIsReplacedWhereThatIsAsked() throws IOException {
    Path out = folder.resolve("out");
    of("a.txt", "1").publish(out, IfPresent.REFUSE);
    of("a.txt", "2").publish(out, IfPresent.REPLACE);
    assertThat(out.resolve("a.txt")).hasContent("2");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void oldDirectoryStaysWhereTheNewOneFails() throws IOException {
    Path out = folder.resolve("out");
    of("a.txt", "1").publish(out, IfPresent.REFUSE);
    DirectoryPublisher failing = new DirectoryPublisher().file("a.txt", stream -> {
      throw new IOException("disk full");
    });
    assertThatThrownBy(() -> failing.publish(out, IfPresent.REPLACE)).hasMessage("disk full");
    assertThat(out.resolve("a.txt")).hasContent("1");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void directoryWithForeignFilesIsNeverReplaced() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> of("a.txt", "1").publish(out, IfPresent.REPLACE))
        .hasMessage(out + ": it holds what was not published: thesis.txt");
    assertThat(out.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void fileInTheWayIsNeverReplaced() throws IOException {
    Path out = Files.writeString(folder.resolve("out"), "a file");
    assertThatThrownBy(() -> of("a.txt", "1").publish(out, IfPresent.REPLACE))
        .hasMessage(out + ": it is no directory");
    assertThat(out).hasContent("a file");
  }

  @Test
  void namesArePlain() {
    assertThatThrownBy(() -> of("../a", "1"))
        .hasMessage("Invalid file name: '../a' (must be a plain name)");
  }

  private static DirectoryPublisher of(String name, String text) {
    return new DirectoryPublisher().file(name, out -> out.write(text.getBytes(UTF_8)));
  }
}
