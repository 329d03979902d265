package io.costledger.policyfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of a file with its place; the same for YAML and JSON. Scalars stay text: no number,
 * date or truth value is made of them before something knows what they mean.
 */
sealed interface Node {
  Place at();

  /** What it is, for a message. */
  String shown();

  /**
   * A scalar.
   *
   * @param text the text as written, escapes resolved
   * @param bare whether it stands without quotes
   */
  record Text(Place at, String text, boolean bare) implements Node {
    @Override
    public String shown() {
      return "'" + text + "'";
    }
  }

  /** A list. */
  record Listing(Place at, List<Node> items) implements Node {
    @Override
    public String shown() {
      return "a list";
    }
  }

  /** A mapping of distinct keys, in the file's order. */
  record Mapping(Place at, Map<String, Node> entries) implements Node {
    /** Copies the entries. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String shown() {
      return "a mapping";
    }
  }

  /** An explicit null, or a key without a value. */
  record Nothing(Place at) implements Node {
    @Override
    public String shown() {
      return "nothing";
    }
  }

  /** Something that was refused and reported already; nobody needs to say more of it. */
  record Refused(Place at) implements Node {
    @Override
    public String shown() {
      return "refused";
    }
  }
}
