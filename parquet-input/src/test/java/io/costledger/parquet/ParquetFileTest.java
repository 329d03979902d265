package io.costledger.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetFileTest {
  @TempDir
  Path folder;

  private List<List<Object>> rows(String query, String options) throws Exception {
    return Duck.rows(ParquetFile.of(Duck.write(folder.resolve("t.parquet"), query, options)));
  }

  private List<Object> row(String query) throws Exception {
    List<List<Object>> rows = rows(query, "");
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "snappy", "gzip", "uncompressed"})
  void readsDecimalsOfEveryWidthExactly(String codec) throws Exception {
    String query = "SELECT CAST('-1.5' AS DECIMAL(4, 1)), CAST('1234567.89' AS DECIMAL(9, 2)),"
        + " CAST('-123456789012345.678' AS DECIMAL(18, 3)),"
        + " CAST('0.00000000000000000001' AS DECIMAL(20, 20)),"
        + " CAST('-99999999999999999999999999999999999999' AS DECIMAL(38, 0)),"
        + " CAST('99999999999999999999999999999999999.999' AS DECIMAL(38, 3)),"
        + " CAST(NULL AS DECIMAL(38, 3))";
    assertThat(rows(query, ", COMPRESSION " + codec))
        .containsExactly(Arrays.asList(
            "-1.5",
            "1234567.89",
            "-123456789012345.678",
            "0.00000000000000000001",
            "-99999999999999999999999999999999999999",
            "99999999999999999999999999999999999.999",
            null));
  }

  @Test
  void readsWholeNumbersOfEveryWidth() throws Exception {
    assertThat(row("SELECT (-128)::TINYINT, 255::UTINYINT, (-32768)::SMALLINT, 65535::USMALLINT,"
            + " (-2147483648)::INTEGER, 4294967295::UINTEGER, (-9223372036854775808)::BIGINT,"
            + " 18446744073709551615::UBIGINT"))
        .containsExactly(
            "-128",
            "255",
            "-32768",
            "65535",
            "-2147483648",
            "4294967295",
            "-9223372036854775808",
            "18446744073709551615");
  }

  @Test
  void readsTimesInUtcAndDates() throws Exception {
    assertThat(row("SELECT TIMESTAMP '2026-08-01 00:00:00', TIMESTAMP '2026-08-01 01:02:03.123456',"
            + " TIMESTAMP_MS '1969-12-31 23:59:59.999', TIMESTAMP_NS '2026-08-01 00:00:00.000000001',"
            + " TIMESTAMPTZ '2026-08-01 02:00:00+02:00', DATE '2024-02-29'"))
        .containsExactly(
            "2026-08-01T00:00:00Z",
            "2026-08-01T01:02:03.123456Z",
            "1969-12-31T23:59:59.999Z",
            "2026-08-01T00:00:00.000000001Z",
            "2026-08-01T00:00:00Z",
            "2024-02-29");
  }

  @Test
  void readsTextsTruthsAndUuids() throws Exception {
    assertThat(row("SELECT 'Zürich €', true, false, NULL::BOOLEAN,"
            + " UUID '01234567-89ab-cdef-0123-456789abcdef', '{\"a\": 1}'::JSON, 'x'::ENUM('x', 'y'),"
            + " ''"))
        .containsExactly(
            "Zürich €",
            "true",
            "false",
            null,
            "01234567-89ab-cdef-0123-456789abcdef",
            "{\"a\": 1}",
            "x",
            null);
  }

  @Test
  void readsAMapAsTheJsonThatACsvHas() throws Exception {
    assertThat(rows(
            "SELECT * FROM (VALUES (MAP {'team': 'se\"arch', 'env': NULL}), (NULL),"
                + " (MAP {}), (MAP {'a': '1'})) t(m)",
            ""))
        .containsExactly(
            List.of("{\"team\":\"se\\\"arch\",\"env\":null}"),
            Arrays.asList((Object) null),
            List.of("{}"),
            List.of("{\"a\":\"1\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"V1", "V2"})
  void readsOnThroughPagesAndRowGroups(String version) throws Exception {
    int rows = 300_000;
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      boolean isNull = i % 7 == 0;
      expected.add(Arrays.asList(
          "u" + i,
          isNull ? null : i + ".00",
          "p" + i % 3,
          i % 5 == 0 ? null : "{\"k\":\"" + i % 11 + "\",\"l\":\"x\"}"));
    }
    List<List<Object>> read = rows(
        "SELECT 'u' || i, CASE WHEN i % 7 = 0 THEN NULL ELSE i::DECIMAL(30, 2) END, 'p' || i % 3,"
            + " CASE WHEN i % 5 = 0 THEN NULL ELSE MAP {'k': (i % 11)::VARCHAR, 'l': 'x'} END"
            + " FROM range("
            + rows
            + ") t(i) ORDER BY i",
        ", ROW_GROUP_SIZE 100000, PARQUET_VERSION " + version);
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void readsNoRowsOfAnEmptyTable() throws Exception {
    assertThat(rows("SELECT 1 AS a WHERE false", "")).isEmpty();
  }
}
