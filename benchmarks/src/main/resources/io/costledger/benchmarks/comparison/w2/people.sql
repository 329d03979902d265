-- As people write it: a ratio in DOUBLE, rounded to cents. Not exact.
CREATE OR REPLACE TABLE result AS
WITH cells AS (
  SELECT platform, day, consumer, sum(quantity * price) AS used
  FROM usage JOIN rates USING (sku)
  GROUP BY ALL
), totals AS (
  SELECT platform, day, sum(used) AS total FROM cells GROUP BY ALL
)
SELECT cell(platform, day, consumer) AS cell, round(cost * 0.85 * used / total, 2) AS amount
FROM cells JOIN totals USING (platform, day) JOIN pools USING (platform, day);
