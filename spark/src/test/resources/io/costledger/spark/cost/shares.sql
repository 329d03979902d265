-- Exact, by largest remainder: a guess in DOUBLE, made exact by its remainder. The products pass 63
-- bits and wrap, but their difference fits, so it is right.
-- first: weighed
-- first: cells
-- first: pools
WITH totals AS (
  SELECT platform, day, consumer, weight,
    sum(weight) OVER (PARTITION BY platform, day) AS total
  FROM cells
), guessed AS (
  SELECT platform, day, consumer, weight, total, pool,
    CAST(floor(weight * (CAST(pool AS DOUBLE) / total)) AS BIGINT) AS guess
  FROM totals JOIN pools USING (platform, day)
), off AS (
  SELECT *, pool * weight - guess * total AS off FROM guessed
), q AS (
  SELECT platform, day, consumer, weight, pool,
    guess + CASE WHEN off < 0 THEN -1 WHEN off >= total THEN 1 ELSE 0 END AS quotient,
    off + CASE WHEN off < 0 THEN total WHEN off >= total THEN -total ELSE 0 END AS rest
  FROM off
)
SELECT platform, day, consumer, weight,
  quotient + CASE WHEN
      row_number() OVER by_rest <= pool - sum(quotient) OVER by_rest_whole
    THEN 1 ELSE 0 END AS share
FROM q
WINDOW by_rest AS (PARTITION BY platform, day ORDER BY rest DESC, consumer),
  by_rest_whole AS (PARTITION BY platform, day ORDER BY rest DESC, consumer
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
