-- Exact: the sum of the quotients by GROUP BY and a join instead of a window.
-- first: numbering.sql
-- first: cells.sql
-- first: shares.sql
-- first: weighed.sql
CREATE OR REPLACE TEMP TABLE kept_parts AS SELECT id, cell, floor_units, rest FROM parts;
CREATE OR REPLACE TEMP TABLE spares AS
SELECT cell, share - given AS spare
FROM (SELECT cell, sum(floor_units)::BIGINT AS given FROM kept_parts GROUP BY cell)
JOIN shares USING (cell);
CREATE OR REPLACE TABLE result AS
SELECT id, floor_units + (place <= spare)::BIGINT AS units
FROM (
  SELECT id, cell, floor_units,
    row_number() OVER (PARTITION BY cell ORDER BY rest DESC, id) AS place
  FROM kept_parts
) JOIN spares USING (cell);
