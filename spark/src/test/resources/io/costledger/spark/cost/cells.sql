-- What each consumer used of each pool, in whole weights: quantities have 6 decimals, rates 4.
SELECT platform, charge_period_start AS day, consumer, sum(weight) AS weight
FROM weighed
GROUP BY platform, charge_period_start, consumer
