-- Exact: one window for the running weight, and the quotient at both ends of each record.
-- first: numbering.sql
-- first: cells.sql
-- first: w1-prefix/shares.sql
CREATE OR REPLACE TABLE result AS
WITH c AS (
  SELECT id, weight, share, rate * micros AS w,
    (sum(rate * micros) OVER (PARTITION BY cell ORDER BY id
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))::BIGINT AS prefix
  FROM usage JOIN rates USING (sku) JOIN shares ON shares.cell = cell(platform, day, consumer)
), guessed AS (
  SELECT id, weight, share, prefix, prefix - w AS before,
    floor(prefix * (share::DOUBLE / weight))::BIGINT AS high,
    floor((prefix - w) * (share::DOUBLE / weight))::BIGINT AS low
  FROM c
)
SELECT id,
  quotient(high, (share::HUGEINT * prefix - high::HUGEINT * weight)::BIGINT, weight)
  - quotient(low, (share::HUGEINT * before - low::HUGEINT * weight)::BIGINT, weight) AS units
FROM guessed;
