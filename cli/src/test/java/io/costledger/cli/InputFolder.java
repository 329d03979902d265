package io.costledger.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A test's folder with a bill, usage and a policy in it, and the commands that take them. */
record InputFolder(Path path) {
  static InputFolder write(Path path, String policy, String bill, String usage) throws IOException {
    InputFolder folder = new InputFolder(path);
    folder.write("policy.yaml", policy);
    folder.write("bill.csv", bill);
    folder.write("usage.csv", usage);
    return folder;
  }

  void write(String name, String text) throws IOException {
    Files.writeString(path.resolve(name), text, StandardCharsets.UTF_8);
  }

  Path at(String name) {
    return path.resolve(name);
  }

  /** Runs a command with the three files, and what else it is given. */
  Program run(String command, Object... more) {
    List<Object> args = new ArrayList<>(List.of(
        command,
        "--bill",
        at("bill.csv"),
        "--usage",
        at("usage.csv"),
        "--policy",
        at("policy.yaml")));
    args.addAll(List.of(more));
    return Program.run(args.toArray());
  }

  /** What was printed to stderr, with the folder cut out. */
  String err(Program program) {
    return program.err().replace(path + "/", "");
  }
}
