-- Each record with its whole weight. The product fits 18 digits, which Spark holds as a BIGINT.
SELECT id, platform, charge_period_start, consumer,
  CAST(quantity * CAST(1000000 AS DECIMAL(7, 0)) AS BIGINT) * rate_units AS weight
FROM usage JOIN (
  SELECT unit, CAST(rate * CAST(10000 AS DECIMAL(5, 0)) AS BIGINT) AS rate_units FROM rates
) USING (unit)
