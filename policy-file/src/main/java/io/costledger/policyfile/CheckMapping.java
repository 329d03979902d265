package io.costledger.policyfile;

import io.costledger.core.ledger.Responsible;
import io.costledger.invariants.Severity;
import io.costledger.invariants.foreign.ForeignCheck;
import io.costledger.invariants.foreign.ForeignRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which columns of somebody's tables mean what, read from YAML or JSON; the language is described in
 * {@code docs/reference/check.md}.
 *
 * <p>Example: {@code CheckMapping.read("check.yaml", path).rules()} is what the checker takes.
 *
 * @param name who computed the allocation
 * @param feed who delivers the origins
 * @param origin the table of origins; empty where signed pairs are in one table
 * @param allocated the table of allocated rows
 * @param inexact the columns that come from binary floating point and are read all the same; any
 *     other that holds it is an error
 * @param severities what breaking a check means, where the file says so
 * @param off the checks that are not made
 * @param tolerance what is let pass with a warning
 */
public record CheckMapping(
    String name,
    String feed,
    Optional<Table> origin,
    Table allocated,
    Set<String> inexact,
    Map<ForeignCheck, Severity> severities,
    Set<ForeignCheck> off,
    Optional<ForeignRules.Tolerance> tolerance) {
  /**
   * The columns of one table.
   *
   * @param id the columns that make an origin's id; of signed pairs, what makes a pair: the rule,
   *     and the day say
   * @param amount the amount
   * @param recipient the columns that make the recipient's name; none in a table of origins
   * @param tier the tier
   * @param source who passes on, where a row has one: a platform between tiers
   * @param currency the currency
   * @param group what both tables are grouped by
   * @param key what else tells rows apart
   */
  public record Table(
      List<String> id,
      String amount,
      List<String> recipient,
      Optional<String> tier,
      Optional<String> source,
      Optional<String> currency,
      Optional<String> group,
      List<String> key) {
    /** Copies the lists. */
    public Table {
      id = List.copyOf(id);
      recipient = List.copyOf(recipient);
      key = List.copyOf(key);
    }

    /** Every column that means something. */
    private Stream<String> columns() {
      Stream<String> single = Stream.of(tier, source, currency, group).flatMap(Optional::stream);
      return Stream.of(id.stream(), Stream.of(amount), recipient.stream(), key.stream(), single)
          .flatMap(named -> named);
    }
  }

  /** Copies the collections. */
  public CheckMapping {
    inexact = Set.copyOf(inexact);
    severities = Map.copyOf(severities);
    off = Set.copyOf(off);
  }

  /** Every column of either table that means something. */
  Set<String> columns() {
    return Stream.concat(origin.stream(), Stream.of(allocated))
        .flatMap(Table::columns)
        .collect(Collectors.toSet());
  }

  /**
   * Returns whether the rows are signed pairs in one table.
   *
   * @return true if there is no table of origins
   */
  public boolean isPairs() {
    return origin.isEmpty();
  }

  /**
   * Returns the rules that the file states.
   *
   * @return the rules
   */
  public ForeignRules rules() {
    return new ForeignRules(
            new Responsible(Responsible.Role.BILL_FEED, feed),
            new Responsible(Responsible.Role.POLICY_AUTHOR, name),
            allocated.tier().isPresent() || allocated.source().isPresent(),
            allocated.group().isPresent(),
            off,
            severities,
            tolerance)
        // Only rows that a provider split have ratios and tags of their own.
        .without(Set.of(ForeignCheck.SPLIT_RATIO, ForeignCheck.SPLIT_TAGS));
  }

  /**
   * Reads a mapping.
   *
   * @param name the file's name, for messages; its ending says the syntax: {@code .yaml}, {@code
   *     .yml} or {@code .json}
   * @param bytes the content, UTF-8, at most 4 MiB
   * @return the mapping
   * @throws io.costledger.core.delivery.InvalidInputException with every mistake in the file, if
   *     there is one
   */
  public static CheckMapping read(String name, byte[] bytes) {
    Problems problems = new Problems(name);
    Node root = SourceTree.read(name, bytes, "mapping", problems);
    Optional<CheckMapping> mapping = new CheckMappingReader(problems).read(root);
    if (mapping.isEmpty() || !problems.isEmpty()) {
      throw problems.exception();
    }
    return mapping.get();
  }

  /**
   * Reads a mapping from a file.
   *
   * @param path where it is
   * @return the mapping
   * @throws IOException if the file can't be read
   * @throws io.costledger.core.delivery.InvalidInputException with every mistake in the file, if
   *     there is one
   */
  public static CheckMapping read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(path.toString(), in.readNBytes(SourceText.MOST_BYTES + 1));
    }
  }
}
