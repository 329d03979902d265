-- Exact, as one writes it first: // on HUGEINT.
-- first: numbering.sql
-- first: cells.sql
-- first: w1-prefix/shares.sql
CREATE OR REPLACE TABLE result AS
WITH c AS (
  SELECT id, weight, share, rate * micros AS w,
    sum(rate * micros) OVER (PARTITION BY cell ORDER BY id) AS prefix
  FROM usage JOIN rates USING (sku) JOIN shares ON shares.cell = cell(platform, day, consumer)
)
SELECT id, (share * prefix // weight - share * (prefix - w) // weight)::BIGINT AS units FROM c;
