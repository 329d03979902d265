-- As people write it: a ratio in DOUBLE, rounded to cents, straight to the records. Not exact.
CREATE OR REPLACE TABLE result AS
WITH totals AS (
  SELECT platform, day, sum(quantity * price) AS total
  FROM usage JOIN rates USING (sku)
  GROUP BY ALL
)
SELECT id, round(cost * 0.85 * (quantity * price) / total, 2) AS amount
FROM usage JOIN rates USING (sku) JOIN totals USING (platform, day)
  JOIN pools USING (platform, day);
