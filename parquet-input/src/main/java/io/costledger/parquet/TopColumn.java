package io.costledger.parquet;

import io.costledger.core.Invalid;
import io.costledger.serialization.input.CsvFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;

/**
 * A column of the table that a file holds.
 *
 * @param name its name
 * @param leaves one: a column of values; two: a map, its keys and its values; none: it is nested
 */
record TopColumn(String name, List<Leaf> leaves) {
  /** A walk over the schema, in which a group is followed by its children. */
  private static final class Walk {
    private final List<SchemaElement> schema;
    private int at;
    private int leaves;

    Walk(List<SchemaElement> schema) {
      this.schema = schema;
    }

    SchemaElement next() {
      if (at == schema.size()) {
        throw damaged();
      }
      SchemaElement element = schema.get(at++);
      boolean isGroup = !element.isSetType();
      if (element.getNum_children() < 0
          || isGroup == (element.getNum_children() == 0)
          || (at > 1 && !element.isSetRepetition_type())) {
        throw damaged();
      }
      return element;
    }

    int leaf() {
      return leaves++;
    }

    /** Passes over everything in some groups. */
    void pass(long children) {
      for (long left = children; left > 0; left--) {
        SchemaElement element = next();
        if (element.isSetType()) {
          leaf();
        } else {
          left += element.getNum_children();
        }
      }
    }
  }

  static List<TopColumn> of(List<SchemaElement> schema) {
    // A table without columns has a root without children.
    if (schema.size() == 1) {
      return List.of();
    }
    Walk walk = new Walk(schema);
    int count = walk.next().getNum_children();
    if (count > CsvFile.MAX_COLUMNS) {
      throw Damage.ofFile(count + " columns", "must have at most " + CsvFile.MAX_COLUMNS);
    }
    List<TopColumn> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(column(walk));
    }
    if (walk.at != schema.size()) {
      throw damaged();
    }
    return columns;
  }

  /** How many leaves a schema has. */
  static int leaves(List<SchemaElement> schema) {
    return (int) schema.stream().filter(SchemaElement::isSetType).count();
  }

  private static TopColumn column(Walk walk) {
    SchemaElement top = walk.next();
    String name = top.getName();
    if (top.isSetType()) {
      int index = walk.leaf();
      return new TopColumn(
          name,
          top.getRepetition_type() == FieldRepetitionType.REPEATED
              ? List.of()
              : List.of(new Leaf(index, name, top, List.of(name), 0, Leaf.optional(top))));
    }
    boolean isMap = top.getNum_children() == 1
        && top.getRepetition_type() != FieldRepetitionType.REPEATED
        && (top.isSetLogicalType()
            ? top.getLogicalType().isSetMAP()
            : top.isSetConverted_type()
                && (top.getConverted_type() == ConvertedType.MAP
                    || top.getConverted_type() == ConvertedType.MAP_KEY_VALUE));
    if (!isMap) {
      walk.pass(top.getNum_children());
      return new TopColumn(name, List.of());
    }
    return new TopColumn(name, map(walk, top));
  }

  /** The keys and values of a map; none where these are nested themselves. */
  private static List<Leaf> map(Walk walk, SchemaElement top) {
    SchemaElement pairs = walk.next();
    if (pairs.isSetType()) {
      walk.leaf();
      return List.of();
    }
    List<Leaf> leaves = new ArrayList<>();
    boolean isFlat =
        pairs.getNum_children() == 2 && pairs.getRepetition_type() == FieldRepetitionType.REPEATED;
    for (int i = 0; i < pairs.getNum_children(); i++) {
      SchemaElement side = walk.next();
      if (side.isSetType()) {
        isFlat &= side.getRepetition_type() != FieldRepetitionType.REPEATED;
        leaves.add(new Leaf(
            walk.leaf(),
            top.getName(),
            side,
            List.of(top.getName(), pairs.getName(), side.getName()),
            1,
            Leaf.optional(top) + 1 + Leaf.optional(side)));
      } else {
        isFlat = false;
        walk.pass(side.getNum_children());
      }
    }
    return isFlat ? List.copyOf(leaves) : List.of();
  }

  private static RuntimeException damaged() {
    return Damage.ofFile("its schema", "must be what the Parquet format says: it is damaged");
  }

  /** What to throw where a nested column is asked for. */
  RuntimeException nested() {
    return Damage.of(
        name, Invalid.message("column", "nested", "lists and structs are not read: unnest them"));
  }
}
