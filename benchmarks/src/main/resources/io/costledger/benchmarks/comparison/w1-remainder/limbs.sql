-- Exact, without HUGEINT: the remainder modulo 2^62 in two halves of 31 bits each.
-- first: numbering.sql
-- first: cells.sql
-- first: shares.sql
-- first: weighed.sql
CREATE OR REPLACE TABLE result AS
WITH m AS (
  SELECT id, cell, share, weight, guess,
    ((((((share >> 31) * (w & 2147483647) + (share & 2147483647) * (w >> 31)) & 2147483647) << 31)
      + (share & 2147483647) * (w & 2147483647)) & 4611686018427387903)
    - ((((((guess >> 31) * (weight & 2147483647) + (guess & 2147483647) * (weight >> 31)) & 2147483647) << 31)
      + (guess & 2147483647) * (weight & 2147483647)) & 4611686018427387903) AS off
  FROM guessed
), d AS (
  SELECT id, cell, share, weight, guess,
    off - CASE WHEN off >= 2305843009213693952 THEN 4611686018427387904
      WHEN off < -2305843009213693952 THEN -4611686018427387904 ELSE 0 END AS off
  FROM m
), f AS (
  SELECT id, cell, share,
    quotient(guess, off, weight) AS floor_units, remainder(off, weight) AS rest
  FROM d
)
SELECT id, floor_units + (
    row_number() OVER by_rest <= share - sum(floor_units) OVER by_rest_whole
  )::BIGINT AS units
FROM f
WINDOW by_rest AS (PARTITION BY cell ORDER BY rest DESC, id),
  by_rest_whole AS (PARTITION BY cell ORDER BY rest DESC, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
