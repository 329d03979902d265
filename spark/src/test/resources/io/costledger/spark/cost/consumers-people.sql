-- As people write it: a ratio in DOUBLE, rounded to cents. Not exact.
WITH used AS (
  SELECT platform, charge_period_start AS day, consumer,
    sum(CAST(quantity AS DOUBLE) * CAST(rate AS DOUBLE)) AS used
  FROM usage JOIN rates USING (unit)
  GROUP BY platform, charge_period_start, consumer
)
SELECT u.platform, u.day, consumer,
  round(CAST(BilledCost AS DOUBLE) * 0.85D * used / sum(used) OVER (PARTITION BY u.platform, u.day), 2) AS amount
FROM used u JOIN bill ON u.platform = ServiceName AND u.day = ChargePeriodStart
