-- Pools to consumers by largest remainder: a guess in DOUBLE, made exact by the HUGEINT remainder.
-- One window has both the place of a remainder and the sum of the quotients.
CREATE OR REPLACE TEMP TABLE shares AS
WITH totals AS (
  SELECT pool_of(cell) AS pool, sum(weight)::BIGINT AS total FROM cells GROUP BY 1
), p AS (
  SELECT pool, total, units - kept(units) AS amount
  FROM totals JOIN pools ON pool = pool_of(cell(platform, day, 0))
), guessed AS (
  SELECT cell, pool, weight, total, amount,
    floor(weight * (amount::DOUBLE / total))::BIGINT AS guess
  FROM cells JOIN p ON pool = pool_of(cell)
), off AS (
  SELECT *, (amount::HUGEINT * weight - guess::HUGEINT * total)::BIGINT AS off FROM guessed
), q AS (
  SELECT cell, pool, weight, amount,
    quotient(guess, off, total) AS floor_units, remainder(off, total) AS rest
  FROM off
)
SELECT cell, weight, floor_units + (
    row_number() OVER by_rest <= amount - sum(floor_units) OVER by_rest_whole
  )::BIGINT AS share
FROM q
WINDOW by_rest AS (PARTITION BY pool ORDER BY rest DESC, cell),
  by_rest_whole AS (PARTITION BY pool ORDER BY rest DESC, cell
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
