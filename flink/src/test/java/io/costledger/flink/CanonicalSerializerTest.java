package io.costledger.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.Chargeback;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageSummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CanonicalSerializerTest {
  private static final UsageSummary SUMMARY = UsageSummary.builder()
      .add(
          new UsageSummary.Key(
              "usage-09", "kafka", Account.costCenter("ads"), "gb", September.MONTH),
          new BigDecimal("1.5"),
          2)
      .build();

  /** Behind CLED and the kind. */
  private static final int VERSION_AT = 5;

  @AfterEach
  void backToTheCurrentVersion() {
    SteppedForm.library = 2;
  }

  private static TypeSerializer<UsageSummary> serializer(int version) {
    SteppedForm.library = version;
    return CanonicalTypeInfo.of(new SteppedForm())
        .createSerializer(new ExecutionConfig().getSerializerConfig());
  }

  private static byte[] written(TypeSerializer<UsageSummary> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(SUMMARY, out);
    return out.getCopyOfBuffer();
  }

  private static TypeSerializerSnapshot<UsageSummary> reread(
      TypeSerializerSnapshot<UsageSummary> snapshot) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        CanonicalSerializerTest.class.getClassLoader());
  }

  @Test
  void writesLengthAndBytesAndReadsThem() throws IOException {
    TypeSerializer<UsageSummary> serializer = serializer(1);
    byte[] bytes = written(serializer);
    byte[] canonical = new SteppedForm().toBytes(SUMMARY);
    assertThat(bytes).hasSize(4 + canonical.length).endsWith(canonical);
    assertThat(serializer.deserialize(new DataInputDeserializer(bytes))).isEqualTo(SUMMARY);
    DataOutputSerializer copy = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(bytes), copy);
    assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
  }

  /** The bytes of a snapshot that is in savepoints: the form's class, and its version. */
  @Test
  void theSnapshotHasItsPublishedForm() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer(1).snapshotConfiguration().writeSnapshot(out);
    String name = "io.costledger.flink.SteppedForm";
    assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer()))
        .isEqualTo("001f"
            + HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII))
            + "00000001");
  }

  @Test
  void anOlderVersionIsReadAndMigrated() throws IOException {
    TypeSerializer<UsageSummary> older = serializer(1);
    byte[] bytes = written(older);
    TypeSerializerSnapshot<UsageSummary> snapshot = reread(older.snapshotConfiguration());

    TypeSerializer<UsageSummary> current = serializer(2);
    assertThat(compatibility(current, snapshot).isCompatibleAfterMigration()).isTrue();
    TypeSerializer<UsageSummary> restored = snapshot.restoreSerializer();
    assertThat(restored.deserialize(new DataInputDeserializer(bytes))).isEqualTo(SUMMARY);
    assertThat(written(current)).isNotEqualTo(bytes);
    assertThatThrownBy(() -> written(restored))
        .hasMessage("Version 1 of io.costledger.core.usage.UsageSummary is only read; it is written"
            + " in version 2");
  }

  @Test
  void theSameVersionIsCompatibleAndANewerOneOrAnotherFormIsNot() throws IOException {
    TypeSerializer<UsageSummary> newer = serializer(2);
    TypeSerializerSnapshot<UsageSummary> snapshot = reread(newer.snapshotConfiguration());
    assertThat(compatibility(newer, snapshot).isCompatibleAsIs()).isTrue();
    assertThat(compatibility(serializer(1), snapshot).isIncompatible()).isTrue();
    TypeSerializer<UsageSummary> other =
        CanonicalForms.USAGE.createSerializer(new ExecutionConfig().getSerializerConfig());
    assertThat(compatibility(other, snapshot).isIncompatible()).isTrue();
  }

  /** No release wrote version 1 of sums of usage, and nothing reads it. */
  @Test
  void aVersionThatCantBeReadAnyMoreIsRefused() throws IOException {
    CanonicalForms.OfUsage form = new CanonicalForms.OfUsage();
    TypeSerializer<UsageSummary> current =
        CanonicalForms.USAGE.createSerializer(new ExecutionConfig().getSerializerConfig());
    assertThat(compatibility(current, reread(new CanonicalSerializerSnapshot<>(form, 1)))
            .isIncompatible())
        .isTrue();
    assertThat(compatibility(current, reread(new CanonicalSerializerSnapshot<>(form, 2)))
            .isCompatibleAsIs())
        .isTrue();
  }

  /** Canonical bytes begin with what they are, and their version: in a savepoint it is the same. */
  @Test
  void eachFormHasTheVersionOfItsBytes() {
    BookedRun booked =
        BookedRun.of(Chargeback.of(September.policy(September.MONTH).resolve())
            .run(RunInputs.of(September.BILL, UsageBatch.of(List.of()), List.of()), Instant.EPOCH)
            .run());
    assertVersion(new CanonicalForms.OfUsage(), SUMMARY);
    assertVersion(new CanonicalForms.OfBill(), September.BILL);
    assertVersion(new CanonicalForms.OfDelivery(), September.first());
    assertVersion(new CanonicalForms.OfBookedRun(), booked);
  }

  private static <T> void assertVersion(CanonicalForm<T> form, T value) {
    assertThat(form.toBytes(value)[VERSION_AT]).as(form.toString()).isEqualTo((byte)
        form.version());
  }

  private static TypeSerializerSchemaCompatibility<UsageSummary> compatibility(
      TypeSerializer<UsageSummary> now, TypeSerializerSnapshot<UsageSummary> written) {
    return now.snapshotConfiguration().resolveSchemaCompatibility(written);
  }
}
