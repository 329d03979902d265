package io.costledger.flink;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Tells Flink to keep values as their canonical bytes, so that nothing falls to Kryo and every read
 * is checked.
 *
 * <p>Example: {@code CanonicalTypeInfo.of(form)} in the descriptor of a state.
 *
 * @param <T> the value, immutable
 */
public final class CanonicalTypeInfo<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final CanonicalForm<T> form;

  private CanonicalTypeInfo(CanonicalForm<T> form) {
    this.form = form;
  }

  /**
   * Returns the type information of a form's values.
   *
   * @param form the form
   * @param <T> the value
   * @return its type information
   */
  public static <T> CanonicalTypeInfo<T> of(CanonicalForm<T> form) {
    return new CanonicalTypeInfo<>(form);
  }

  /** Flink 1's way; Flink 2 has only the other. */
  @SuppressWarnings({"MissingOverride", "deprecation"})
  public TypeSerializer<T> createSerializer(ExecutionConfig config) {
    return new CanonicalSerializer<>(form, form.version());
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new CanonicalSerializer<>(form, form.version());
  }

  @Override
  public Class<T> getTypeClass() {
    return form.type();
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CanonicalTypeInfo;
  }

  /** Equal if the forms are of one class. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CanonicalTypeInfo<?> info
        && form.getClass().equals(info.form.getClass());
  }

  @Override
  public int hashCode() {
    return form.getClass().hashCode();
  }

  @Override
  public String toString() {
    return "Canonical<" + form.type().getSimpleName() + ">";
  }
}
