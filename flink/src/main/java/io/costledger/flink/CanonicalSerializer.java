package io.costledger.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a value as the length and the bytes of its form. One that was restored from the snapshot of
 * an older version only reads: what it read is written by the current one.
 *
 * @param <T> the value
 */
final class CanonicalSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final CanonicalForm<T> form;
  private final int version;

  CanonicalSerializer(CanonicalForm<T> form, int version) {
    this.form = form;
    this.version = version;
  }

  CanonicalForm<T> form() {
    return form;
  }

  int version() {
    return version;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    if (version != form.version()) {
      throw new IOException("Version " + version + " of " + form.type().getName()
          + " is only read; it is written in version " + form.version());
    }
    byte[] bytes = form.toBytes(value);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    try {
      return form.ofBytes(version, bytes);
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    // Not target.write(source, length): Flink's own buffer doesn't grow for that.
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  @SuppressWarnings("NullAway") // Flink asks for a value to reuse; an immutable one is none.
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CanonicalSerializerSnapshot<>(form, version);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanonicalSerializer<?> serializer
        && form.getClass().equals(serializer.form.getClass())
        && version == serializer.version;
  }

  @Override
  public int hashCode() {
    return form.getClass().hashCode() * 31 + version;
  }
}
