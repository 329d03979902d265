-- Exact: a guess in DOUBLE, made exact by the HUGEINT remainder. One window over the records has
-- both the place of a remainder and the sum of the quotients.
-- first: numbering.sql
-- first: cells.sql
-- first: shares.sql
-- first: weighed.sql
CREATE OR REPLACE TABLE result AS
SELECT id, floor_units + (
    row_number() OVER by_rest <= share - sum(floor_units) OVER by_rest_whole
  )::BIGINT AS units
FROM parts
WINDOW by_rest AS (PARTITION BY cell ORDER BY rest DESC, id),
  by_rest_whole AS (PARTITION BY cell ORDER BY rest DESC, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
