-- Pools to consumers by prefix rounding.
CREATE OR REPLACE TEMP TABLE shares AS
WITH totals AS (
  SELECT pool_of(cell) AS pool, sum(weight)::BIGINT AS total FROM cells GROUP BY 1
), p AS (
  SELECT pool, total, units - kept(units) AS amount
  FROM totals JOIN pools ON pool = pool_of(cell(platform, day, 0))
), c AS (
  SELECT cell, pool, weight, total, amount,
    (sum(weight) OVER (PARTITION BY pool ORDER BY cell))::BIGINT AS prefix
  FROM cells JOIN p ON pool = pool_of(cell)
), guessed AS (
  SELECT *, floor(prefix * (amount::DOUBLE / total))::BIGINT AS guess FROM c
), q AS (
  SELECT cell, pool, weight,
    quotient(guess, (amount::HUGEINT * prefix - guess::HUGEINT * total)::BIGINT, total) AS upto
  FROM guessed
)
SELECT cell, weight, upto - lag(upto, 1, 0) OVER (PARTITION BY pool ORDER BY cell) AS share
FROM q;
