package io.costledger.policyfile;

import io.costledger.core.account.CodePoints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events to nodes. Bounded in depth and number, so that a hostile file is a problem and not a
 * stalled machine; whatever reads the tree may recurse.
 */
final class TreeBuilder {
  /** The most values and keys. */
  static final int MOST_NODES = 100_000;

  /** How deep lists and mappings may nest. */
  static final int DEEPEST = 64;

  private final Problems problems;
  private final Deque<Frame> open = new ArrayDeque<>();
  private Optional<Node> root = Optional.empty();
  private int nodes;

  /** A list or mapping that is not closed yet. */
  private static final class Frame {
    final Place at;
    final boolean isMapping;
    final Map<String, Node> entries = new LinkedHashMap<>();
    final List<Node> items = new ArrayList<>();
    Optional<Key> key = Optional.empty();

    Frame(Place at, boolean isMapping) {
      this.at = at;
      this.isMapping = isMapping;
    }
  }

  /** A key whose value is awaited; what a refused key has is built and dropped. */
  private record Key(String text, Place at, boolean isRefused) {}

  TreeBuilder(Problems problems) {
    this.problems = problems;
  }

  /** The finished tree; empty if the file holds nothing. */
  Optional<Node> root() {
    return root;
  }

  /** Whether the next event is a key. */
  boolean expectsKey() {
    Frame top = open.peek();
    return top != null && top.isMapping && top.key.isEmpty();
  }

  int depth() {
    return open.size();
  }

  void key(String text, int line, int column) {
    count(line, column);
    Frame top = open.element();
    Place at = top.at.key(text, line, column);
    Node first = top.entries.get(text);
    if (first != null) {
      problems.add(
          at, "key", "'" + text + "'", "stands already on line " + first.at().line());
    }
    boolean isRefused = !requireWellFormed(text, at) || first != null;
    top.key = Optional.of(new Key(text, at, isRefused));
  }

  /** A key that was refused and reported: its value is read and dropped. */
  void refusedKey(int line, int column) {
    Frame top = open.element();
    top.key = Optional.of(new Key("?", top.at.key("?", line, column), true));
  }

  void text(String text, boolean bare, int line, int column) {
    count(line, column);
    Place at = next(line, column);
    add(requireWellFormed(text, at) ? new Node.Text(at, text, bare) : new Node.Refused(at));
  }

  void nothing(int line, int column) {
    count(line, column);
    add(new Node.Nothing(next(line, column)));
  }

  void refused(int line, int column) {
    count(line, column);
    add(new Node.Refused(next(line, column)));
  }

  void openMapping(int line, int column) {
    open(true, line, column);
  }

  void openListing(int line, int column) {
    open(false, line, column);
  }

  void close() {
    Frame top = open.pop();
    add(
        top.isMapping
            ? new Node.Mapping(top.at, top.entries)
            : new Node.Listing(top.at, top.items));
  }

  /** The place of the value that comes next. */
  Place next(int line, int column) {
    Frame top = open.peek();
    if (top == null) {
      return Place.root(line, column);
    }
    return top.isMapping ? top.key.orElseThrow().at() : top.at.item(top.items.size(), line, column);
  }

  /** Fails if one more list or mapping were too deep. */
  void requireDepth(int depth, int line, int column) {
    if (depth >= DEEPEST) {
      throw problems.stop(
          line,
          column,
          "nesting",
          "more than " + DEEPEST + " levels",
          "must be at most " + DEEPEST);
    }
  }

  private void open(boolean isMapping, int line, int column) {
    requireDepth(open.size(), line, column);
    count(line, column);
    open.push(new Frame(next(line, column), isMapping));
  }

  private void add(Node node) {
    Frame top = open.peek();
    if (top == null) {
      root = Optional.of(node);
    } else if (top.isMapping) {
      Key key = top.key.orElseThrow();
      if (!key.isRefused()) {
        top.entries.put(key.text(), node);
      }
      top.key = Optional.empty();
    } else {
      top.items.add(node);
    }
  }

  private boolean requireWellFormed(String text, Place at) {
    boolean ok = CodePoints.isWellFormed(text);
    if (!ok) {
      problems.add(at, "text", "'" + text + "'", "must not hold an unpaired surrogate");
    }
    return ok;
  }

  private void count(int line, int column) {
    if (++nodes > MOST_NODES) {
      throw problems.stop(
          line, column, "file", "more than " + MOST_NODES + " values", "must be smaller");
    }
  }
}
