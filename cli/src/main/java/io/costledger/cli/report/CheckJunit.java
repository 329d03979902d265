package io.costledger.cli.report;

import io.costledger.cli.check.CheckRun.Checked;
import io.costledger.invariants.Violation;
import io.costledger.invariants.foreign.CheckResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What the checker found, as JUnit XML: each check is a test, and one that blocks has failed. */
public final class CheckJunit {
  private CheckJunit() {}

  /**
   * Writes the report.
   *
   * @param checked what was checked and found
   * @param out where to; not closed
   * @throws IOException if it can't be written
   */
  public static void write(Checked checked, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
      List<CheckResult> results = checked.report().results();
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "costledger check");
      xml.writeAttribute("tests", Integer.toString(results.size()));
      xml.writeAttribute(
          "failures", Long.toString(results.stream().filter(CheckResult::blocks).count()));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", "0");
      for (CheckResult result : results) {
        test(xml, result);
      }
      if (!checked.inexact().isEmpty()) {
        xml.writeStartElement("system-out");
        xml.writeCharacters(allowed("inexact: " + String.join(", ", checked.inexact()) + "\n"));
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void test(XMLStreamWriter xml, CheckResult result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "costledger.check");
    xml.writeAttribute("name", result.check().name());
    if (result.blocks()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("type", result.check().name());
      xml.writeAttribute("message", result.check().statement());
      xml.writeCharacters(text(result.violations(), result.count()));
      xml.writeEndElement();
    } else if (!result.holds()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(text(result.violations(), result.count()));
      xml.writeCharacters(text(result.tolerated(), result.toleratedCount()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String text(List<Violation> violations, long count) {
    StringBuilder text = new StringBuilder();
    for (Violation violation : violations) {
      text.append(violation.message()).append('\n');
      violation.offenders().forEach(row -> text.append("  ").append(row).append('\n'));
    }
    if (count > violations.size()) {
      text.append("and ").append(count - violations.size()).append(" more\n");
    }
    return allowed(text.toString());
  }

  /** XML 1.0 can't say some characters at all; names of anybody's data may have them. */
  private static String allowed(String text) {
    StringBuilder allowed = new StringBuilder();
    text.codePoints().forEach(c -> {
      boolean isAllowed = c == '\n'
          || c == '\t'
          || (c >= ' ' && c < 0xD800)
          || (c >= 0xE000 && c <= 0xFFFD)
          || c >= 0x10000;
      allowed.appendCodePoint(isAllowed ? c : '?');
    });
    return allowed.toString();
  }
}
