package io.costledger.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.serialization.input.WantedColumns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no Parquet, or say what isn't so: a message, never a stack or a full memory. */
class BrokenParquetTest {
  private static final String DAMAGED = "(must be what the Parquet format says: it is damaged)";

  @TempDir
  Path folder;

  private Path file;
  private byte[] sound;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("t.parquet");
    Duck.write(
        file,
        "SELECT 'u' || i AS id, i::DECIMAL(18, 2) AS quantity FROM range(1000) t(i)",
        ", COMPRESSION zstd");
    sound = Files.readAllBytes(file);
  }

  private List<String> problems(byte[] bytes) throws IOException {
    return Duck.problems(Files.write(file, bytes));
  }

  private int footer() {
    return ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt(sound.length - 8);
  }

  /** The problems of a file whose footer says something else. */
  private List<String> withFooter(Consumer<FileMetaData> change) throws IOException {
    return withFooter(new byte[0], change);
  }

  /** The same, with more data before the footer. */
  private List<String> withFooter(byte[] more, Consumer<FileMetaData> change) throws IOException {
    int start = sound.length - 8 - footer();
    FileMetaData meta = Util.readFileMetaData(new ByteArrayInputStream(sound, start, footer()));
    change.accept(meta);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(sound, 0, start);
    out.write(more);
    int data = out.size();
    Util.writeFileMetaData(meta, out);
    int length = out.size() - data;
    out.write(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    out.write(new byte[] {'P', 'A', 'R', '1'});
    return problems(out.toByteArray());
  }

  private static ColumnMetaData column(FileMetaData meta, int index) {
    return meta.getRow_groups().get(0).getColumns().get(index).getMeta_data();
  }

  /** The problems of a file in which the first page of the first column says something else. */
  private List<String> withPage(Consumer<PageHeader> change) throws IOException {
    int start = sound.length - 8 - footer();
    ColumnMetaData first =
        column(Util.readFileMetaData(new ByteArrayInputStream(sound, start, footer())), 0);
    // DuckDB writes the first column right behind the magic.
    ByteArrayInputStream in =
        new ByteArrayInputStream(sound, 4, (int) first.getTotal_compressed_size());
    PageHeader header = Util.readPageHeader(in);
    change.accept(header);
    ByteArrayOutputStream pages = new ByteArrayOutputStream();
    Util.writePageHeader(header, pages);
    pages.write(in.readAllBytes());
    return withFooter(pages.toByteArray(), meta -> {
      column(meta, 0).unsetDictionary_page_offset();
      column(meta, 0).setData_page_offset(start);
      column(meta, 0).setTotal_compressed_size(pages.size());
    });
  }

  @Test
  void isNoParquetFile() throws IOException {
    assertThat(problems("id,quantity\nu1,1.00\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .containsExactly(
            "Invalid Parquet file: 20 bytes (must start and end with PAR1: this is no Parquet file)");
    assertThat(problems(new byte[0]))
        .containsExactly(
            "Invalid Parquet file: 0 bytes (must start and end with PAR1: this is no Parquet file)");
  }

  @Test
  void wasCutOff() throws IOException {
    assertThat(problems(Arrays.copyOf(sound, 100)))
        .containsExactly(
            "Invalid Parquet file: 100 bytes (must end with PAR1: the file was cut off)");
  }

  @Test
  void isEncrypted() throws IOException {
    byte[] bytes = sound.clone();
    bytes[bytes.length - 1] = 'E';
    assertThat(problems(bytes))
        .containsExactly(
            "Invalid Parquet file: encrypted (must be written without encryption: no key is asked for)");
  }

  @Test
  void claimsAFooterBeyondTheFile() throws IOException {
    byte[] bytes = sound.clone();
    bytes[bytes.length - 5] = (byte) 0x7F;
    assertThat(problems(bytes).get(0))
        .startsWith("Invalid Parquet file: a footer of 21")
        .endsWith(" bytes (must fit the file, and have at most 67108864)");
  }

  @Test
  void hasAFooterOfNoise() throws IOException {
    byte[] bytes = sound.clone();
    Arrays.fill(bytes, bytes.length - 60, bytes.length - 8, (byte) 0xFF);
    assertThat(problems(bytes))
        .allMatch(problem -> problem.startsWith("Invalid Parquet file: "))
        .hasSize(1);
  }

  private List<String> withFooterBytes(byte[] footer) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(footer.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = {'P', 'A', 'R', '1'};
    bytes.put(magic).put(footer).putInt(footer.length).put(magic);
    return problems(bytes.array());
  }

  @Test
  void hasAFooterThatIsNestedBeyondAnyStack() throws IOException {
    // Thrift's compact form: 0x1C says that a field is a structure, whose field is one, and so on.
    byte[] footer = new byte[1_000_000];
    Arrays.fill(footer, (byte) 0x1C);
    assertThat(withFooterBytes(footer))
        .containsExactly("Invalid Parquet file: its footer " + DAMAGED);
  }

  @Test
  void hasAFooterThatClaimsAListBeyondAnyMemory() throws IOException {
    // Version 1; then field 2, a list of 2^31 - 1 structures.
    byte[] footer = {0x15, 0x02, 0x19, (byte) 0xFC, -1, -1, -1, -1, 0x07};
    assertThat(withFooterBytes(footer))
        .containsExactly("Invalid Parquet file: its footer " + DAMAGED);
  }

  @Test
  void claimsMoreRowsThanItsGroups() throws IOException {
    assertThat(withFooter(meta -> meta.setNum_rows(1L << 60)))
        .containsExactly("Invalid Parquet file: 1152921504606846976 rows"
            + " (must have as many as its row groups: it is damaged)");
  }

  @Test
  void claimsMoreRowsThanItsColumns() throws IOException {
    assertThat(withFooter(meta -> {
          meta.setNum_rows(1L << 60);
          meta.getRow_groups().get(0).setNum_rows(1L << 60);
        }))
        .containsExactly(
            "column id: Invalid data: 1000 values for 1152921504606846976 rows " + DAMAGED);
  }

  @Test
  void claimsMoreRowsThanItsPages() throws IOException {
    assertThat(withFooter(meta -> {
          meta.setNum_rows(1L << 60);
          meta.getRow_groups().get(0).setNum_rows(1L << 60);
          column(meta, 0).setNum_values(1L << 60);
          column(meta, 1).setNum_values(1L << 60);
        }))
        .containsExactly(
            "column id: Invalid data: less than 1152921504606846976 values " + DAMAGED);
  }

  @Test
  void pointsOutsideTheFile() throws IOException {
    assertThat(withFooter(meta -> column(meta, 1).setTotal_compressed_size(1L << 60))
            .get(0))
        .startsWith("column quantity: Invalid data: 1152921504606846976 bytes at ")
        .endsWith(DAMAGED);
    assertThat(withFooter(meta -> {
              column(meta, 1).unsetDictionary_page_offset();
              column(meta, 1).setData_page_offset(-5);
            })
            .get(0))
        .startsWith("column quantity: Invalid data: ")
        .endsWith(" bytes at -5 " + DAMAGED);
  }

  @Test
  void usesACodecThatIsNotRead() throws IOException {
    assertThat(withFooter(meta -> column(meta, 1).setCodec(CompressionCodec.BROTLI)))
        .containsExactly("column quantity: Invalid compression: BROTLI"
            + " (must be ZSTD, SNAPPY, GZIP or UNCOMPRESSED)");
  }

  @Test
  void isPackedInAnotherWayThanItSays() throws IOException {
    for (CompressionCodec codec :
        List.of(CompressionCodec.SNAPPY, CompressionCodec.GZIP, CompressionCodec.UNCOMPRESSED)) {
      assertThat(withFooter(meta -> column(meta, 1).setCodec(codec)).get(0))
          .as("%s", codec)
          .startsWith("column quantity: Invalid data: a page that doesn't unpack to ")
          .endsWith(" bytes " + DAMAGED);
    }
  }

  @Test
  void claimsAPageBeyondAnyMemory() throws IOException {
    assertThat(withPage(header -> header.setUncompressed_page_size(Integer.MAX_VALUE)))
        .containsExactly("column id: Invalid page: 2147483647 bytes"
            + " (must have at most 134217728: write smaller pages)");
  }

  @Test
  void claimsAPageThatIsNotThere() throws IOException {
    assertThat(withPage(header -> header.setCompressed_page_size(1_000_000)).get(0))
        .startsWith("column id: Invalid data: a page of 1000000 bytes, ")
        .endsWith(" are left " + DAMAGED);
  }

  @Test
  void claimsAPageOfTheWrongLength() throws IOException {
    assertThat(withPage(header -> header.setUncompressed_page_size(1 << 26)))
        .containsExactly(
            "column id: Invalid data: a page that doesn't unpack to 67108864 bytes " + DAMAGED);
  }

  @Test
  void hasAPageWithAnotherChecksum() throws IOException {
    assertThat(withPage(header -> header.setCrc(7)))
        .containsExactly("column id: Invalid data: a page whose checksum is another " + DAMAGED);
  }

  @Test
  void lacksAColumn() throws IOException {
    WantedColumns wanted =
        new WantedColumns(List.of("id", "unit"), Set.of(), column -> column.equals("id"));
    assertThat(Duck.problems(file, wanted))
        .containsExactly("header: Invalid column: unit (is required but not there)");
  }

  @Test
  void hasColumnsOfOtherTypes() throws Exception {
    assertThat(typeProblem("1.5::DOUBLE"))
        .isEqualTo("column x: Invalid column: DOUBLE"
            + " (binary floating point is not exact: CAST it to DECIMAL when it is written)");
    assertThat(typeProblem("1.5::FLOAT"))
        .isEqualTo("column x: Invalid column: FLOAT"
            + " (binary floating point is not exact: CAST it to DECIMAL when it is written)");
    assertThat(typeProblem("[1, 2]"))
        .isEqualTo(
            "column x: Invalid column: nested (lists and structs are not read: unnest them)");
    assertThat(typeProblem("{'a': 1}"))
        .isEqualTo(
            "column x: Invalid column: nested (lists and structs are not read: unnest them)");
    assertThat(typeProblem("MAP {'a': [1]}"))
        .isEqualTo(
            "column x: Invalid column: nested (lists and structs are not read: unnest them)");
    assertThat(typeProblem("TIME '10:00:00'"))
        .isEqualTo(
            "column x: Invalid column: INT64 TIME (is not read: CAST it to VARCHAR when it is written)");
    assertThat(typeProblem("INTERVAL 1 DAY"))
        .isEqualTo("column x: Invalid column: FIXED_LEN_BYTE_ARRAY INTERVAL"
            + " (is not read: CAST it to VARCHAR when it is written)");
  }

  private String typeProblem(String value) throws Exception {
    List<String> problems =
        Duck.problems(Duck.write(folder.resolve("x.parquet"), "SELECT " + value + " AS x", ""));
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @Test
  void holdsTextThatIsNoUtf8() throws Exception {
    assertThat(typeProblem("'\\xE9'::BLOB"))
        .isEqualTo("row 1, column x: Invalid encoding: '\uFFFD' (must be UTF-8)");
  }

  @Test
  void holdsACellThatIsTooLong() throws Exception {
    assertThat(typeProblem("repeat('x', 262145)"))
        .isEqualTo("row 1, column x: Invalid field: more than 262144 characters"
            + " (must have at most 262144)");
  }

  /** Whatever a byte is turned into, the file is read or refused in our words. */
  @Test
  void hasAnyByteTurned() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 1500; i++) {
      byte[] bytes = sound.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      for (String problem : problems(bytes)) {
        assertThat(problem).contains("Invalid ").doesNotContain("Exception");
      }
    }
  }
}
