package io.costledger.core.policy;

import io.costledger.core.money.ExactNumber;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * Writes a model with its parameters as one text in which no parameter can imitate another: each
 * text is quoted, with quotes and backslashes inside escaped; decimals are written by value. What
 * {@link AllocationModel#describe} returns.
 *
 * <p>Example: {@code ModelText.of(this, "vcpu-hours")} is {@code square-root@1['vcpu-hours']}.
 */
public final class ModelText {
  private ModelText() {}

  /**
   * Returns {@code name@version['parameter', ...]}.
   *
   * @param model whose name and version
   * @param parameters its parameters; collections and maps must come sorted
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
    if (parameter instanceof BigDecimal number) {
      return "'" + ExactNumber.plain(number) + "'";
    }
    return "'" + String.valueOf(parameter).replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
