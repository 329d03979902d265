-- Pools to consumers by largest remainder, as one writes it first: // and % on HUGEINT.
CREATE OR REPLACE TEMP TABLE shares AS
WITH totals AS (
  SELECT pool_of(cell) AS pool, sum(weight)::BIGINT AS total FROM cells GROUP BY 1
), p AS (
  SELECT pool, total, units - kept(units) AS amount
  FROM totals JOIN pools ON pool = pool_of(cell(platform, day, 0))
), q AS (
  SELECT cell, pool, weight, amount,
    (amount::HUGEINT * weight // total)::BIGINT AS floor_units,
    (amount::HUGEINT * weight % total)::BIGINT AS rest
  FROM cells JOIN p ON pool = pool_of(cell)
), placed AS (
  SELECT *, row_number() OVER (PARTITION BY pool ORDER BY rest DESC, cell) AS place,
    amount - sum(floor_units) OVER (PARTITION BY pool) AS spare
  FROM q
)
SELECT cell, weight, floor_units + (place <= spare)::BIGINT AS share FROM placed;
