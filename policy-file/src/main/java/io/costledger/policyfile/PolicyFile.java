package io.costledger.policyfile;

import io.costledger.core.policy.Hierarchy;
import io.costledger.core.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A policy that was read from a file and checked whole. The language is described in {@code
 * docs/reference/policy.md} and by {@link #schema}; YAML and JSON say the same.
 *
 * <p>Example: {@code PolicyFile.read("policy.yaml", bytes).policy().resolve()} is what the engine
 * takes, and can't fail.
 *
 * @param policy the policy; it resolves
 * @param hierarchy who belongs to whom; none unless the file says so
 * @param sha256 the digest of the file's bytes, 64 lower-case hex digits
 */
public record PolicyFile(Policy policy, Hierarchy hierarchy, String sha256) {
  /**
   * Reads a policy.
   *
   * @param name the file's name, for messages; its ending says the syntax: {@code .yaml}, {@code
   *     .yml} or {@code .json}
   * @param bytes the content, UTF-8, at most 4 MiB
   * @return the policy
   * @throws io.costledger.core.delivery.InvalidInputException with every mistake in the file, if
   *     there is one
   */
  public static PolicyFile read(String name, byte[] bytes) {
    return read(name, bytes, NamedModels.none());
  }

  /**
   * Reads a policy that may use models of a user's own.
   *
   * @param name the file's name, as {@link #read(String, byte[])} takes it
   * @param bytes the content, UTF-8, at most 4 MiB
   * @param models the models that the policy may name
   * @return the policy
   * @throws io.costledger.core.delivery.InvalidInputException with every mistake in the file, if
   *     there is one
   */
  public static PolicyFile read(String name, byte[] bytes, NamedModels models) {
    Problems problems = new Problems(name);
    Node root = SourceTree.read(name, bytes, "policy", problems);
    Optional<PolicyReader.Content> content = new PolicyReader(problems, models).read(root);
    if (content.isEmpty() || !problems.isEmpty()) {
      throw problems.exception();
    }
    return new PolicyFile(content.get().policy(), content.get().hierarchy(), sha256(bytes));
  }

  /**
   * Reads a policy from a stream, to its end or to the limit of 4 MiB; the caller closes it.
   *
   * @param name the file's name, as {@link #read(String, byte[])} takes it
   * @param in the stream
   * @return the policy
   * @throws IOException if the stream can't be read
   * @throws io.costledger.core.delivery.InvalidInputException with every mistake in the file, if
   *     there is one
   */
  public static PolicyFile read(String name, InputStream in) throws IOException {
    return read(name, in, NamedModels.none());
  }

  /**
   * Reads a policy that may use models of a user's own from a stream, as {@link #read(String,
   * InputStream)}.
   *
   * @param name the file's name, as {@link #read(String, byte[])} takes it
   * @param in the stream
   * @param models the models that the policy may name
   * @return the policy
   * @throws IOException if the stream can't be read
   * @throws io.costledger.core.delivery.InvalidInputException with every mistake in the file, if
   *     there is one
   */
  public static PolicyFile read(String name, InputStream in, NamedModels models)
      throws IOException {
    return read(name, in.readNBytes(SourceText.MOST_BYTES + 1), models);
  }

  /**
   * Reads a policy from a file.
   *
   * @param name the file's name, as {@link #read(String, byte[])} takes it
   * @param path where the file is
   * @return the policy
   * @throws IOException if the file can't be read
   * @throws io.costledger.core.delivery.InvalidInputException with every mistake in the file, if
   *     there is one
   */
  public static PolicyFile read(String name, Path path) throws IOException {
    return read(name, path, NamedModels.none());
  }

  /**
   * Reads a policy that may use models of a user's own from a file.
   *
   * @param name the file's name, as {@link #read(String, byte[])} takes it
   * @param path where the file is
   * @param models the models that the policy may name
   * @return the policy
   * @throws IOException if the file can't be read
   * @throws io.costledger.core.delivery.InvalidInputException with every mistake in the file, if
   *     there is one
   */
  public static PolicyFile read(String name, Path path, NamedModels models) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(name, in, models);
    }
  }

  /**
   * Returns the JSON Schema (2020-12) of a policy file. It knows the shape; {@link #read(String,
   * byte[])} also knows ids, sums and dates.
   *
   * @return the schema's text
   */
  public static String schema() {
    try (InputStream in = PolicyFile.class.getResourceAsStream("policy.schema.json")) {
      return new String(
          java.util.Objects.requireNonNull(in, "policy.schema.json").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the library's own schema can't be read", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
