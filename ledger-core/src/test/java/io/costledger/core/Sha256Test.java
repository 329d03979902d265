package io.costledger.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("hex: the examples of FIPS 180-2, appendix B")
class Sha256Test {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void isOfAllBytes() {
    assertThat(Sha256.hex(bytes("abc"))).isEqualTo(ABC);
    assertThat(Sha256.hex(bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")))
        .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  }

  @Test
  void isTheSameWhenFedPieceByPiece() {
    MessageDigest digest = Sha256.digest();
    digest.update(bytes("a"));
    digest.update(bytes("bc"));
    assertThat(Sha256.hex(digest)).isEqualTo(ABC);
  }
}
