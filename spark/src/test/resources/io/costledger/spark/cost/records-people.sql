-- As people write it: a ratio in DOUBLE, rounded to cents, straight to the records. Not exact.
WITH totals AS (
  SELECT platform, charge_period_start,
    sum(CAST(quantity AS DOUBLE) * CAST(rate AS DOUBLE)) AS total
  FROM usage JOIN rates USING (unit)
  GROUP BY platform, charge_period_start
)
SELECT usage.id,
  round(CAST(BilledCost AS DOUBLE) * 0.85D * CAST(quantity AS DOUBLE) * CAST(rate AS DOUBLE)
    / total, 2) AS amount
FROM usage JOIN rates USING (unit)
  JOIN totals USING (platform, charge_period_start)
  JOIN bill ON platform = ServiceName AND charge_period_start = ChargePeriodStart
