package io.costledger.policyfile;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the published schema says of a file. The validator is an independent library; it sees the
 * file as an editor does: bare scalars typed by YAML's core schema.
 */
final class Schema {
  private static final JsonNodeFactory NODES = new Nodes();
  private static final Validator VALIDATOR =
      new ValidatorFactory().withJsonNodeFactory(NODES).createValidator();
  private static final URI POLICY = VALIDATOR.registerSchema(PolicyFile.schema());

  private Schema() {}

  /** {@code accepts}, {@code refuses}, or {@code does not apply} where there is no tree. */
  static String verdict(String name, byte[] bytes) {
    Problems problems = new Problems(name);
    Optional<Node> root;
    try {
      root = tree(name, bytes, problems);
    } catch (io.costledger.core.delivery.InvalidInputException e) {
      return "does not apply";
    }
    if (root.isEmpty() || !problems.isEmpty()) {
      return "does not apply";
    }
    return VALIDATOR.validate(POLICY, (JsonNode) new View("", root.get())).isValid()
        ? "accepts"
        : "refuses";
  }

  private static Optional<Node> tree(String name, byte[] bytes, Problems problems) {
    TreeBuilder tree = new TreeBuilder(problems);
    String text = SourceText.of(bytes, problems);
    if (name.endsWith(".json")) {
      JsonEvents.read(text, tree, problems);
    } else {
      YamlEvents.read(text, tree, problems);
    }
    return tree.root();
  }

  private static final class Nodes implements JsonNodeFactory {
    @Override
    public JsonNode wrap(Object node) {
      return node instanceof JsonNode wrapped ? wrapped : new View("", (Node) node);
    }

    @Override
    public JsonNode create(String json) {
      Problems problems = new Problems("schema");
      TreeBuilder tree = new TreeBuilder(problems);
      JsonEvents.read(json, tree, problems);
      return new View("", tree.root().orElseThrow());
    }
  }

  private record View(String pointer, Node node) implements JsonNode {
    @Override
    public String getJsonPointer() {
      return pointer;
    }

    @Override
    public SimpleType getNodeType() {
      if (node instanceof Node.Mapping) {
        return SimpleType.OBJECT;
      } else if (node instanceof Node.Listing) {
        return SimpleType.ARRAY;
      } else if (node instanceof Node.Nothing) {
        return SimpleType.NULL;
      }
      String text = asString();
      if (!((Node.Text) node).bare()) {
        return SimpleType.STRING;
      } else if (text.equals("true") || text.equals("false")) {
        return SimpleType.BOOLEAN;
      } else if (!text.matches("[-+]?([.][0-9]+|[0-9]+([.][0-9]*)?)([eE][-+]?[0-9]{1,3})?")) {
        return SimpleType.STRING;
      }
      return asNumber().stripTrailingZeros().scale() <= 0 ? SimpleType.INTEGER : SimpleType.NUMBER;
    }

    @Override
    public boolean asBoolean() {
      return asString().equals("true");
    }

    @Override
    public String asString() {
      return ((Node.Text) node).text();
    }

    @Override
    public BigInteger asInteger() {
      return asNumber().toBigIntegerExact();
    }

    @Override
    public BigDecimal asNumber() {
      return new BigDecimal(asString());
    }

    @Override
    public List<JsonNode> asArray() {
      List<JsonNode> items = new ArrayList<>();
      for (Node item : ((Node.Listing) node).items()) {
        items.add(new View(pointer + "/" + items.size(), item));
      }
      return items;
    }

    @Override
    public Map<String, JsonNode> asObject() {
      Map<String, JsonNode> entries = new LinkedHashMap<>();
      ((Node.Mapping) node)
          .entries()
          .forEach((key, value) ->
              entries.put(key, new View(pointer + "/" + JsonNode.encodeJsonPointer(key), value)));
      return entries;
    }
  }
}
