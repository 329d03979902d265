-- Exact: one order of all records instead of a window per consumer.
-- first: numbering.sql
-- first: cells.sql
-- first: shares.sql
-- first: weighed.sql
CREATE OR REPLACE TEMP TABLE kept_parts AS SELECT id, cell, floor_units, rest FROM parts;
CREATE OR REPLACE TEMP TABLE bars AS
SELECT cell, before + share - given AS bar
FROM (
  SELECT cell, given, sum(n) OVER (ORDER BY cell) - n AS before
  FROM (
    SELECT cell, sum(floor_units)::BIGINT AS given, count(*) AS n FROM kept_parts GROUP BY cell
  )
) JOIN shares USING (cell);
CREATE OR REPLACE TABLE result AS
SELECT id, floor_units + (place <= bar)::BIGINT AS units
FROM (
  SELECT id, cell, floor_units, row_number() OVER (ORDER BY cell, rest DESC, id) AS place
  FROM kept_parts
) JOIN bars USING (cell);
