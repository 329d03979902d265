package io.costledger.allocation.model;

import io.costledger.core.policy.AllocationModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes a model with its parameters as one text in which no parameter can imitate another: each
 * text is quoted, with quotes and backslashes inside escaped.
 */
final class ModelText {
  private ModelText() {}

  /** Returns {@code name@version('parameter', ...)}; collections and maps must come sorted. */
  static String of(AllocationModel model, Object... parameters) {
    List<String> texts = new ArrayList<>();
    Arrays.asList(parameters).forEach(parameter -> texts.add(text(parameter)));
    return model.name() + "@" + model.version() + texts;
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
