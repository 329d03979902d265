-- What each platform passes on of each day's cost: all but 15 %, rounded down to the unit.
SELECT platform, day, units - units * 15 div 100 AS pool
FROM (
  SELECT ServiceName AS platform, ChargePeriodStart AS day,
    CAST(BilledCost * CAST(10000000000 AS DECIMAL(11, 0)) AS BIGINT) AS units
  FROM bill
)
