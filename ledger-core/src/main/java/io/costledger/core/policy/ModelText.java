package io.costledger.core.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * Writes a model with its parameters as one text in which nothing can imitate another: parameters
 * are quoted, with quotes and backslashes inside escaped; so are {@code @}, {@code [} and backslashes
 * of the name and the version. What {@link AllocationModel#describe} returns.
 *
 * <p>Example: {@code ModelText.of(this, "vcpu-hours")} is {@code square-root@1['vcpu-hours']}.
 */
public final class ModelText {
  private ModelText() {}

  /**
   * Returns {@code name@version['parameter', ...]}.
   *
   * @param model whose name and version
   * @param parameters its parameters; collections and maps must come sorted, and equal numbers as
   *     equal text
   * @return the text
   */
  public static String of(AllocationModel model, Object... parameters) {
    return identity(model) + text(Arrays.asList(parameters));
  }

  /** {@code name@version}; only the character between them is a bare {@code @}. */
  static String identity(AllocationModel model) {
    return escaped(model.name()) + "@" + escaped(model.version());
  }

  private static String escaped(String part) {
    return part.replace("\\", "\\\\").replace("@", "\\@").replace("[", "\\[");
  }

  private static String text(Object parameter) {
    if (parameter instanceof Collection<?> many) {
      return many.stream().map(ModelText::text).toList().toString();
    }
    if (parameter instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
          .toList()
          .toString();
    }
    return "'" + String.valueOf(parameter).replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
