package io.costledger.policyfile;

import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 to tree events, from the parser's own events: nothing is composed or constructed, so an
 * alias can't multiply and a tag can't name a type. Anchors, aliases, tags, merge keys and further
 * documents are refused.
 */
final class YamlEvents {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private final TreeBuilder tree;
  private final Problems problems;
  private int documents;

  /** How deep we are inside a list or mapping that stands where a key should. */
  private int insideKey;

  private YamlEvents(TreeBuilder tree, Problems problems) {
    this.tree = tree;
    this.problems = problems;
  }

  static void read(String text, TreeBuilder tree, Problems problems) {
    LoadSettings settings = LoadSettings.builder()
        .setLabel("policy")
        .setCodePointLimit(SourceText.MOST_BYTES)
        .setParseComments(false)
        .build();
    YamlEvents events = new YamlEvents(tree, problems);
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        events.take(event);
      }
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      String what = e.getProblem().split("[.] ", 2)[0];
      throw problems.stop(line(mark), column(mark), "YAML", what, "must be well-formed YAML 1.2");
    } catch (YamlEngineException e) {
      throw problems.stop("YAML", String.valueOf(e.getMessage()), "must be well-formed YAML 1.2");
    }
  }

  private void take(Event event) {
    int line = line(event.getStartMark());
    int column = column(event.getStartMark());
    if (event instanceof DocumentStartEvent && ++documents > 1) {
      throw problems.stop(line, column, "YAML", "a second document", "must be one document");
    } else if (insideKey > 0) {
      skip(event, line, column);
    } else if (event instanceof AliasEvent alias) {
      alias(alias, line, column);
    } else if (event instanceof ScalarEvent scalar) {
      scalar(scalar, line, column);
    } else if (event instanceof CollectionStartEvent start) {
      open(start, line, column);
    } else if (event instanceof CollectionEndEvent) {
      tree.close();
    }
  }

  private void alias(AliasEvent alias, int line, int column) {
    boolean isKey = tree.expectsKey();
    Place at = isKey ? Place.root(line, column) : tree.next(line, column);
    problems.add(at, "YAML alias", "*" + alias.getAlias().getValue(), "write the value itself");
    if (isKey) {
      tree.refusedKey(line, column);
    } else {
      tree.refused(line, column);
    }
  }

  private void scalar(ScalarEvent scalar, int line, int column) {
    String text = scalar.getValue();
    if (tree.expectsKey()) {
      refuseProperties(scalar, scalar.getTag(), Place.root(line, column));
      if (scalar.isPlain() && text.equals("<<")) {
        problems.add(
            Place.root(line, column), "YAML merge key", "<<", "write the merged keys themselves");
        tree.refusedKey(line, column);
      } else {
        tree.key(text, line, column);
      }
      return;
    }
    refuseProperties(scalar, scalar.getTag(), tree.next(line, column));
    if (scalar.isPlain() && NULLS.contains(text)) {
      tree.nothing(line, column);
    } else {
      tree.text(text, scalar.isPlain(), line, column);
    }
  }

  private void open(CollectionStartEvent start, int line, int column) {
    if (tree.expectsKey()) {
      String shown = start instanceof MappingStartEvent ? "a mapping" : "a list";
      problems.add(Place.root(line, column), "key", shown, "must be text");
      insideKey = 1;
      return;
    }
    refuseProperties(start, start.getTag(), tree.next(line, column));
    if (start instanceof MappingStartEvent) {
      tree.openMapping(line, column);
    } else {
      tree.openListing(line, column);
    }
  }

  private void skip(Event event, int line, int column) {
    if (event instanceof CollectionStartEvent) {
      tree.requireDepth(tree.depth() + insideKey++, line, column);
    } else if (event instanceof CollectionEndEvent && --insideKey == 0) {
      tree.refusedKey(line, column);
    }
  }

  private void refuseProperties(NodeEvent event, Optional<String> tag, Place at) {
    event
        .getAnchor()
        .ifPresent(anchor ->
            problems.add(at, "YAML anchor", "&" + anchor.getValue(), "leave the anchor out"));
    tag.ifPresent(name -> problems.add(at, "YAML tag", name, "leave the tag out"));
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  private static int column(Optional<Mark> mark) {
    return mark.map(Mark::getColumn).orElse(0) + 1;
  }
}
