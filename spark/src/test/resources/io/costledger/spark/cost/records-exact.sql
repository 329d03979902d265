-- Exact: each share to its own records, as the pools to the shares. The records are shuffled by the
-- number of their share, once.
-- first: shares
WITH numbered AS (
  SELECT platform, day, consumer, weight AS total, share,
    monotonically_increasing_id() AS number
  FROM shares
), guessed AS (
  SELECT /*+ BROADCAST(numbered) */ id, number, share, total, weight,
    CAST(floor(weight * (CAST(share AS DOUBLE) / total)) AS BIGINT) AS guess
  FROM weighed JOIN numbered
    ON weighed.platform = numbered.platform AND charge_period_start = day
      AND weighed.consumer = numbered.consumer
), off AS (
  SELECT *, share * weight - guess * total AS off FROM guessed
), q AS (
  SELECT id, number, share,
    guess + CASE WHEN off < 0 THEN -1 WHEN off >= total THEN 1 ELSE 0 END AS quotient,
    off + CASE WHEN off < 0 THEN total WHEN off >= total THEN -total ELSE 0 END AS rest
  FROM off
)
SELECT id,
  CAST(quotient + CASE WHEN
      row_number() OVER by_rest <= share - sum(quotient) OVER by_rest_whole
    THEN 1 ELSE 0 END AS DECIMAL(19, 0)) * CAST(0.0000000001 AS DECIMAL(11, 10)) AS amount
FROM q
WINDOW by_rest AS (PARTITION BY number ORDER BY rest DESC, id),
  by_rest_whole AS (PARTITION BY number ORDER BY rest DESC, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
