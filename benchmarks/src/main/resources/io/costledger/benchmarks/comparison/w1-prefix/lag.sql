-- Exact: the running weight by one window, the step from the record before by another.
-- first: numbering.sql
-- first: cells.sql
-- first: w1-prefix/shares.sql
CREATE OR REPLACE TABLE result AS
WITH c AS (
  SELECT id, cell, weight, share,
    (sum(rate * micros) OVER (PARTITION BY cell ORDER BY id))::BIGINT AS prefix
  FROM usage JOIN rates USING (sku) JOIN shares ON shares.cell = cell(platform, day, consumer)
), guessed AS (
  SELECT *, floor(prefix * (share::DOUBLE / weight))::BIGINT AS guess FROM c
), q AS (
  SELECT id, cell,
    quotient(guess, (share::HUGEINT * prefix - guess::HUGEINT * weight)::BIGINT, weight) AS upto
  FROM guessed
)
SELECT id, upto - lag(upto, 1, 0) OVER (PARTITION BY cell ORDER BY id) AS units FROM q;
