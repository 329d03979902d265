-- Exact, as one writes it first: // and % on HUGEINT, and two windows.
-- first: cells.sql
-- first: shares-hugeint.sql
CREATE OR REPLACE TABLE result AS
WITH q AS (
  SELECT id, cell, weight, share, share::HUGEINT * (rate * micros) AS product
  FROM usage JOIN rates USING (sku) JOIN shares ON shares.cell = cell(platform, day, consumer)
), d AS (
  SELECT id, cell, share,
    (product // weight)::BIGINT AS floor_units, (product % weight)::BIGINT AS rest
  FROM q
)
SELECT id, floor_units + (
    row_number() OVER (PARTITION BY cell ORDER BY rest DESC, id)
      <= share - sum(floor_units) OVER (PARTITION BY cell)
  )::BIGINT AS units
FROM d;
