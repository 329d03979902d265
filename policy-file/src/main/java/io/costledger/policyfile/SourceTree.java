package io.costledger.policyfile;

import java.util.Locale;

/** Bytes to nodes, in the syntax that the file's name says. */
final class SourceTree {
  private SourceTree() {}

  /**
   * Reads a file's tree.
   *
   * @param what what the file is, for a message
   * @throws io.costledger.core.delivery.InvalidInputException if there is none
   */
  static Node read(String name, byte[] bytes, String what, Problems problems) {
    TreeBuilder tree = new TreeBuilder(problems);
    String lowerCase = name.toLowerCase(Locale.ROOT);
    if (lowerCase.endsWith(".json")) {
      JsonEvents.read(SourceText.of(bytes, problems), tree, problems);
    } else if (lowerCase.endsWith(".yaml") || lowerCase.endsWith(".yml")) {
      YamlEvents.read(SourceText.of(bytes, problems), tree, problems);
    } else {
      throw problems.stop("file name", name, "must end with .yaml, .yml or .json");
    }
    return tree.root().orElseThrow(() -> problems.stop(what, "nothing", "must not be empty"));
  }
}
