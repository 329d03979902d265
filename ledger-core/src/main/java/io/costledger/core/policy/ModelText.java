package io.costledger.core.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * Writes a model with its parameters as one text in which no parameter can imitate another: each is
 * quoted, with quotes and backslashes inside escaped. What {@link AllocationModel#describe} returns.
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
    return model.name() + "@" + model.version() + text(Arrays.asList(parameters));
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
