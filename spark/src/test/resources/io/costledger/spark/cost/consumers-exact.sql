-- Exact.
-- first: shares
SELECT platform, day, consumer,
  CAST(share AS DECIMAL(19, 0)) * CAST(0.0000000001 AS DECIMAL(11, 10)) AS amount
FROM shares
