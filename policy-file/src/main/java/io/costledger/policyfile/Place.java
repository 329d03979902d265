package io.costledger.policyfile;

import io.costledger.core.Invalid;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Where a value stands in a file. A value that has a key stands where the key stands.
 *
 * @param parent the place of the mapping or list around it; empty for the whole file
 * @param step how the parent leads here: {@code .key} or {@code [index]}; empty for the whole file
 * @param line counted from 1
 * @param column counted from 1
 */
record Place(Optional<Place> parent, String step, int line, int column) {
  static Place root(int line, int column) {
    return new Place(Optional.empty(), "", line, column);
  }

  Place key(String key, int line, int column) {
    return new Place(Optional.of(this), "." + Invalid.shown(key), line, column);
  }

  Place item(int index, int line, int column) {
    return new Place(Optional.of(this), "[" + index + "]", line, column);
  }

  /** The path from the top, such as {@code platforms.spark.owner}. */
  String path() {
    Deque<String> steps = new ArrayDeque<>();
    for (Optional<Place> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
      steps.push(at.get().step);
    }
    String path = String.join("", steps);
    return path.startsWith(".") ? path.substring(1) : path;
  }

  /** Whether this place lies below another, or is it. */
  boolean isWithin(Place other) {
    for (Optional<Place> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
      if (at.get().equals(other)) {
        return true;
      }
    }
    return false;
  }

  /** {@code platforms.spark.owner (line 12)}, or {@code line 1} for the whole file. */
  @Override
  public String toString() {
    return parent.isEmpty() ? "line " + line : path() + " (line " + line + ")";
  }
}
