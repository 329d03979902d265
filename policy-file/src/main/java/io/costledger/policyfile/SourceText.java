package io.costledger.policyfile;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes to text: bounded, strict UTF-8, one byte order mark skipped. */
final class SourceText {
  /** The most bytes a policy file may have. */
  static final int MOST_BYTES = 4 << 20;

  private SourceText() {}

  static String of(byte[] bytes, Problems problems) {
    if (bytes.length > MOST_BYTES) {
      throw problems.stop(
          "file size", "more than " + MOST_BYTES + " bytes", "must be at most 4 MiB");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      in.position(3);
    }
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(in, out, true);
    if (result.isError()) {
      throw notUtf8(bytes, in.position(), problems);
    }
    String text = out.flip().toString();
    refuseControls(text, problems);
    return text;
  }

  private static RuntimeException notUtf8(byte[] bytes, int at, Problems problems) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < at; i++) {
      if (bytes[i] == '\n') {
        line++;
        start = i + 1;
      }
    }
    String shown = String.format(Locale.ROOT, "byte 0x%02X", bytes[at] & 0xFF);
    return problems.stop(line, at - start + 1, "encoding", shown, "must be UTF-8");
  }

  /** Neither syntax has control characters; the first is enough to show that it is no text. */
  private static void refuseControls(String text, Problems problems) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        start = i + 1;
      } else if ((c < ' ' && c != '\t' && c != '\r') || c == '\u007F' || c == '\uFEFF') {
        throw problems.stop(
            line, i - start + 1, "character", c, "must be text; write it as an escape");
      }
    }
  }
}
