package io.costledger.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint says of how values were written: the class of their form, and its version. An
 * older version of the same form is migrated, if it can still be read; a newer one, or another form,
 * is refused.
 *
 * @param <T> the value
 */
public final class CanonicalSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private @Nullable CanonicalForm<T> form;
  private int version;

  /** For Flink, which fills it by {@link #readSnapshot}. */
  public CanonicalSerializerSnapshot() {}

  CanonicalSerializerSnapshot(CanonicalForm<T> form, int version) {
    this.form = form;
    this.version = version;
  }

  private CanonicalForm<T> form() {
    if (form == null) {
      throw new IllegalStateException("The snapshot was not read yet");
    }
    return form;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(form().getClass().getName());
    out.writeInt(version);
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader loader)
      throws IOException {
    if (readVersion != VERSION) {
      throw new IOException("Snapshot version " + readVersion + " is not the known " + VERSION);
    }
    // The snapshot is of a serializer of T.
    form = InstantiationUtil.instantiate(
        InstantiationUtil.<CanonicalForm<T>>resolveClassByName(in, loader, CanonicalForm.class));
    version = in.readInt();
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CanonicalSerializer<>(form(), version);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> older) {
    if (!(older instanceof CanonicalSerializerSnapshot<T> written)
        || !written.form().getClass().equals(form().getClass())
        || written.version > version
        || written.version < form().oldest()) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return written.version == version
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
