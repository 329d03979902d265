-- One tier: its pools, their shares by largest remainder, and each share parted by the roots: by
-- prefix rounding, one root after the other, each over what the roots before it left. So rows and
-- columns sum exactly, and nothing is negative.
CREATE OR REPLACE TEMP TABLE inflows AS
SELECT pool_of(cell(platform, day, 0)) AS pool, day, r0, r1, r2, r0 + r1 + r2 AS inflow
FROM (
  SELECT platform, day, sum(r0)::BIGINT AS r0, sum(r1)::BIGINT AS r1, sum(r2)::BIGINT AS r2
  FROM passed WHERE platform // 3 = getvariable('tier')
  GROUP BY platform, day
)
WHERE r0 + r1 + r2 > 0;
CREATE OR REPLACE TEMP TABLE step AS
WITH mine AS (
  SELECT cell, pool_of(cell) AS pool, weight, inflow - kept(inflow) AS amount
  FROM cells JOIN inflows ON pool = pool_of(cell)
), totals AS (
  SELECT pool, sum(weight)::BIGINT AS total FROM mine GROUP BY pool
), guessed AS (
  SELECT *, floor(weight * (amount::DOUBLE / total))::BIGINT AS guess
  FROM mine JOIN totals USING (pool)
), off AS (
  SELECT *, (amount::HUGEINT * weight - guess::HUGEINT * total)::BIGINT AS off FROM guessed
), q AS (
  SELECT cell, pool, amount,
    quotient(guess, off, total) AS floor_units, remainder(off, total) AS rest
  FROM off
)
SELECT cell, pool, floor_units + (
    row_number() OVER by_rest <= amount - sum(floor_units) OVER by_rest_whole
  )::BIGINT AS share
FROM q
WINDOW by_rest AS (PARTITION BY pool ORDER BY rest DESC, cell),
  by_rest_whole AS (PARTITION BY pool ORDER BY rest DESC, cell
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
INSERT INTO result SELECT cell, share FROM step;
CREATE OR REPLACE TEMP TABLE parted AS
WITH destinations AS (
  SELECT pool, cell - cell(0, pool, 0) AS consumer, share AS units FROM step
  UNION ALL
  SELECT pool, -1, kept(inflow) FROM inflows
), c AS (
  SELECT consumer, pool, day, units, r0, r1, r2, inflow,
    (sum(units) OVER (PARTITION BY pool ORDER BY consumer
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))::BIGINT AS upto
  FROM destinations JOIN inflows USING (pool)
), ends AS (
  SELECT consumer, pool, day, units, r0, r1, r2, inflow, upto, upto - units AS before FROM c
), g0 AS (
  SELECT *, floor(upto * (r0::DOUBLE / inflow))::BIGINT AS h,
    floor(before * (r0::DOUBLE / inflow))::BIGINT AS l
  FROM ends
), f0 AS (
  SELECT consumer, pool, day, units, r1, greatest(r1 + r2, 1) AS others,
    quotient(h, (r0::HUGEINT * upto - h::HUGEINT * inflow)::BIGINT, inflow) AS upto0,
    quotient(l, (r0::HUGEINT * before - l::HUGEINT * inflow)::BIGINT, inflow) AS before0,
    upto, before
  FROM g0
), left1 AS (
  SELECT consumer, pool, day, units, r1, others, upto0 - before0 AS x0,
    upto - upto0 AS upto, before - before0 AS before
  FROM f0
), g1 AS (
  SELECT *, floor(upto * (r1::DOUBLE / others))::BIGINT AS h,
    floor(before * (r1::DOUBLE / others))::BIGINT AS l
  FROM left1
), f1 AS (
  SELECT consumer, pool, day, units, x0,
    quotient(h, (r1::HUGEINT * upto - h::HUGEINT * others)::BIGINT, others)
    - quotient(l, (r1::HUGEINT * before - l::HUGEINT * others)::BIGINT, others) AS x1
  FROM g1
)
SELECT consumer, day, x0, x1, units - x0 - x1 AS x2 FROM f1;
INSERT INTO passed
SELECT consumer - centers(), day, x0, x1, x2 FROM parted WHERE consumer >= centers();
INSERT INTO borne
SELECT day, CASE consumer WHEN -1 THEN centers() ELSE consumer END, x0, x1, x2
FROM parted WHERE consumer < centers();
SET VARIABLE tier = getvariable('tier') + 1;
