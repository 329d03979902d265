-- The exact job from the same files to the same entries. {in} is the folder, {usage} and {bill}
-- read the two files, {out} is the file to write.
-- first: numbering.sql
-- By multiplication: DECIMAL / DECIMAL is DOUBLE in DuckDB.
CREATE TEMP MACRO amount_of(units) AS (units::DECIMAL(19,0) * 0.0000000001::DECIMAL(11,10))::DECIMAL(38,10);
CREATE TEMP TABLE rates AS
SELECT * FROM read_csv('{in}/rates.csv', columns = {'unit': 'VARCHAR', 'rate': 'BIGINT'});
-- The bill's rows name no pool, so they are summed. Text to DECIMAL is exact.
CREATE TEMP TABLE pools AS
SELECT row_number() OVER () AS pool, *, units - units * 15 // 100 AS amount
FROM (
  SELECT ServiceName AS platform, ChargePeriodStart AS start,
    (sum(BilledCost) * 10000000000)::BIGINT AS units
  FROM {bill}
  GROUP BY ALL
);
CREATE TEMP TABLE cells AS
WITH used AS (
  SELECT platform, charge_period_start AS start, consumer,
    sum(round(quantity * 1000000)::BIGINT * rate)::BIGINT AS weight
  FROM {usage} JOIN rates USING (unit)
  GROUP BY ALL
)
SELECT pool, consumer, weight, amount FROM used JOIN pools USING (platform, start);
CREATE TEMP TABLE shares AS
WITH totals AS (
  SELECT pool, sum(weight)::BIGINT AS total FROM cells GROUP BY pool
), guessed AS (
  SELECT *, floor(weight * (amount::DOUBLE / total))::BIGINT AS guess
  FROM cells JOIN totals USING (pool)
), off AS (
  SELECT *, (amount::HUGEINT * weight - guess::HUGEINT * total)::BIGINT AS off FROM guessed
), q AS (
  SELECT pool, consumer, amount,
    quotient(guess, off, total) AS floor_units, remainder(off, total) AS rest
  FROM off
)
SELECT pool, consumer, floor_units + (
    row_number() OVER by_rest <= amount - sum(floor_units) OVER by_rest_whole
  )::BIGINT AS units
FROM q
WINDOW by_rest AS (PARTITION BY pool ORDER BY rest DESC, consumer),
  by_rest_whole AS (PARTITION BY pool ORDER BY rest DESC, consumer
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
COPY (
  WITH entries AS (
    SELECT start, 'bill:focus' AS "from", 'platform:' || platform AS "to", units, 'direct' AS kind
    FROM pools
    UNION ALL
    SELECT start, 'platform:' || platform, 'cost-center:infra', units - amount, 'retained'
    FROM pools
    UNION ALL
    SELECT start, 'platform:' || platform, consumer, shares.units, 'allocated'
    FROM shares JOIN pools USING (pool)
  )
  SELECT start AS charge_period_start, "from", "to", amount_of(units) AS amount, kind
  FROM entries WHERE units <> 0
  ORDER BY ALL
) TO '{out}' (HEADER);
