-- Exact, and plainer: whole numbers of 38 digits. No guess is needed.
-- first: weighed
-- first: cells
-- first: pools
WITH totals AS (
  SELECT platform, day, consumer, weight,
    sum(weight) OVER (PARTITION BY platform, day) AS total
  FROM cells
), q AS (
  SELECT platform, day, consumer, pool,
    CAST(pool AS DECIMAL(19, 0)) * CAST(weight AS DECIMAL(18, 0)) div total AS quotient,
    CAST(pool AS DECIMAL(19, 0)) * CAST(weight AS DECIMAL(18, 0)) % total AS rest
  FROM totals JOIN pools USING (platform, day)
)
SELECT platform, day, consumer,
  CAST(quotient + CASE WHEN
      row_number() OVER by_rest <= pool - sum(quotient) OVER by_rest_whole
    THEN 1 ELSE 0 END AS DECIMAL(19, 0)) * CAST(0.0000000001 AS DECIMAL(11, 10)) AS amount
FROM q
WINDOW by_rest AS (PARTITION BY platform, day ORDER BY rest DESC, consumer),
  by_rest_whole AS (PARTITION BY platform, day ORDER BY rest DESC, consumer
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
