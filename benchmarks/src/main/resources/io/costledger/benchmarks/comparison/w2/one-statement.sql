-- Exact, and the same as estimate.sql in one statement.
-- first: numbering.sql
CREATE OR REPLACE TABLE result AS
WITH cells AS (
  SELECT cell(platform, day, consumer) AS cell, sum(rate * micros)::BIGINT AS weight
  FROM usage JOIN rates USING (sku)
  GROUP BY 1
), totals AS (
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
SELECT cell, floor_units + (
    row_number() OVER by_rest <= amount - sum(floor_units) OVER by_rest_whole
  )::BIGINT AS units
FROM q
WINDOW by_rest AS (PARTITION BY pool ORDER BY rest DESC, cell),
  by_rest_whole AS (PARTITION BY pool ORDER BY rest DESC, cell
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
