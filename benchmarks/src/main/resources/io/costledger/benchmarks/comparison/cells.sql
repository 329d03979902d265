-- What each consumer used of each pool.
CREATE OR REPLACE TEMP TABLE cells AS
SELECT cell(platform, day, consumer) AS cell, sum(rate * micros)::BIGINT AS weight
FROM usage JOIN rates USING (sku)
GROUP BY 1;
